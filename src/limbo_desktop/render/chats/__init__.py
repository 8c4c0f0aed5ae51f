"""Exports of conversations → messages; a module for each export.  Used in the worker only."""
