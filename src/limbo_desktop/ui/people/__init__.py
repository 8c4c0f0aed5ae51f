"""The people of the case: who they are, and whose names bundles do not print."""
