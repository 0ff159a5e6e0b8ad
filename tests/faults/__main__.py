"""`python -m tests.faults`: what comes of each fault, as tables; with `--write` into docs/faults.md."""

from __future__ import annotations

import sys
from pathlib import Path

# Where `servers.py`, `world.py` and this package are.
sys.path.insert(0, str(Path(__file__).parents[1]))

from faults import nights
from faults.faults import THEMES
from faults.stage import play
from faults.table import tables, write

if __name__ == "__main__":
    left_out = [f"{fault.name}: {fault.skips()}" for faults in THEMES.values() for fault in faults if fault.skips()]
    if left_out and "--write" in sys.argv:
        sys.exit("Not written, for these cannot be played here:\n" + "\n".join(left_out))
    seen = {theme: [(each, play(each)) for each in faults if not each.skips()] for theme, faults in THEMES.items()}
    lines = list(tables(seen, {night: nights.play(night) for night in nights.NIGHTS}))
    if "--write" in sys.argv:
        write(lines)
    else:
        sys.stdout.write("\n".join([*lines, *left_out, ""]))
