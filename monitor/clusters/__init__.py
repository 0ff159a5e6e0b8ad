"""The same edit on the pages of several countries: what an edit says, and which edits say the same. Pure."""
