"""An index on the local server, what watches its countries, and a clock that tests may turn."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from servers import Server

from monitor.fetch.asking import Asking, user_agent
from monitor.fetch.client import Look, client
from monitor.fetch.visit import Validators, Verdict, Visit
from monitor.indexes import IndexLook, check_index
from monitor.publishers.countries import country_name
from monitor.publishers.uk_fcdo.places import slug_of
from monitor.read.document import Document, Section, Stamps
from monitor.sources.config import AnyRecipient as Recipient
from monitor.sources.page import Address
from monitor.store import Store

MORNING = datetime(2026, 5, 4, 8, tzinfo=UTC)
PLACE = "uk-fcdo/index"
MANY = tuple(
    "AF AL DZ AD AO AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD CL CN CO KM CR"
    " HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE ET FJ FI FR GA GE DE GH".split()
)
"""Sixty countries."""


def govuk(dates: Mapping[str, str], notes: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """GOV.UK's index with the dates of these countries, in the order that they are given in."""
    said = notes or {}
    children = [
        {
            "base_path": f"/foreign-travel-advice/{slug_of(code)}",
            "title": f"{country_name(code)} travel advice",
            "public_updated_at": date,
            "details": {
                "change_description": said.get(code, "First."),
                "country": {"name": country_name(code), "slug": slug_of(code)},
            },
        }
        for code, date in dates.items()
    ]
    return {"document_type": "travel_advice_index", "title": "Travel advice", "links": {"children": children}} | more


def dated(*codes: str, on: str = "2026-05-01T10:00:00Z") -> dict[str, str]:
    return dict.fromkeys(codes, on)


@dataclass
class IndexWorld:
    """See the top of this file."""

    store: Store
    server: Server
    address: Address
    client: Look
    runner: asyncio.Runner
    recipients: Sequence[Recipient] = ()
    now: datetime = MORNING
    watched: list[Address] = field(default_factory=list)

    def says(self, answer: Any, etag: str | None = None) -> None:
        """What the site has from now on."""
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.server.page("/index", body, etag, kind="application/json")

    def look(self) -> IndexLook:
        """A look at the index, some minutes after the last one."""
        self.now += timedelta(minutes=5)
        look = _AtOurTime(self.client, lambda: self.now)
        return self.runner.run(
            check_index(self.address, look, self.store, self.watched, self.recipients, lambda: self.now)
        )

    def page_seen(self, country: str, stamp: str) -> None:
        """Let a part of the country's advice have been seen just now, with this date of its own."""
        address = advice(country)
        page = address.part("health", "Health")
        document = Document("Health", (Section((), "top", 0),), (), (), Stamps(updated=stamp))
        body = f"{country} {stamp}".encode()
        visit = Visit(address.url, address.url, self.now, Verdict.PAGE, "", 200, (), body)
        self.store.put_pages(address, (page,), self.now)
        snapshot = self.store.keep(address.place, visit)
        with self.store.record(self.now) as recording:
            number = recording.visit(address.place, visit, snapshot)
            recording.version(page.id, snapshot, number, self.now, document, stamp, ())
            recording.page_seen(page.id, self.now, Verdict.PAGE, "")

    @property
    def dates(self) -> dict[str, str | None]:
        """What the store holds of the index."""
        return {country: line.updated for country, line in self.store.index_lines(PLACE).items()}

    @property
    def due(self) -> list[str]:
        """Places that are to be looked at now."""
        times = self.store.due_times()
        return sorted(place for place, (_, due) in times.items() if due is not None and due <= self.now)


@dataclass(frozen=True)
class _AtOurTime:
    """A real client whose visits bear the time of the test."""

    client: Look
    clock: Any

    async def visit(self, url: str, validators: Validators = Validators()) -> Visit:  # noqa: B008
        return replace(await self.client.visit(url, validators), at=self.clock())


def advice(country: str) -> Address:
    """The travel advice of a country, as an entry by countries watches it."""
    place = f"uk-fcdo/{slug_of(country)}/travel-advice"
    url = f"https://www.gov.uk/api/content/foreign-travel-advice/{slug_of(country)}"
    page = f"https://www.gov.uk/foreign-travel-advice/{slug_of(country)}/{{part}}"
    return Address(place, url, "uk-fcdo", country, (), all_parts=True, part_url=page)


@contextmanager
def index_world(folder: Path) -> Iterator[IndexWorld]:
    """An index of sixty countries, all of them watched; two of them were looked at this morning."""
    with Server() as server, Store.open(folder / "snapshots") as store, asyncio.Runner() as runner:
        who = user_agent("https://example.org/about", "1")
        opened = client(Asking(who, allow_private=frozenset({server.address}), retry_for=0))
        address = Address(
            PLACE, server.url("/index"), "uk-fcdo", None, (), every=timedelta(minutes=5), kind="api",
            way_name="index in the Content API", is_index=True,
        )  # fmt: skip
        watched = [address, *map(advice, MANY)]
        world = IndexWorld(store, server, address, runner.run(opened.__aenter__()), runner, watched=watched)
        for each in (advice("GE"), advice("EG")):
            seen = Visit(each.url, each.url, MORNING, Verdict.NOT_MODIFIED, "", 304)
            with store.record(MORNING) as recording:
                recording.visit(each.place, seen, None)
                recording.due(each.place, MORNING + timedelta(hours=6))
        yield world
        runner.run(opened.__aexit__(None, None, None))
