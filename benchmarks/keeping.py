"""How does a store grow in a year, and what does pruning make of that?

    python benchmarks/keeping.py [--pages 1000] [--days 365] [--folder FOLDER]

Writes what a year of watching writes, by the store's own calls, with times of the past: each page is asked four times a
day, three indexes every five minutes. Mostly nothing is new (304, with the headers of a real answer); an index is built
anew twelve times a day; a page comes with other bytes that say the same once a month, and with an edit ten times a
year. Bodies are made up, of 30 KB (pages) and 60 KB (indexes), and pack to about half.

Then it measures rows and bytes: as they are, after one `monitor prune` at the end, and in a second store that is pruned
every month as it grows. Flushing to the disk is left out while the year is written, and only then.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.compare.change import Change, FactChange, FactValue
from monitor.facts.fact import Fact
from monitor.fetch.visit import Verdict, Visit
from monitor.keeping.backup import back_up
from monitor.keeping.prune import OLDER_THAN, prune
from monitor.keeping.sizes import size
from monitor.keeping.verify import verify
from monitor.read.document import Block, Document, Section, Stamps
from monitor.sources.page import Address, Page
from monitor.store import Store

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
LOOKS_A_DAY = 4
INDEXES = 3
INDEX_LOOKS_A_DAY = 288
BUILDS_A_DAY = 12
HEADERS = (
    ("Date", "Wed, 07 Jan 2026 07:40:00 GMT"), ("Content-Type", "application/json; charset=utf-8"),
    ("Connection", "keep-alive"), ("ETag", 'W/"0123456789abcdef0123456789abcdef"'), ("Vary", "Accept-Encoding"),
    ("Cache-Control", "max-age=300, public"), ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "SAMEORIGIN"), ("X-Xss-Protection", "0"),
    ("Permissions-Policy", "interest-cohort=()"), ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Request-Id", "00000000-0000-4000-8000-000000000000"), ("Server", "nginx"), ("Via", "1.1 varnish"),
    ("Accept-Ranges", "bytes"), ("Age", "120"), ("X-Cache", "HIT"), ("X-Cache-Hits", "3"),
)  # fmt: skip


class Year:
    """A store that grows day by day."""

    def __init__(self, store: Store, pages: int) -> None:
        self.store = store
        self.chance = random.Random(1)
        self.words = ["".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(4000)]
        self.addresses = [_address(number) for number in range(pages)]
        self.texts = {address.place: self._text(30_000) for address in self.addresses}

    def day(self, day: int) -> None:
        """All looks of a day."""
        start = BEGIN + timedelta(days=day)
        news = self._news_of_the_day(day)
        for look in range(LOOKS_A_DAY):
            at = start + timedelta(hours=24 / LOOKS_A_DAY * look)
            for first in range(0, len(self.addresses), 100):
                some = self.addresses[first : first + 100]
                with self.store.record(at, lasting=False) as recording:
                    for address in some:
                        if (look, address.place) not in news:
                            seen = Visit(
                                address.url, address.url, at, Verdict.NOT_MODIFIED, "", 304, HEADERS, None, 0.1
                            )
                            recording.visit(address.place, seen, None)
                            recording.page_seen(address.pages[0].id, at, Verdict.NOT_MODIFIED, "")
                            recording.due(address.place, at + timedelta(hours=6))
                for address in some:
                    if (kind := news.get((look, address.place))) is not None:
                        self._body(address, at, kind)
        for number in range(INDEXES):
            self._index(f"publisher-{number}/index", start)

    def _news_of_the_day(self, day: int) -> dict[tuple[int, str], str]:
        news = {}
        for address in self.addresses:
            chance = self.chance.random()
            kind = "first" if day == 0 else "edit" if chance < 10 / 365 else "bytes" if chance < 22 / 365 else None
            if kind:
                news[0 if day == 0 else self.chance.randrange(LOOKS_A_DAY), address.place] = kind
        return news

    def _body(self, address: Address, at: datetime, kind: str) -> None:
        page = address.pages[0]
        if kind == "edit":
            self.texts[address.place] = self._text(200) + self.texts[address.place][200:]
        body = f"{self.texts[address.place]}<!-- {self.chance.random()} -->".encode()
        seen = Visit(address.url, address.url, at, Verdict.PAGE, "", 200, HEADERS, body, 0.2)
        snapshot = self.store.keep(address.place, seen)
        if kind == "first":
            self.store.put_pages(address, [page], at)
        last = self.store.last_version(page.id)
        with self.store.record(at, lasting=False) as recording:
            visit_id = recording.visit(address.place, seen, snapshot)
            recording.page_seen(page.id, at, Verdict.PAGE, "")
            if kind == "bytes":
                return
            document = Document("Page", (Section((), "", 0),), (Block("paragraph", "x", 0),), (), Stamps())
            version = recording.version(page.id, snapshot, visit_id, at, document, snapshot.sha256, _FACTS)
            if last is not None:
                recording.deliveries(recording.change(page.id, last.id, version, _CHANGE), ["desk"])

    def _index(self, place: str, start: datetime) -> None:
        url = f"https://{place.replace('/', '.')}.example/"
        builds = {self.chance.randrange(INDEX_LOOKS_A_DAY) for _ in range(BUILDS_A_DAY)}
        kept = {
            look: self.store.keep(place, _build(url, start + timedelta(minutes=5 * look), self._text(60_000)))
            for look in sorted(builds)
        }
        with self.store.record(start, lasting=False) as recording:
            for look in range(INDEX_LOOKS_A_DAY):
                at = start + timedelta(minutes=5 * look)
                if look in kept:
                    recording.visit(place, _build(url, at, ""), kept[look])
                else:
                    recording.visit(place, Visit(url, url, at, Verdict.NOT_MODIFIED, "", 304, HEADERS, None, 0.1), None)

    def _text(self, length: int) -> str:
        return " ".join(self.chance.choices(self.words, k=length // 8))


def _address(number: int) -> Address:
    place = f"publisher-{number % INDEXES}/country-{number}"
    url = f"https://publisher-{number % INDEXES}.example/travel-advice/country-{number}"
    page = Page(f"{place}/advice", f"Country {number} / Advice", url, place.partition("/")[0], "KZ", None, False)
    return Address(place, url, page.publisher, "KZ", (page,))


def _build(url: str, at: datetime, text: str) -> Visit:
    return Visit(url, url, at, Verdict.PAGE, "", 200, HEADERS, text.encode(), 0.3)


_FACTS = [
    Fact("phone", f"+44 20 7008 5{number:03}", {"number": f"+442070085{number:03}"}, "help", "Call it.", (), 0, 0, 9)
    for number in range(20)
]
_CHANGE = Change(
    "major", ("a number changed",),
    facts=(FactChange("phone", "changed", FactValue("1", {"number": "1"}), FactValue("2", {"number": "2"}), None),),
)  # fmt: skip


def figures(folder: Path) -> str:
    """Rows and bytes of a store."""
    with Store.read_only(folder) as store:
        counts = store.counts()
    files = [path.stat().st_size for path in folder.rglob("*.gz")]
    database = sum(path.stat().st_size for path in folder.glob("monitor.db*"))
    return (
        f"{counts.visits:,} visits, {counts.snapshots:,} snapshots, {counts.versions:,} versions; database "
        f"{size(database)}, {len(files):,} files of {size(sum(files))}"
    )


def timed(what: str, began: float) -> None:
    """Say how long something took, and the most memory that was ever used."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  ({what} took {time.perf_counter() - began:.1f} s; peak memory so far {peak:.0f} MB)", flush=True)


def grown(folder: Path, pages: int, days: int, *, monthly: bool) -> None:
    """Write the year; `monthly`: prune as it grows."""
    flush, os.fsync = os.fsync, lambda descriptor: None
    try:
        with Store.open(folder) as store:
            year = Year(store, pages)
            for day in range(days):
                year.day(day)
                if monthly and day % 30 == 29:
                    prune(folder, OLDER_THAN, BEGIN + timedelta(days=day + 1), pause=lambda seconds: None)
    finally:
        os.fsync = flush


def main() -> None:
    """See the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    top = Path(tempfile.mkdtemp(prefix="keeping-", dir=given.folder))
    end = BEGIN + timedelta(days=given.days)
    try:
        once, monthly = top / "once", top / "monthly"
        began = time.perf_counter()
        grown(once, given.pages, given.days, monthly=False)
        timed(f"writing {given.days} days of {given.pages:,} pages", began)
        print(f"not pruned:            {figures(once)}", flush=True)
        began = time.perf_counter()
        wrong = verify(once, end).problems
        timed("verify", began)
        print(f"  {len(wrong)} things wrong")
        began = time.perf_counter()
        back_up(once, top / "backup.tar", end)
        timed("backup", began)
        (top / "backup.tar").unlink()
        began = time.perf_counter()
        done = prune(once, OLDER_THAN, end, pause=lambda seconds: None)
        timed("prune, without its pauses", began)
        print(f"  free in the database: {size(done.free_bytes)} of {size(done.database_bytes)}")
        print(f"pruned once at the end: {figures(once)}", flush=True)
        print(f"  {len(verify(once, end).problems)} things wrong")
        grown(monthly, given.pages, given.days, monthly=True)
        print(f"pruned every month:    {figures(monthly)}")
        print(f"  {len(verify(monthly, end).problems)} things wrong")
    finally:
        shutil.rmtree(top)


if __name__ == "__main__":
    sys.exit(main())
