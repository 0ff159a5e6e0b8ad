"""Facts: the typed values that a document states."""
