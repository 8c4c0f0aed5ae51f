"""Copies of the case that are made by themselves: when, and what is said of them."""
