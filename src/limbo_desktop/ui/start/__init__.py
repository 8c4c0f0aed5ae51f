"""The first window: a language in its own script, then open or new."""
