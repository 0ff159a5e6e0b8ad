"""How long does a look at 200 pages take of which nothing, or little, changed?

    python benchmarks/unchanged.py [--rounds 7] [--pages 200]

Serves 200 pages of 50 KB with ETags on loopback (`loopback.py`, a process of its own), lets `monitor check now` see
them once, and then measures, in turns, each as a process of its own from start to exit, without a limit of pace:

- the interpreter alone (`python -c pass`), and with httpx imported;
- a bare loop: one `httpx.Client` as it comes, which sends the same conditional requests one after another, reads the
  answers and does nothing else, as a process too; what of it is the loop, and not start and imports, stands beside it;
- `monitor check now`, all pages unchanged; and with 20 pages changed, a telephone number on each;
- `monitor check now` with 200 ms of latency a page and ten at a time, of which the waiting alone is 4 s.

Modules are compiled beforehand, as those of an installed program are. Medians of all rounds, and the range. Exits
with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from child import Children, Ran  # noqa: E402
from loopback import Site, Taken  # noqa: E402
from pages import page  # noqa: E402

TIMES = 2.0
"""So many times the bare loop's wall time, and the interpreter's start, a look may take."""
PEAK = 80.0
"""Megabytes of memory that it may take at the most."""
CHANGED = 20
MORE = 1.0
"""Seconds that a look may take more where so many pages changed."""
LATENCY = 0.2
AT_ONCE = 10
OF_LIMIT = 1.1
"""Times the waiting alone."""

BARE_LOOP = """
import sys, time, httpx
asked = [line.split() for line in open(sys.argv[1])]
start = time.perf_counter()
with httpx.Client() as client:
    for url, etag in asked:
        answer = client.get(url, headers={"If-None-Match": etag})
        assert answer.status_code == 304, answer
print(time.perf_counter() - start)
"""


@dataclass
class Runs:
    """All runs of one kind."""

    name: str
    ran: list[Ran] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """Median seconds from start to exit."""
        return statistics.median(ran.wall for ran in self.ran)

    @property
    def peak(self) -> float:
        """Megabytes, the most of all runs."""
        return max(ran.peak for ran in self.ran)

    @property
    def body_bytes(self) -> int:
        """The most of all runs."""
        return max(taken.body_bytes for taken in self.taken)

    def row(self) -> str:
        """One line of the table."""
        walls = sorted(ran.wall for ran in self.ran)
        cpu = statistics.median(ran.cpu for ran in self.ran)
        cells = [self.name, f"{self.wall:.3f}", f"{walls[0]:.3f} to {walls[-1]:.3f}", f"{cpu:.3f}", f"{self.peak:.1f}"]
        if any(taken.requests for taken in self.taken):
            kinds: list[Callable[[Taken], int]] = [
                lambda taken: taken.connections, lambda taken: len(taken.requests), lambda taken: taken.body_bytes,
            ]  # fmt: skip
            cells += [_most({kind(taken) for taken in self.taken}) for kind in kinds]
        else:
            cells += ["", "", ""]
        return f"| {' | '.join(cells)} |"


def _most(counts: set[int]) -> str:
    return f"{min(counts):,}" if len(counts) == 1 else f"{min(counts):,} to {max(counts):,}"


class Bench:
    """The site, what was put on it, and the runs."""

    def __init__(self, site: Site, folder: Path, pages: int) -> None:
        self._site = site
        self._folder = folder
        self._edits = dict.fromkeys(range(pages), 0)
        self._children = Children(folder, folder / "state")
        self._list = folder / "list"
        entries = "".join(f"  - {{publisher: office, name: region-{n}, url: {self._url(n)}}}\n" for n in self._edits)
        for at_once in (1, AT_ONCE):
            self._sources(at_once).write_text(
                "contact: https://example.org/about\n"
                f"defaults: {{pace: 0s, at_once: {at_once}, allow_private: [{site.hosts[0]}]}}\n"
                f"sources:\n{entries}"
            )

    def _sources(self, at_once: int) -> Path:
        return self._folder / f"sources-{at_once}.yaml"

    def _url(self, number: int) -> str:
        return self._site.url(f"/advice/region-{number}")

    def publish(self, changed: int) -> None:
        """Change so many pages, others each time."""
        for number in list(self._edits)[:changed]:
            edit = self._edits[number] = self._edits.pop(number) + 1
            self._site.put({f"/advice/region-{number}": (page(number, edit), f'"{number}-{edit}"')})
        self._list.write_text("".join(f'{self._url(n)} "{n}-{edit}"\n' for n, edit in self._edits.items()))

    def python(self, code: str) -> Callable[[Runs], None]:
        """A run of the interpreter."""
        return lambda runs: self._note(runs, self._children.run("-c", code, self._list), 0)

    def check(self, code: int = 0, changed: int = 0, at_once: int = 1) -> Callable[[Runs], None]:
        """A run of the program, which is to end with this exit code; so many pages are changed before."""

        def run(runs: Runs) -> None:
            if changed:
                self.publish(changed)
            self._note(runs, self._children.monitor("check", "now", "--sources", self._sources(at_once)), code)

        return run

    def _note(self, runs: Runs, ran: Ran, code: int) -> None:
        taken = self._site.taken()
        if ran.code != code:
            sys.exit(f"{runs.name}: exit {ran.code} and not {code}:\n{ran.output[-3000:]}")
        runs.ran.append(ran)
        runs.taken.append(taken)


def measure(bench: Bench, site: Site, rounds: int, pages: int) -> dict[str, Runs]:
    """All runs by name: those that are held beside each other take turns."""
    runs = {name: Runs(text) for name, text in NAMES.items()}
    bench.check(changed=pages)(runs["first"])
    beside = {
        "start": bench.python("pass"),
        "import": bench.python("import httpx"),
        "bare": bench.python(BARE_LOOP),
        "same": bench.check(),
    }
    for _ in range(2):  # the first compiles modules
        for name, run in beside.items():
            run(Runs(name))
    for number in range(rounds):
        for name, run in beside.items():
            run(runs[name])
        if number < (rounds + 1) // 2:
            bench.check(10, CHANGED)(runs["changed"])
    site.latency(LATENCY)
    for _ in range((rounds + 1) // 2):
        bench.check(at_once=AT_ONCE)(runs["late"])
    site.latency(0)
    return runs


NAMES = {
    "start": "`python -c pass`",
    "import": "`python -c 'import httpx'`",
    "bare": "bare loop of one httpx client",
    "first": "`monitor check now`, the first look",
    "same": "`monitor check now`, all unchanged",
    "changed": f"`monitor check now`, {CHANGED} changed",
    "late": f"`monitor check now`, {LATENCY * 1000:.0f} ms a page, {AT_ONCE} at a time",
}


def verdicts(runs: dict[str, Runs], pages: int) -> list[tuple[str, float, float, str]]:
    """Each goal: what it is about, what was measured, what may be, the unit."""
    same, late = runs["same"], runs["late"]
    allowed = TIMES * runs["bare"].wall + runs["start"].wall
    limit = pages / AT_ONCE * LATENCY
    return [
        (f"all unchanged: at most {TIMES} x the bare loop + the interpreter's start", same.wall, allowed, "s"),
        ("all unchanged: peak memory", same.peak, PEAK, "MB"),
        ("all unchanged: body bytes", same.body_bytes, 0, "B"),
        (f"{CHANGED} changed: more than unchanged", runs["changed"].wall - same.wall, MORE, "s"),
        (f"latency: {OF_LIMIT} x {limit:g} s of waiting", late.wall, OF_LIMIT * limit, "s"),
    ]


def main() -> int:
    """The command; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Site() as site:
        runs = measure(Bench(site, Path(folder), asked.pages), site, asked.rounds, asked.pages)
    print(
        f"Python {platform.python_version()}, httpx {version('httpx')}, {os.cpu_count()} cores ({platform.machine()}), "
        f"{asked.pages} pages of {len(page(0)) // 1000} KB, {asked.rounds} rounds\n"
    )
    print("| what | wall s | range | CPU s | peak MB | connections | requests | body bytes |")
    print("|---|---|---|---|---|---|---|---|")
    print("\n".join(each.row() for each in runs.values()))
    loop = statistics.median(float(ran.output) for ran in runs["bare"].ran)
    print(f"\nOf the bare loop {loop:.3f} s are the loop, the rest start and imports.\n")
    missed = False
    for what, measured, allowed, unit in verdicts(runs, asked.pages):
        missed |= measured > allowed
        print(f"- {'MISSED' if measured > allowed else 'met'}: {what}: {measured:.3f} {unit} of {allowed:.3f} {unit}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
