"""Asking sites, politely: what came back, and what it is worth."""
