"""The case as a whole: what it is called, who decides it, under which numbers."""
