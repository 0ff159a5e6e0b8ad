"""Channels by which notices reach people: one module a channel."""
