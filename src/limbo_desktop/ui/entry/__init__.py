"""The entry: a form made from its kind, saved as it is typed."""
