"""The pages of a cluster, each with what became of the edit there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from monitor.compare.change import Change
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.times import stated

ANNOUNCED = {"announced": "announced", "partly": "announced in part", "silent": "NOT ANNOUNCED", "unknown": ""}
"""What the states of an announcement are called; nothing where nothing is known."""


@dataclass(frozen=True, slots=True)
class Member:
    """A page of a cluster, and what became of the edit there."""

    title: str
    url: str
    change: int | None
    about: tuple[str, ...]
    """When it was seen there, whether it was announced, and whether the page adds edits of its own."""


def members(
    changes: Iterable[Change], owns: Collection[int | None], reader: Reader = UTC_ENGLISH
) -> tuple[Member, ...]:
    """The pages of a cluster in the order of their titles.

    Args:
        owns: numbers of the changes whose pages add edits of their own.
    """
    found = (
        Member(
            change.page.title,
            change.page.url,
            change.id,
            tuple(filter(None, _about(change, change.id in owns, reader))),
        )
        for change in changes
        if change.page
    )
    return tuple(sorted(found, key=lambda member: (member.title, member.change or 0)))


def _about(change: Change, adds: bool, reader: Reader) -> tuple[str, str, str]:
    at = change.after.observed_at if change.after else None
    return (
        f"seen {stated(at, reader)}" if at else "",
        ANNOUNCED[change.announcement.status] if change.announcement else "",
        f"adds edits of its own: monitor show {change.id}" if adds else "",
    )
