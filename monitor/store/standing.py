"""How the asking stands: hosts that are left alone, and validators that are not trusted any more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from monitor.store.connection import Connection
from monitor.store.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A host that is not asked for a while."""

    origin: str
    until: datetime
    why: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Distrusted:
    """A validator of a way that proved unreliable."""

    place: str
    way: str
    url: str
    validator: str
    """ "etag" or "last_modified"."""
    why: str


def left_alone(connection: Connection, now: datetime) -> list[LeftAlone]:
    """The hosts that are left alone now, the longest first."""
    rows = connection.rows(
        "SELECT origin, left_alone_until, why FROM host WHERE left_alone_until > ? ORDER BY left_alone_until DESC",
        (to_text(now),),
    )
    return [LeftAlone(row["origin"], from_text(row["left_alone_until"]), row["why"]) for row in rows]


def distrusted(connection: Connection) -> list[Distrusted]:
    """The validators that are not trusted, by address."""
    rows = connection.rows("SELECT place, name, url, distrusted FROM way WHERE distrusted <> '{}' ORDER BY place, url")
    return [
        Distrusted(row["place"], row["name"], row["url"], validator, why)
        for row in rows
        for validator, why in json.loads(row["distrusted"]).items()
    ]
