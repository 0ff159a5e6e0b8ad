"""Changes as the rest of the program makes them: true in kind, in our own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from monitor.clusters.cluster import Cluster
from monitor.clusters.marks import marks
from monitor.compare.change import (
    Announcement,
    Change,
    Edit,
    FactChange,
    FactValue,
    LinkChange,
    LinkEnd,
    PageInfo,
    SectionChange,
    VersionInfo,
)
from monitor.report.order import Item
from monitor.report.report import NotChecked, Report
from monitor.report.view import ItemView, view

HOSTILE = (
    "\x1b[2J\x1b]8;;http://evil.example\x07[bold red]click[/] <script>alert(1)</script> <!channel> @here "
    "**bold** [a](javascript:alert(1)) `code` | cell \u202eesrever\u2066 \x9b31m\r\nBcc: victim@example.org\x00"
)
"""Page text by somebody who wants more than to be read."""

HELP = ("Help from FCDO in Uganda",)
OLD_LINE = "You can call the British High Commission Kampala on +255 22 229 0000."
NEW_LINE = "You can call the British High Commission Kampala on +256 (0) 312 312 000."


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def page(id: str = "uk-fcdo/uganda/getting-help", title: str = "Uganda / Getting help", **other: Any) -> PageInfo:
    values: dict[str, Any] = {
        "url": f"https://www.gov.uk/foreign-travel-advice/{id.split('/', 1)[-1]}",
        "publisher": id.split("/", 1)[0],
        "country": "UG",
    }
    return PageInfo(id, title, **{**values, **other})


def version(day: int, letter: str, stamp: str | None = "2026-01-12") -> VersionInfo:
    return VersionInfo(f"2026-01-{day:02}T09:12:00Z", stamp, letter * 64, "1")


def phone_fact(before: str | None = "+255 22 229 0000", after: str | None = "+256 (0) 312 312 000") -> FactChange:
    return FactChange(
        "phone",
        "changed" if before and after else "added" if after else "removed",
        FactValue(before, before, "consular", OLD_LINE) if before else None,
        FactValue(after, after, "consular", NEW_LINE) if after else None,
        HELP,
        "critical",
    )


def uganda(**other: Any) -> Change:
    """The number of a High Commission became another, and nobody said so."""
    before, after = "+255 22 229 0000", "+256 (0) 312 312 000"
    call = "You can call the British High Commission Kampala on "
    values: dict[str, Any] = {
        "significance": "critical",
        "reasons": ("consular number changed",),
        "sections": (SectionChange("modified", HELP),),
        "edits": (
            Edit(
                "modified", HELP, OLD_LINE, NEW_LINE,
                (("=", call), ("-", before), ("+", after), ("=", ".")),
            ),
        ),
        "facts": (phone_fact(),),
        "announcement": Announcement("silent", "Information about an internet outage.", False, ("consular",)),
        "id": 1042,
        "page": page(safety_critical=True),
        "before": version(13, "a"),
        "after": version(14, "b"),
    }  # fmt: skip
    return Change(**{**values, **other})


def wording(country: str = "Kazakhstan", code: str = "KZ", number: int = 7, **other: Any) -> Change:
    """One word of a rule became weaker."""
    values: dict[str, Any] = {
        "significance": "minor",
        "reasons": ("wording",),
        "edits": (
            Edit(
                "modified", ("Permits",),
                f"Permits of {country} will be withdrawn.", f"Permits of {country} may be withdrawn.",
                (("=", f"Permits of {country} "), ("-", "will"), ("+", "may"), ("=", " be withdrawn.")),
            ),
        ),
        "announcement": Announcement("unknown", None, None),
        "id": number,
        "page": page(f"uk-fcdo/{country.lower()}/entry", f"{country} / Entry requirements", country=code),
        "before": version(9, "c"),
        "after": version(10, "d"),
    }  # fmt: skip
    return Change(**{**values, **other})


def links() -> tuple[LinkChange, ...]:
    return (
        LinkChange(
            "retargeted",
            LinkEnd("https://www.gov.uk/world/embassy-tokyo", "British Embassy"),
            LinkEnd("https://www.gov.uk/world/embassy-astana", "British Embassy"),
        ),
        LinkChange("added", None, LinkEnd("javascript:alert(1)", "Click here")),
        LinkChange("relabelled", LinkEnd("tel:112", "Call"), LinkEnd("tel:112", "Call 112")),
        LinkChange("removed", LinkEnd("mailto:help@example.org", "Write"), None),
    )


def nothing(number: int, kind: str) -> Change:
    """A change that nobody needs to read."""
    return Change(
        "none", ("nothing to read",), nothing=kind, id=2000 + number,  # type: ignore[arg-type]
        page=page(f"uk-fcdo/c{number}/health", f"Country {number} / Health", country=None),
        before=version(9, "e"), after=version(10, "f"),
    )  # fmt: skip


def hostile() -> Change:
    """A page whose every text is an attack."""
    value = FactValue(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    return Change(
        "critical",
        (HOSTILE,),
        (SectionChange("renamed", (HOSTILE, "B"), (HOSTILE,)),),
        (
            Edit("modified", (HOSTILE,), f"a {HOSTILE}", f"b {HOSTILE}", (("-", "a "), ("+", "b "), ("=", HOSTILE))),
            Edit("added", (HOSTILE,), None, f"new {HOSTILE}"),
        ),
        (
            FactChange(
                "phone", "changed", replace(value, text="\x1b[31m102"), replace(value, text="<!here>"),
                (HOSTILE,), "critical",
            ),
        ),
        (LinkChange("added", None, LinkEnd("javascript:alert(1)//\x1b[2J", HOSTILE)),),
        announcement=Announcement("partly", HOSTILE, False, (HOSTILE,)),
        id=666,
        page=page("evil/page", f"Evil {HOSTILE} / Page", url="javascript:alert(1)", publisher="evil", country=None),
        before=version(9, "0", HOSTILE),
        after=version(10, "1", HOSTILE),
    )  # fmt: skip


def cluster(*changes: Change, number: int = 88, pages: int | None = None) -> Cluster:
    """What these changes say in common, as the store keeps it; on more pages where a number is given."""
    common = frozenset.intersection(*(frozenset(mark.digest for mark in marks(change)) for change in changes))
    held = {change.page.id for change in changes if change.page}
    house = changes[0].page.publisher if changes[0].page else ""
    return Cluster(number, house, tuple(change.id or 0 for change in changes), pages or len(held), common)


def report(*changes: Change, **other: Any) -> Report:
    values: dict[str, Any] = {
        "title": "Advisory changes",
        "since": utc(2026, 1, 13),
        "until": utc(2026, 1, 14, 12),
        "changes": changes,
        "watched_pages": 41,
        "publishers": 2,
        "last_good_at": utc(2026, 1, 14, 11, 58),
    }
    return Report(**{**values, **other})


BLOCKED = NotChecked(
    "us-state/kazakhstan/advisory",
    "Kazakhstan / Travel advisory",
    utc(2026, 1, 11, 6),
    "blocked",
    "the site answered 403",
)


def viewed(change: Change) -> ItemView:
    return view(Item((change,)))
