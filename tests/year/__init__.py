"""A year in minutes: the real daemon on a virtual clock, over months of real edits, with outages and kills."""
