"""The screen that searches the whole case, and the way to it from a list that is filtered."""
