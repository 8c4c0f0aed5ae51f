"""The help: short pages in every language, read from the program's own folder."""
