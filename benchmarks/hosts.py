"""Ten thousand pages of a hundred hosts: does the pace hold, does every host get on, does memory stay flat?

    python benchmarks/hosts.py [--hosts 100] [--pages 100] [--pace 0.5]

A hundred addresses of this machine (127.0.1.1 to 127.0.1.100, each a host of its own) serve a hundred pages each
(`loopback.py`, a process of its own). `monitor check now` looks at all of them, as processes of its own:

- first: nothing is known yet, at `--pace`;
- default: all unchanged, at the default pace of one request a second;
- two: the same, by two programs at the same time, each with a store of its own, at `--pace`, which they have to keep
  together;
- slow: a fifth of the pages, at `--pace`; one host answers four paces late, and must hold nobody up but itself.

What is said of the pace comes from the server's log alone: when the bytes of each request arrived, by the kernel's own
time stamp (`SO_TIMESTAMPNS`; its clock is not ours to disturb), so that a server which is late itself hides nothing.
Exits with 1 where a goal is missed:

- the least time between two requests to one host, of any kind, is the pace (1 ms is allowed for the way there);
- no host has more requests under way than may be (one);
- no host waits longer for its next request, while it has pages left, than three rounds. A round is the pace (of two
  programs: two; of the slow host: the pace and what it is late), or, where reading takes longer than the pace, the mean
  time between two requests to one host;
- where nothing is to be read, the hosts that are not slow are done in the time that their pages need at the pace, and a
  quarter more;
- the program's resident memory at its last request is at most a tenth above what it was at a tenth of all requests.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from child import Children, Ran  # noqa: E402
from loopback import Request, Site, Taken  # noqa: E402
from pages import page  # noqa: E402

TOLERANCE = 0.001
"""Seconds of difference between the ways of two requests over loopback."""
AT_ONCE = 1
WAITS = 3.0
LATE = 4.0
"""Paces that the slow host is late."""
QUARTER = 1.25
FLAT = 1.1
SIZE = 8_000
"""Bytes of a page: it is not reading that is measured here."""
DEFAULT_PACE = 1.0
ROBOTS = "/robots.txt"
_STEPS = (0.1, 0.5, 1.0)


@dataclass
class Watched:
    """A run of the program, with its resident memory over time."""

    ran: Ran | None = None
    memory: list[tuple[float, float]] = field(default_factory=list)
    """Time and megabytes (10^6 bytes)."""

    def watch(self, pid: int) -> None:
        """Note the memory of a process, some times a second, until it ends."""
        threading.Thread(target=self._watch, args=(pid,), daemon=True).start()

    def _watch(self, pid: int) -> None:
        page_size = os.sysconf("SC_PAGE_SIZE")
        while True:
            try:
                resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            except (OSError, IndexError):
                return
            if not resident:
                return
            self.memory.append((time.time(), resident * page_size / 1e6))
            time.sleep(0.2)

    def at(self, moment: float) -> float:
        """Megabytes at a time."""
        return min(self.memory, key=lambda noted: abs(noted[0] - moment))[1]


@dataclass
class Result:
    """What one run, of one program or of two, came to."""

    name: str
    pace: float
    pages: int
    """Of each host, for each program."""
    runs: list[Watched]
    taken: Taken
    slow: str | None = None
    """The host that is slow."""

    def of_hosts(self) -> dict[str, list[Request]]:
        """The requests of each host in the order of their arrival."""
        found: defaultdict[str, list[Request]] = defaultdict(list)
        for request in sorted(self.taken.requests, key=lambda request: request.start):
            found[request.host].append(request)
        return found

    def least_gap(self) -> float:
        """Seconds between two requests to one host, at the least."""
        return min(
            later.start - one.start for requests in self.of_hosts().values() for one, later in pairwise(requests)
        )

    def most_at_once(self) -> int:
        """Requests of one host under way at the same time, at the most."""
        most = 0
        for requests in self.of_hosts().values():
            ends = sorted((moment, step) for r in requests for moment, step in ((r.start, 1), (r.end, -1)))
            under_way = 0
            for _, step in ends:
                under_way += step
                most = max(most, under_way)
        return most

    def waits(self, slow: bool) -> Iterator[float]:
        """How long each program waited for each of its pages of a host, in seconds; of the slow host, or of all others.

        For the first of them from the first request of all.
        """
        began = min(request.start for request in self.taken.requests)
        starts: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [began])
        for host, requests in self.of_hosts().items():
            for request in requests if (host == self.slow) is slow else ():
                if request.path != ROBOTS:
                    starts[host, request.agent].append(request.start)
        for each in starts.values():
            yield from (later - one for one, later in pairwise(each))

    def finishes(self) -> tuple[float, float]:
        """When the first and the last of the hosts that are not slow had its last answer, in seconds of the run."""
        began = min(request.start for request in self.taken.requests)
        ends = [requests[-1].end - began for host, requests in self.of_hosts().items() if host != self.slow]
        return min(ends), max(ends)

    def memory(self) -> list[float]:
        """Megabytes when a tenth, a half and all of the requests had come; of two programs the larger."""
        requests = sorted(request.start for request in self.taken.requests)
        moments = [requests[max(int(len(requests) * step) - 1, 0)] for step in _STEPS]
        return [max(run.at(moment) for run in self.runs) for moment in moments]

    def row(self) -> str:
        """One line of the table."""
        walls, cpu = [run.ran.wall for run in self.runs if run.ran], [run.ran.cpu for run in self.runs if run.ran]
        first, last = self.finishes()
        cells = [
            self.name, f"{self.pace:g}", f"{max(walls):.1f}", f"{sum(cpu):.1f}", f"{len(self.taken.requests):,}",
            f"{self.taken.connections:,}", f"{self.least_gap() * 1000:.2f}", str(self.most_at_once()),
            f"{max(self.waits(slow=False)):.2f}", f"{first:.1f} to {last:.1f}",
            " / ".join(f"{megabytes:.0f}" for megabytes in self.memory()),
        ]  # fmt: skip
        return f"| {' | '.join(cells)} |"

    def verdicts(self) -> Iterator[tuple[bool, str]]:
        """Each goal, whether it is met, and what was measured."""
        gap, most = self.least_gap(), self.most_at_once()
        yield (
            gap >= self.pace - TOLERANCE,
            f"at least {self.pace * 1000:g} ms between two requests: {gap * 1000:.2f} ms",
        )
        yield most <= AT_ONCE, f"at most {AT_ONCE} at once of a host: {most}"
        last = self.finishes()[1]
        together = self.pages * len(self.runs)
        allowed = WAITS * max(self.pace, last / together) * len(self.runs)
        waited = max(self.waits(slow=False))
        yield waited <= allowed, f"no host waits longer than {allowed:.1f} s: {waited:.2f} s"
        if self.slow is not None:
            allowed = WAITS * (1 + LATE) * self.pace
            waited = max(self.waits(slow=True))
            yield waited <= allowed, f"nor the slow one longer than {allowed:.1f} s: {waited:.2f} s"
        if not self.taken.body_bytes:
            need = together * self.pace * QUARTER
            yield last <= need, f"all hosts that are not slow are done within {need:.1f} s: {last:.1f} s"
        begin, _, end = self.memory()
        yield end <= begin * FLAT, f"memory grows by at most a tenth: {begin:.0f} -> {end:.0f} MB"


class Bench:
    """The site with its pages, and the stores of the programs that look at it."""

    def __init__(self, site: Site, folder: Path, pages: int) -> None:
        self._site = site
        self._folder = folder
        self.pages = pages
        self._children = {who: Children(folder / f"output-{who}", folder / "state") for who in "ab"}
        for who in "ab":
            (folder / f"output-{who}").mkdir()
        for number in range(pages):
            site.put({f"/{number}": (page(number, size=SIZE), f'"{number}"')})

    def _sources(self, who: str, pace: float, pages: int) -> Path:
        entries = (
            f"  - {{publisher: host-{number}, name: page-{n}, url: {self._site.url(f'/{n}', number)}}}\n"
            for n in range(pages)
            for number in range(len(self._site.hosts))
        )
        private = ", ".join(self._site.hosts)
        path = self._folder / f"{who}.yaml"
        path.write_text(
            f"contact: https://example.org/{who}\nsnapshots: {who}\n"
            f"defaults: {{pace: {round(pace * 1000)}ms, at_once: {AT_ONCE}, allow_private: [{private}]}}\n"
            f"sources:\n{''.join(entries)}"
        )
        return path

    def look(
        self, name: str, pace: float, whose: Sequence[str] = "a", part: int = 1, slow: int | None = None
    ) -> Result:
        """Let the programs look at the same time, and give what came of it.

        Args:
            part: only so much of the pages: 5 for a fifth.
            slow: number of the host that is late.
        """
        pages = self.pages // part
        if slow is not None:
            self._site.slow(slow, LATE * pace)
        self._site.taken()
        runs = [Watched() for _ in whose]

        def one(number: int, run: Watched) -> None:
            sources = self._sources(whose[number], pace, pages)
            run.ran = self._children[whose[number]].monitor("check", "now", "--sources", sources, watch=run.watch)

        threads = [threading.Thread(target=one, args=(number, run)) for number, run in enumerate(runs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for run in runs:
            if run.ran is None or run.ran.code != 0:
                sys.exit(f"{name}: exit {run.ran and run.ran.code}\n{run.ran.output[-3000:] if run.ran else ''}")
        taken = self._site.taken()
        if slow is not None:
            self._site.slow(slow, 0)
        print(
            f"{name}: {len(taken.requests)} requests in {max(run.ran.wall for run in runs if run.ran):.0f} s",
            flush=True,
        )
        return Result(name, pace, pages, runs, taken, None if slow is None else self._site.hosts[slow])


def main() -> int:
    """The command; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--pages", type=int, default=100, help="of each host (100)")
    parser.add_argument("--pace", type=float, default=0.5, help="seconds between two requests to a host (0.5)")
    parser.add_argument("--only", nargs="*", choices=("default", "two", "slow"), default=("default", "two", "slow"))
    asked = parser.parse_args()
    if not Path("/proc/self/statm").exists():
        parser.error("it is measured by /proc, which this system lacks")
    with tempfile.TemporaryDirectory() as folder, Site(asked.hosts) as site:
        bench = Bench(site, Path(folder), asked.pages)
        results = [bench.look("first", asked.pace)]
        shutil.copytree(Path(folder) / "a", Path(folder) / "b")
        if "default" in asked.only:
            results.append(bench.look("default", DEFAULT_PACE))
        if "two" in asked.only:
            results.append(bench.look("two", asked.pace, "ab"))
        if "slow" in asked.only:
            results.append(bench.look("slow", asked.pace, part=5, slow=asked.hosts // 2))
    print(
        f"\nPython {platform.python_version()}, {os.cpu_count()} cores ({platform.machine()}), "
        f"{asked.hosts * asked.pages:,} pages of {asked.hosts} hosts\n"
    )
    print(
        "| run | pace s | wall s | CPU s | requests | connections | least gap ms | most at once | longest wait s | "
        "hosts done after s | MB at 10 / 50 / 100 % |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    print("\n".join(result.row() for result in results), end="\n\n")
    missed = False
    for result in results:
        for is_met, what in result.verdicts():
            missed |= not is_met
            print(f"- {'met' if is_met else 'MISSED'}: {result.name}: {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
