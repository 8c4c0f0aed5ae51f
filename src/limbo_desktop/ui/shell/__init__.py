"""The frame round the screens: rail, header room, lock card, banners."""
