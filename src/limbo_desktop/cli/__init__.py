"""The same jobs without a window: the command line."""
