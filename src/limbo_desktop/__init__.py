"""Limbo Desktop: the timeline of an asylum case, encrypted, and its evidence bundle."""
