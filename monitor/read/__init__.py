"""Reading: from the bytes of a page to a `Document`."""
