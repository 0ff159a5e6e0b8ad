"""Assessing: what a difference means."""
