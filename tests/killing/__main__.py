"""`python -m tests.killing`: a run is killed at each point, and what came of it is printed as a table."""

from __future__ import annotations

import sys
from pathlib import Path

# Where `servers.py`, `world.py` and this package are.
sys.path.insert(0, str(Path(__file__).parents[1]))

from killing.matrix import matrix
from killing.table import lines

if __name__ == "__main__":
    with matrix() as made:
        sys.stdout.write("\n".join(lines(made.kill_at(made.points))) + "\n")
