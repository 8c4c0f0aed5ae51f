"""The computer's own signs that nobody sits there: screen locked, going to sleep, lid closed."""
