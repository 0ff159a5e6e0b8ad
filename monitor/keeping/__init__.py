"""Keeping what was seen for years: a copy of all of it, whether all of it is right, and what need not be kept."""
