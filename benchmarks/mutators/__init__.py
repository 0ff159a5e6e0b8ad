"""Edits of known sense, made on real pages by patterns of their own: nothing here asks the program's finders."""
