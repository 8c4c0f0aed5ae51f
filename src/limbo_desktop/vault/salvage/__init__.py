"""Bringing out of a damaged vault everything that does not lie on a damaged page."""
