"""The first thing that people look for is a date: what was, what is next, what is missing."""
