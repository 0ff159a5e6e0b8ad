"""`python -m tests.year`: a year in minutes, as a table; see benchmarks/year.py."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

# Where this package is.
sys.path.insert(0, str(Path(__file__).parents[1]))

from year.clock import at, iso  # before all that imports the program
from year.ledger import Lived
from year.plays import BUNDLE, Play, of_bundle, of_ours
from year.show import scratch, show
from year.table import figures, lines


def main() -> int:
    """Play, and print the table; 1 where something is wrong."""
    arguments = argparse.ArgumentParser(prog="year", description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--bundle", type=Path, default=BUNDLE, help="the repository of the pages' past, as a bundle")
    arguments.add_argument("--ours", action="store_true", help="a few pages of ours, twelve days")
    arguments.add_argument("--publishers", nargs="*", default=[], help="of these only")
    arguments.add_argument("--countries", type=int, help="so many, those with the most edits")
    arguments.add_argument("--since", default="", help="ISO 8601; from the start of the bundle where it is not given")
    arguments.add_argument("--days", type=float, help="to the end of the bundle where it is not given")
    arguments.add_argument("--every", default="12h to 1d")
    arguments.add_argument("--look-round", type=int, default=5, help="minutes between two looks into the outbox")
    arguments.add_argument("--outages", type=int, default=30, help="of each service")
    arguments.add_argument("--deaths", type=int, default=80, help="stops and kills of the daemon")
    arguments.add_argument("--keep", type=Path, help="a folder, emptied before, in which all of it is left")
    arguments.add_argument("--quiet", action="store_true", help="the table alone")
    arguments.add_argument("--json", action="store_true", help="the figures as JSON, and what is wrong")
    given = arguments.parse_args()
    with scratch(given.keep) as folder:
        play = of_ours(given.seed) if given.ours else _of_bundle(given, folder)
        if not given.quiet:
            _say(f"{len(play.scene.sites)} addresses, {iso(play.start)} to {iso(play.end)}, seed {given.seed}")
        shown = show(play, folder, given.outages, given.deaths, (lambda lived: None) if given.quiet else _tell)
    if given.json:
        data = {"figures": figures(shown.result), "wrong": shown.result.errors}
        sys.stdout.write(json.dumps(data) + "\n")
        return 1 if shown.result.errors else 0
    sys.stdout.write("\n".join(lines(shown.result, shown.wall, shown.cpu)) + "\n")
    return 1 if shown.result.errors else 0


def _of_bundle(given: argparse.Namespace, folder: Path) -> Play:
    return of_bundle(
        given.bundle, folder, given.seed, publishers=given.publishers, countries=given.countries,
        since=at(given.since) if given.since else 0.0, days=given.days, every=given.every,
        look_round=given.look_round,
    )  # fmt: skip


def _tell(lived: Lived) -> None:
    _say(f"life {lived.life}: {iso(lived.start)} to {iso(lived.end)}, {lived.kind}")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
