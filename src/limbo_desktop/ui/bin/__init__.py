"""The bin: what was deleted, to be taken out again or erased."""
