"""Half an hour at a thousand pages a minute: do memory, open files, threads and the write-ahead log stay flat?

    python benchmarks/soak.py [--minutes 30] [--pages 1000] [--changing 0.01]

`monitor run` is a process of its own, on the real clock and a real disk. It looks at each page every minute; the pages
are on ten addresses of this machine (`loopback.py`, another process), a share of them changes each minute, and what
changed is told by mail and to Slack, to sinks in this process. Each minute what the system knows of the daemon is
written down: resident memory, open files, threads, CPU; and the size of the database and of its write-ahead log.

Exits with 1 where the daemon fell behind, or where at the end memory or the write-ahead log is more than a tenth
above minute five (of the log a megabyte more), or there are more open files (a connection to each host and to each far
end may come and go) or threads.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

from loopback import Site  # noqa: E402
from pages import page  # noqa: E402

HOSTS = 10
SIZE = 8_000
"""Bytes of a page: it is not reading that is measured here."""
SETTLED = 5
"""The minute from which on all is to be flat."""
FLAT = 1.1
FILES = 2 * HOSTS + 10
BEHIND = 0.95
"""Share of the looks of a minute that must be made in it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The daemon at the end of a minute."""

    minute: int
    looks: int
    told: int
    """Messages that the sinks took in it."""
    cpu: float
    """Seconds, since the start."""
    memory: float
    """MB (10^6 bytes) that are resident."""
    files: int
    threads: int
    wal: float
    database: float


class Sinks:
    """A mail server and a Slack that take everything, in a thread of their own."""

    def __init__(self) -> None:
        self.taken = 0
        self.ports: tuple[int, int] = (0, 0)
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait(10)

    async def _serve(self) -> None:
        from aiosmtpd.smtp import SMTP

        mail = await asyncio.get_running_loop().create_server(lambda: SMTP(self, hostname="localhost"), "127.0.0.1", 0)
        posts = await asyncio.start_server(self._post, "127.0.0.1", 0)
        self.ports = mail.sockets[0].getsockname()[1], posts.sockets[0].getsockname()[1]
        self._ready.set()
        await asyncio.Event().wait()

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        """Take a mail."""
        self.taken += 1
        return "250 OK"

    async def _post(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                await reader.readexactly(int(length.partition(b":")[2]))
                self.taken += 1
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def sources(folder: Path, site: Site, pages: int, sinks: Sinks) -> Path:
    """Write the sources.yaml; YAML takes JSON."""
    mail, _ = sinks.ports
    path = folder / "sources.yaml"
    data = {
        "contact": "https://example.org/about",
        "defaults": {
            "every": "1m",
            "pace": "0s",
            "at_once": 20,
            "allow_private": [f"{host}:{site.port}" for host in site.hosts],
        },
        "sources": [
            {"publisher": "soak", "name": f"page-{number}", "url": site.url(f"/page/{number}", number % HOSTS)}
            for number in range(pages)
        ],
        "recipients": [
            {"name": "newsroom", "slack": "${SLACK}"},
            {"name": "desk", "email": ["desk@example.org", "duty@example.org"]},
        ],
        "delivery": {"email": {"host": "127.0.0.1", "port": mail, "security": "none", "from": "monitor@example.org"}},
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def sample(process: int, folder: Path, minute: int, looks: int, told: int) -> Sample:
    """What the system knows of the daemon now (Linux: /proc)."""
    proc = Path(f"/proc/{process}")
    status = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines() if ":" in line)
    ticks = (proc / "stat").read_text().rpartition(")")[2].split()[11:13]
    database = folder / "snapshots" / "monitor.db"
    wal = database.with_name("monitor.db-wal")
    return Sample(
        minute,
        looks,
        told,
        sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"),
        int(status["VmRSS"].split()[0]) * 1024 / 1e6,
        len(list((proc / "fd").iterdir())),
        int(status["Threads"]),
        wal.stat().st_size / 1e6 if wal.exists() else 0.0,
        database.stat().st_size / 1e6,
    )


def slope(samples: Sequence[Sample], name: str) -> float:
    """How much a figure grows in an hour, by least squares over what comes after the daemon has settled."""
    points = [(each.minute / 60, float(getattr(each, name))) for each in samples if each.minute >= SETTLED]
    if len(points) < 2:
        return 0.0
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return float(sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points))


def run(minutes: int, pages: int, changing: float) -> list[Sample]:
    """Run it, and print a row a minute."""
    samples: list[Sample] = []
    sinks = Sinks()
    with tempfile.TemporaryDirectory() as name, Site(HOSTS) as site:
        folder = Path(name)
        telephones = [0] * pages
        site.put({f"/page/{number}": _served(number, 0) for number in range(pages)})
        path = sources(folder, site, pages, sinks)
        environ = os.environ | {"SLACK": f"http://127.0.0.1:{sinks.ports[1]}/services/T/B/x", "XDG_STATE_HOME": name}
        log = (folder / "log").open("wb")
        daemon = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run", "--sources", path], cwd=ROOT, env=environ, stderr=log
        )
        print("| minute | looks | told | CPU s | memory MB | open files | threads | WAL MB | database MB |")
        print("|---|---|---|---|---|---|---|---|---|", flush=True)
        start, told, turn = time.monotonic(), 0, 0
        try:
            for minute in range(1, minutes + 1):
                time.sleep(max(0.0, start + 60 * minute - time.monotonic()))
                if daemon.poll() is not None:
                    raise SystemExit(f"the daemon has ended:\n{(folder / 'log').read_text()[-2000:]}")
                looks = sum(each.path.startswith("/page/") for each in site.taken().requests)
                now = sample(daemon.pid, folder, minute, looks, sinks.taken - told)
                told = sinks.taken
                samples.append(now)
                print(
                    f"| {now.minute} | {now.looks:,} | {now.told} | {now.cpu:.1f} | {now.memory:.1f} | {now.files} |"
                    f" {now.threads} | {now.wal:.2f} | {now.database:.2f} |",
                    flush=True,
                )
                changed = {}
                for _ in range(round(changing * pages)):
                    number = turn * 7 % pages
                    turn += 1
                    telephones[number] += 1
                    changed[f"/page/{number}"] = _served(number, telephones[number])
                site.put(changed)
        finally:
            daemon.send_signal(signal.SIGTERM)
            code = daemon.wait(30)
            log.close()
        said = (folder / "log").read_text(errors="replace").splitlines()
        wrong = [line for line in said if " ERROR " in line or " WARNING " in line]
        print(f"\nended with {code}; {len(wrong)} warnings and errors in its log", *wrong[:10], sep="\n")
    return samples


def _served(number: int, telephone: int) -> tuple[bytes, str]:
    return page(number, telephone, SIZE), f'"{number}-{telephone}"'


def missed(samples: Sequence[Sample], pages: int) -> list[str]:
    """The goals that were missed, each as a sentence."""
    settled = [each for each in samples if each.minute >= SETTLED] or list(samples[-1:])
    first, last = settled[0], settled[-1]
    found = []
    if last.memory > FLAT * first.memory:
        found.append(f"memory grew from {first.memory:.1f} to {last.memory:.1f} MB")
    if last.files > first.files + FILES:
        found.append(f"open files grew from {first.files} to {last.files}")
    if last.wal > FLAT * first.wal + 1:
        found.append(f"the write-ahead log grew from {first.wal:.1f} to {last.wal:.1f} MB")
    if last.threads > first.threads:
        found.append(f"threads grew from {first.threads} to {last.threads}")
    behind = [each.minute for each in settled if each.looks < BEHIND * pages]
    # Looks come up to a twentieth of their interval late, by chance: of one minute some fall into the next.
    if sum(each.looks for each in settled) < BEHIND * pages * len(settled):
        found.append(f"it fell behind, in minutes {behind}")
    return found


def main() -> int:
    """Run, print, judge."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=int, default=30)
    arguments.add_argument("--pages", type=int, default=1000)
    arguments.add_argument("--changing", type=float, default=0.01, help="share of the pages that changes each minute")
    given = arguments.parse_args()
    print(f"CPython {platform.python_version()}, {os.cpu_count()} cores, {given.pages:,} pages a minute\n")
    samples = run(given.minutes, given.pages, given.changing)
    print("\n| what | minute 5 | at the end | an hour |\n|---|---|---|---|")
    first = next((each for each in samples if each.minute >= SETTLED), samples[-1])
    for name, words in (("memory", "memory MB"), ("files", "open files"), ("threads", "threads"), ("wal", "WAL MB"),
                        ("database", "database MB"), ("cpu", "CPU s")):  # fmt: skip
        one, other = float(getattr(first, name)), float(getattr(samples[-1], name))
        print(f"| {words} | {one:.1f} | {other:.1f} | {slope(samples, name):+.1f} |")
    wrong = missed(samples, given.pages)
    print(*(f"MISSED: {each}" for each in wrong) if wrong else ("all goals met",), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
