"""Comparing: what differs between two documents."""
