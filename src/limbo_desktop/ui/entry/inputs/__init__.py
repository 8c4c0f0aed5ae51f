"""The inputs of a form, one for each type of value."""
