"""How fast are two versions of a page compared, facts included?

    python benchmarks/changes.py [--every 8 | --all] [--worst 10] [--corpus ../shared/corpus]

Over the successive versions of the pages of `advisories.bundle`: each edit of each Markdown file that a commit changed.
Every eighth edit, in order of the bundle, is measured; `--all` takes each. One process, one pass, the clock of the
process (other work on the machine does not count, the collector of garbage does). For each edit:

- facts and change: find the facts of both versions, compare, assess;
- reading too: the same, and both versions read from their bytes.

Prints edits a second, median, 99th percentile and worst in milliseconds, and the worst edits by name.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from identity import Blobs, Edit, edits  # noqa: E402

from monitor.publishers import publisher as publisher_of  # noqa: E402
from monitor.publishers.countries import country_code  # noqa: E402
from monitor.pure import change_between, reading  # noqa: E402
from monitor.read.reader import read  # noqa: E402

MOST = 2000.0
"""Milliseconds that no comparison may take."""
MEDIAN = 30.0
"""Milliseconds that half of all comparisons may take at most."""


@dataclass(frozen=True)
class Timed:
    """Milliseconds of one edit."""

    edit: Edit
    reading: float
    change: float
    characters: int
    """Of both versions."""

    @property
    def both(self) -> float:
        """Reading, facts and change."""
        return self.reading + self.change


def timed(edit: Edit, blobs: Blobs) -> Timed:
    """Read and compare once."""
    old, new = blobs.body(edit.old), blobs.body(edit.new)
    by, country = publisher_of(edit.publisher), country_code(edit.country)
    start = time.process_time()
    before, after = read(old, by, country=country), read(new, by, country=country)
    read_at = time.process_time()
    change_between(reading(before, by), reading(after, by), by, title=edit.page)
    end = time.process_time()
    return Timed(edit, (read_at - start) * 1000, (end - read_at) * 1000, len(old) + len(new))


def row(name: str, times: list[float]) -> str:
    """One line of the table."""
    ordered = sorted(times)
    p99 = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    return (
        f"{name:18} {1000 * len(times) / sum(times):9.1f} {statistics.median(times):9.2f} "
        f"{statistics.mean(times):9.2f} {p99:9.1f} {ordered[-1]:9.1f}"
    )


def main() -> int:
    """The command; 1 where a comparison is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--every", type=int, default=8, help="measure each Nth edit (8)")
    parser.add_argument("--all", action="store_true", help="measure each edit")
    parser.add_argument("--worst", type=int, default=10, help="how many of the slowest to name (10)")
    asked = parser.parse_args()
    bundle = asked.corpus / "advisories.bundle"
    if not bundle.exists():
        parser.error(f"{bundle} is not there: name the corpus with --corpus")
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "advisories"
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, repository], check=True)
        found = list(edits(repository))
        chosen = found if asked.all else found[:: asked.every]
        blobs = Blobs(repository)
        for edit in chosen[:20]:
            timed(edit, blobs)  # tables of words and patterns are made at their first use
        times = [timed(edit, blobs) for edit in chosen]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores ({platform.machine()}), one process")
    print(
        f"{len(chosen)} of {len(found)} edits, {sum(t.characters for t in times) / 2e6:.1f} million characters a side"
    )
    print(f"{'milliseconds':18} {'edits/s':>9} {'median':>9} {'mean':>9} {'p99':>9} {'worst':>9}")
    print(row("facts and change", [t.change for t in times]))
    print(row("reading too", [t.both for t in times]))
    print("slowest (facts and change, ms; characters of both versions):")
    for t in sorted(times, key=lambda t: -t.change)[: asked.worst]:
        e = t.edit
        name = f"{e.publisher} {e.country} / {e.page}, {e.date} ({e.old[:8]} -> {e.new[:8]})"
        print(f"  {t.change:8.1f}  {t.characters:7}  {name}")
    slow = max(t.change for t in times) > MOST or statistics.median(t.change for t in times) > MEDIAN
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
