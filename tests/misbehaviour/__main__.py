"""`python -m tests.misbehaviour`: the scenes as a table."""

from __future__ import annotations

import sys
from pathlib import Path

# Where `servers.py`, `world.py` and this package are.
sys.path.insert(0, str(Path(__file__).parents[1]))

from misbehaviour.table import lines

if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()))
