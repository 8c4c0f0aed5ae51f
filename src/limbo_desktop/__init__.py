"""Limbo Desktop: the timeline of an asylum case, encrypted, and its evidence bundle."""

__version__ = "0.1.0"
