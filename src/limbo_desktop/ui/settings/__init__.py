"""What can be set, on one page."""
