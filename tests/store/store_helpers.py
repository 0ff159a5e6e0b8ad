"""A small world for the tests of the store: one address, its page, and visits to it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.compare.change import Announcement, Change, Edit, FactChange, FactValue, SectionChange
from monitor.facts.fact import Fact
from monitor.fetch.visit import Verdict, Visit
from monitor.read.document import Block, Document, Section, Stamps
from monitor.sources.page import Address, Page
from monitor.store import Store

PLACE = "uk-fcdo/kazakhstan"
PAGE_ID = "uk-fcdo/kazakhstan/safety-and-security"
API = "https://www.gov.uk/api/content/foreign-travel-advice/kazakhstan"
DAY = datetime(2026, 1, 7, 7, 40, tzinfo=UTC)

PAGE = Page(
    id=PAGE_ID,
    title="Kazakhstan / Safety and security",
    url="https://www.gov.uk/foreign-travel-advice/kazakhstan/safety-and-security",
    publisher="uk-fcdo",
    country="KZ",
    part="safety-and-security",
    safety_critical=True,
)
ADDRESS = Address(PLACE, API, "uk-fcdo", "KZ", (PAGE,))


def visit(
    body: bytes | None = b'{"title": "Kazakhstan"}',
    at: datetime = DAY,
    verdict: Verdict = Verdict.PAGE,
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json; charset=utf-8"), ("ETag", 'W/"1"')),
    url: str = API,
) -> Visit:
    return Visit(url, url, at, verdict, "", 200, headers, body, 0.25)


def document(text: str, note: str | None = None) -> Document:
    blocks = (Block("paragraph", text, 0),)
    return Document("Kazakhstan", (Section((), "", 0),), blocks, (), Stamps(updated="2026-01-07", note=note))


PHONE = Fact(
    kind="phone",
    text="158",
    value={"number": "158", "type": "short"},
    label="police",
    context="Call the police on 158.",
    section=("Emergencies", "Police"),
    block=4,
    start=19,
    end=22,
)


def change(significance: str = "critical", **more: object) -> Change:
    facts = (
        FactChange(
            "phone", "removed", FactValue("158", "158", "police", "Call 158."), None, ("Emergencies",), "critical"
        ),
        FactChange(
            "penalty",
            "changed",
            FactValue("8 to 12 years", {"low": 8, "high": 12, "unit": "year", "bound": "range"}),
            FactValue("9 to 15 years", {"low": 9, "high": 15, "unit": "year", "bound": "range"}),
            None,
            "major",
            "stricter",
        ),
    )
    given: dict[str, object] = {
        "significance": significance,
        "reasons": ("a police number went",),
        "sections": (SectionChange("renamed", ("Emergencies",), ("Emergency",)),),
        "edits": (
            Edit(
                "modified",
                ("Emergencies",),
                "Call 158 – or 112",
                "Call 112",
                (("=", "Call "), ("-", "158 – or "), ("=", "112")),
            ),
            Edit("added", ("Полиция",), None, "“Dial” 102", None, None),
        ),
        "facts": facts,
        "announcement": Announcement("silent", None, False, ("Emergencies",)),
    }
    return Change(**{**given, **more})  # type: ignore[arg-type]


NOTHING = Change(significance="none", reasons=("only the date of the page moved",), nothing="stamp")


def look(
    store: Store,
    text: str,
    at: datetime,
    *,
    page: Page = PAGE,
    address: Address = ADDRESS,
    change: Change | None = None,
    recipients: Sequence[str] = (),
    origin: str = "live",
    recorded: datetime | None = None,
) -> tuple[int, int | None]:
    """A whole look as a check does it: keep, read, record. Gives the numbers of the version and of its change."""
    seen = visit(text.encode(), at, url=address.url)
    snapshot = store.keep(address.place, seen, origin)  # type: ignore[arg-type]
    store.put_pages(address, (page,), at)
    before = store.last_version(page.id, at)
    with store.record(recorded or at + timedelta(seconds=2)) as recording:
        number = recording.visit(address.place, seen, snapshot, origin)  # type: ignore[arg-type]
        recording.page_seen(page.id, at, Verdict.PAGE, "")
        version = recording.version(
            page.id,
            snapshot,
            number,
            at,
            document(text),
            hashlib.sha256(text.encode()).hexdigest(),
            [PHONE],
            origin,  # type: ignore[arg-type]
        )
        if change is None:
            return version, None
        changed = recording.change(page.id, before.id if before else None, version, change, origin)  # type: ignore[arg-type]
        recording.deliveries(changed, recipients)
    return version, changed


def files(folder: Path) -> list[str]:
    """All files of bodies below a snapshots folder, finished or not."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("monitor.db")
    )
