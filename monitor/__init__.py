"""The change monitor for official travel-advice pages."""
