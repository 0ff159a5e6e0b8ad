"""A year in minutes: the real daemon on a virtual clock over the months of a bundle of real pages.

    python -m benchmarks.year --seed 1 [--countries 30] [--publishers uk-fcdo us-state] [--keep FOLDER]

The play is in `tests/year`, where a few weeks of it are a test: the sites with their pages as they stood from day to
day, a mail server, Slack and a webhook, outages of all of them, and a daemon that is stopped and killed, all drawn from
the seed. At the end what is stored is held beside the states of the repository by the pure core, and what the far ends
took beside what each recipient asked for. Prints a table; exits with 1 where something is wrong. See README.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from year.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
