"""What to watch, how often, and whom to tell: `sources.yaml` and the pages that follow from it."""
