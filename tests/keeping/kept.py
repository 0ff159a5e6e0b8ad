"""A folder of snapshots as some years of watching leave it: looks, builds of an index, changes, alarms and notices.

Times are real ones in the past, counted back from `NOW`; what a seed decides is how the looks fall, so that no two
worlds are the same and each can be made again.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store.store_helpers import API, NOTHING, change, look, visit

from monitor.fetch.visit import Verdict
from monitor.sources.page import Address, Page
from monitor.store import Store
from monitor.store.alarms import Alarm

NOW = datetime.now(UTC).replace(microsecond=0)
"""The real time: files bear it, whatever times the rows bear."""
COUNTRIES = ("kazakhstan", "uganda", "bolivia")
INDEX = "uk-fcdo/index"
INDEX_URL = "https://www.gov.uk/api/content/foreign-travel-advice"
ROOT = Path(__file__).resolve().parents[2]


def address_of(country: str) -> Address:
    place = f"uk-fcdo/{country}"
    page = Page(
        f"{place}/safety-and-security", f"{country.capitalize()} / Safety and security",
        f"https://www.gov.uk/foreign-travel-advice/{country}/safety-and-security", "uk-fcdo", "KZ",
        "safety-and-security", True,
    )  # fmt: skip
    return Address(place, API.replace("kazakhstan", country), "uk-fcdo", "KZ", (page,))


ADDRESSES = tuple(map(address_of, COUNTRIES))


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def bare_look(store: Store, address: Address, at: datetime, verdict: Verdict, body: bytes | None = None) -> None:
    """A look that brings no version: not modified, blocked, or other bytes that say the same."""
    seen = visit(body, at, verdict, url=address.url)
    snapshot = None if body is None else store.keep(address.place, seen)
    with store.record(at + timedelta(seconds=2)) as recording:
        recording.visit(address.place, seen, snapshot)
        for page in address.pages:
            recording.page_seen(page.id, at, verdict, "")


def index_build(store: Store, at: datetime, number: int) -> None:
    """One answer of an index: its body differs each time, as each build has its own hash."""
    seen = visit(f'{{"build": {number}}}'.encode(), at, url=INDEX_URL)
    snapshot = store.keep(INDEX, seen)
    with store.record(at) as recording:
        recording.visit(INDEX, seen, snapshot)


def deliver_all(store: Store, at: datetime) -> None:
    """Send whatever waits for the desk: one notice."""
    waiting = [each.id for each in store.outbox.waiting("desk")]
    if waiting:
        made = store.outbox.make("desk", "email", waiting, at)
        store.outbox.delivered(made.id, "250 ok", at)


def begin_alarm(store: Store, page_id: str, at: datetime) -> Alarm:
    """An alarm about a page that was not well seen for two days, told to the desk."""
    with store.record(at) as recording:
        made = recording.alarms.begin(
            "not_checked", page_id, publisher="uk-fcdo", country="KZ", page_id=page_id, verdict="blocked",
            reason="403", since=at - timedelta(days=2), now=at,
        )  # fmt: skip
        recording.alarms.tell(made, "first", "blocked", "403", ["desk"], at)
    return made


def end_alarm(store: Store, alarm: Alarm, at: datetime) -> None:
    with store.record(at) as recording:
        recording.alarms.end(alarm, at, settled=False)


def tell_that_it_is_over(store: Store, alarm: Alarm, at: datetime) -> None:
    with store.record(at) as recording:
        recording.alarms.tell(alarm, "over", "blocked", "403", ["desk"], at)


def fill(folder: Path, seed: int = 1, days: int = 400) -> None:
    """Two years of watching in small: a few looks a week, changes, walls, index builds, alarms, all by a seed."""
    chance = random.Random(seed)
    with Store.open(folder) as store:
        text = {address.place: f"Call the police on {number}." for number, address in enumerate(ADDRESSES, 110)}
        for day in range(days, -1, -1):
            at = ago(day)
            for _ in range(chance.randint(1, 3)):
                at += timedelta(minutes=chance.randint(1, 300))
                if at < NOW:
                    index_build(store, at, chance.randint(0, 10**9))
            for address in ADDRESSES:
                _day_of(store, address, ago(day) + timedelta(minutes=chance.randint(1, 600)), text, chance)
            if chance.random() < 0.1 and ago(day) + timedelta(hours=11) < NOW:
                deliver_all(store, ago(day) + timedelta(hours=11))
        _alarms(store, chance, days)


def _day_of(store: Store, address: Address, at: datetime, text: dict[str, str], chance: random.Random) -> None:
    if at >= NOW:
        return
    if store.last_version(address.pages[0].id) is None:
        look(store, text[address.place], at, page=address.pages[0], address=address)
        return
    what = chance.choices(("same", "other bytes", "blocked", "failed", "edit", "nothing"), (60, 12, 8, 4, 8, 3))[0]
    if what == "same":
        bare_look(store, address, at, Verdict.NOT_MODIFIED)
    elif what == "other bytes":
        bare_look(store, address, at, Verdict.PAGE, f"{text[address.place]}<!-- {chance.random()} -->".encode())
    elif what == "blocked":
        bare_look(store, address, at, Verdict.BLOCKED, b"Access denied" if chance.random() < 0.5 else None)
    elif what == "failed":
        bare_look(store, address, at, Verdict.FAILED)
    else:
        text[address.place] = f"Call the police on {chance.randint(100, 999)}."
        made = replace(change(), significance="critical") if what == "edit" else NOTHING
        look(
            store, text[address.place], at, page=address.pages[0], address=address, change=made, recipients=["desk"],
            origin="live",
        )  # fmt: skip


def _alarms(store: Store, chance: random.Random, days: int) -> None:
    """One that is over and was delivered, one that lasts since long, and one that is over and not yet told."""
    begun = chance.randint(days // 2, days - 20)
    over, lasting, untold = (address.pages[0].id for address in ADDRESSES)
    first = begin_alarm(store, over, ago(begun))
    deliver_all(store, ago(begun - 1))
    end_alarm(store, first, ago(begun - 2))
    tell_that_it_is_over(store, first, ago(begun - 2))
    deliver_all(store, ago(begun - 3))
    begin_alarm(store, lasting, ago(begun - 5))
    deliver_all(store, ago(begun - 6))
    third = begin_alarm(store, untold, ago(begun - 8))
    deliver_all(store, ago(begun - 9))
    end_alarm(store, third, ago(begun - 10))


def run_killed(script: str, *args: str) -> int:
    """Run a script of a test in a process of its own; its exit code, -9 where it killed itself."""
    done = subprocess.run([sys.executable, "-c", script, *args], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode


def everything_said(folder: Path) -> Iterator[tuple[str, object]]:
    """What the commands say: the report of all time, each change with its bytes, histories, and how it all stands."""
    from monitor.evidence import stated_bytes
    from monitor.overview import report_of

    with Store.read_only(folder) as store:
        report = report_of(store, now=NOW)
        yield "report", report
        for each in report.changes:
            yield f"change {each.id}", store.change(each.id or 0)
            yield f"evidence {each.id}", stated_bytes(each, store)
            yield f"deliveries {each.id}", store.outbox.deliveries(each.id or 0)
        for row in store.pages():
            history = store.history(row.id)
            yield f"history {row.id}", history
            yield (
                f"bodies {row.id}",
                [
                    store.body(snapshot)
                    for entry in history
                    if (snapshot := store.snapshot(entry.version.snapshot_id)) is not None
                ],
            )
            yield f"page {row.id}", row
            yield f"address {row.place}", (store.address_state(row.place), store.ways(row.place))
        yield "last look at the index", store.last_visit(INDEX)
        yield "waiting", store.outbox.recipients_waiting()
        yield "given up", store.outbox.given_up()
        yield "alarms", store.alarms.open()
        yield "in doubt", store.alarms.in_doubt(NOW)
        yield "closed ways", store.alarms.closed_ways()
        yield "troubles", store.troubles()
        yield "due", store.due_times()
