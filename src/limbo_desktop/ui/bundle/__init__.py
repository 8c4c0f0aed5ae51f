"""The file for the lawyer: what goes in, whose names are replaced, how its pages look."""
