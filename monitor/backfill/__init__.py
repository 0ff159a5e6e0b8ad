"""The past of pages, taken from where others kept it."""
