"""What lies in the store, as values: one class a table that others read, and how a row becomes one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from monitor.facts.fact import Fact
from monitor.fetch.visit import Validators, Verdict
from monitor.sources.page import Page
from monitor.store.connection import Row
from monitor.store.times import from_text, maybe_from_text, short, to_text

if TYPE_CHECKING:
    # Most looks bring no change: whoever has one imports what it is made of.
    from monitor.compare.change import Change, PageInfo, Significance, VersionInfo

Origin = Literal["live", "backfill"]
"""Whether we looked ourselves, or took another's record of the past."""

NoticeState = Literal["waiting", "sending", "retrying", "delivered", "dead"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A raw body on disk, and where it came from."""

    id: int
    place: str
    sha256: str
    """Of the body."""
    path: str
    """From the snapshots folder."""
    media_type: str
    size: int
    """Bytes of the body."""
    url: str
    """The address that answered."""
    fetched_at: datetime
    headers: tuple[tuple[str, str], ...]
    origin: Origin

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it was read from a snapshot."""

    id: int
    page_id: str
    snapshot_id: int
    visit_id: int | None
    observed_at: datetime
    """When the page was seen; of a backfill the date of the commit."""
    recorded_at: datetime
    """When it was written to the store."""
    title: str
    stamp: str | None
    """The page's own date."""
    note: str | None
    """The publisher's own words on its latest change."""
    reader: str
    document_sha256: str
    sha256: str
    """Of the raw body."""
    origin: Origin
    way: str | None = None
    """Name of the way by which it was seen; None: the address's own, or it was taken from elsewhere."""

    @property
    def info(self) -> VersionInfo:
        """What a change says of the version."""
        from monitor.compare.change import VersionInfo

        return VersionInfo(short(to_text(self.observed_at)), self.stamp, self.sha256, self.reader)


@dataclass(frozen=True, slots=True)
class PageRow:
    """A watched page and its latest looks."""

    id: str
    place: str
    title: str
    url: str
    publisher: str
    country: str | None
    part: str | None
    safety_critical: bool
    first_seen_at: datetime | None
    """First good look."""
    last_good_at: datetime | None
    """Last good look."""
    last_visit_at: datetime | None
    last_verdict: Verdict | None
    last_reason: str | None
    asked_at: datetime | None
    """When its address was last asked by ourselves; None for a page whose past was taken from elsewhere."""
    first_visit_at: datetime | None = None
    """When it was first looked at by ourselves."""
    verdict_since: datetime | None = None
    """When the latest verdict was given first, of those in a row."""
    verdict_count: int = 0
    """How often the latest verdict was given, in a row."""
    suspect_mark: str | None = None
    """Fingerprint of a document that a second look is to confirm; None where nothing is doubtful."""
    suspect_at: datetime | None = None
    """When that was first seen."""
    moved_to: str | None = None
    """Where the site sends for good; None where it does not."""

    @property
    def page(self) -> Page:
        """The page as the sources name it."""
        return Page(self.id, self.title, self.url, self.publisher, self.country, self.part, self.safety_critical)

    @property
    def info(self) -> PageInfo:
        """What a change says of the page."""
        from monitor.compare.change import PageInfo

        return PageInfo(self.id, self.title, self.url, self.publisher, self.country, self.safety_critical)


@dataclass(frozen=True, slots=True)
class PageUrl:
    """Where a page was, from when until when (None: it is there now)."""

    url: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class AddressState:
    """What is remembered of an address for its next visit."""

    place: str
    url: str
    snapshot: Snapshot | None
    """The last good body, by whatever way it came."""
    last_visit_at: datetime | None
    last_good_at: datetime | None
    last_verdict: Verdict | None
    next_due_at: datetime | None
    root: str | None = None
    """CSS selector of the content, as sources.yaml named it when its pages were last put here."""
    all_parts: bool = False
    """Whether every part was taken then."""


@dataclass(frozen=True, slots=True)
class WayState:
    """What is remembered of one way to the pages of an address."""

    place: str
    url: str
    name: str
    kind: str
    validators: Validators
    """Of the last good body, without those that proved unreliable here."""
    distrusted: dict[str, str]
    """Validators that are not used any more ("etag", "last_modified"), each with what proved it unreliable."""
    snapshot: Snapshot | None
    """The last good body."""
    shown: frozenset[str]
    """Ids of the pages that it showed."""
    whole_at: datetime | None
    """When a whole body last came; what came since was "not modified"."""
    last_visit_at: datetime | None
    last_good_at: datetime | None
    last_verdict: Verdict | None
    last_reason: str | None
    failures: int
    """Looks in a row that were not good."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A version of a page and the change that led to it; None for a first look."""

    version: Version
    change: Change | None
    rereadings: tuple[Change, ...] = ()
    """Technical changes: how later readers read the version otherwise, the oldest first."""


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """What a version was read as, before a later reader read it otherwise."""

    version: Version
    """As it stood then."""
    facts: tuple[Fact, ...]
    change_id: int
    """The technical change that tells what is read otherwise since."""
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A change that one recipient is to be told of, or was."""

    change_id: int
    recipient: str
    notice_id: int | None
    """None where it is in no notice yet."""
    state: NoticeState
    """Of its notice; waiting where it is in none yet."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that is in no notice yet."""

    id: int
    significance: Significance
    """Of the change; an alarm is "major"."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Manner:
    """Of what a recipient is told, and when; texts of JSON that are equal where these are."""

    rule: str
    digest: str
    """ "null": each change at once."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One or more changes, and alarms, on their way to one recipient."""

    id: int
    recipient: str
    channel: str
    key: str
    """The same at each attempt, so that the other end can know a repetition."""
    state: NoticeState
    attempts: int
    last_answer: str | None
    next_try_at: datetime | None
    created_at: datetime
    delivered_at: datetime | None
    change_ids: tuple[int, ...]
    """The oldest first."""
    telling_ids: tuple[int, ...] = ()
    """Of alarms, the oldest first."""
    slot: datetime | None = None
    """Of a digest: the time for which it was made."""
    since: datetime | None = None
    """Of a digest: from when on what came is in it; None where that is not known."""
    tried_at: datetime | None = None
    """When it was tried first."""
    done: tuple[str, ...] = ()
    """Parts of it that the other end has taken at earlier attempts."""
    ended_at: datetime | None = None
    """When it was delivered, or given up the last time."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much lies in the store."""

    pages: int
    visits: int
    snapshots: int
    versions: int
    facts: int
    changes: dict[Significance, int]
    """The weightiest first; all four are named."""
    notices: dict[NoticeState, int]
    body_bytes: int
    """Of all bodies, unpacked."""
    database_bytes: int


def snapshot_of(row: Row) -> Snapshot:
    """The snapshot of a row of `snapshot`."""
    return Snapshot(
        id=row["id"],
        place=row["place"],
        sha256=row["sha256"],
        path=row["path"],
        media_type=row["media_type"],
        size=row["size"],
        url=row["url"],
        fetched_at=from_text(row["fetched_at"]),
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        origin=row["origin"],
    )


def version_of(row: Row) -> Version:
    """The version of a row of `version` with the `sha256` of its snapshot."""
    return Version(
        id=row["id"],
        page_id=row["page_id"],
        snapshot_id=row["snapshot_id"],
        visit_id=row["visit_id"],
        observed_at=from_text(row["observed_at"]),
        recorded_at=from_text(row["recorded_at"]),
        title=row["title"],
        stamp=row["stamp"],
        note=row["note"],
        reader=row["reader"],
        document_sha256=row["document_sha256"],
        sha256=row["sha256"],
        origin=row["origin"],
        way=row["way"],
    )


def page_of(row: Row) -> PageRow:
    """The page of a row of `page` with the `asked_at` of its address."""
    return PageRow(
        id=row["id"],
        place=row["place"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        country=row["country"],
        part=row["part"],
        safety_critical=bool(row["safety_critical"]),
        first_seen_at=maybe_from_text(row["first_seen_at"]),
        last_good_at=maybe_from_text(row["last_good_at"]),
        last_visit_at=maybe_from_text(row["last_visit_at"]),
        last_verdict=_verdict(row["last_verdict"]),
        last_reason=row["last_reason"],
        asked_at=maybe_from_text(row["asked_at"]),
        first_visit_at=maybe_from_text(row["first_visit_at"]),
        verdict_since=maybe_from_text(row["verdict_since"]),
        verdict_count=row["verdict_count"],
        suspect_mark=row["suspect_mark"],
        suspect_at=maybe_from_text(row["suspect_at"]),
        moved_to=row["moved_to"],
    )


def address_of(row: Row, snapshot: Snapshot | None) -> AddressState:
    """The state of a row of `address`."""
    return AddressState(
        place=row["place"],
        url=row["url"],
        snapshot=snapshot,
        last_visit_at=maybe_from_text(row["last_visit_at"]),
        last_good_at=maybe_from_text(row["last_good_at"]),
        last_verdict=_verdict(row["last_verdict"]),
        next_due_at=maybe_from_text(row["next_due_at"]),
        root=row["root"],
        all_parts=bool(row["all_parts"]),
    )


def way_of(row: Row, snapshot: Snapshot | None) -> WayState:
    """The state of a row of `way`."""
    distrusted: dict[str, str] = json.loads(row["distrusted"])
    return WayState(
        place=row["place"],
        url=row["url"],
        name=row["name"],
        kind=row["kind"],
        validators=Validators(
            None if "etag" in distrusted else row["etag"],
            None if "last_modified" in distrusted else row["last_modified"],
        ),
        distrusted=distrusted,
        snapshot=snapshot,
        shown=frozenset(json.loads(row["shown"])),
        whole_at=maybe_from_text(row["whole_at"]),
        last_visit_at=maybe_from_text(row["last_visit_at"]),
        last_good_at=maybe_from_text(row["last_good_at"]),
        last_verdict=_verdict(row["last_verdict"]),
        last_reason=row["last_reason"],
        failures=row["failures"],
    )


def fact_of(row: Row) -> Fact:
    """The fact of a row of `fact`."""
    return Fact(
        kind=row["kind"],
        text=row["text"],
        value=json.loads(row["value"]),
        label=row["label"],
        context=row["context"],
        section=tuple(json.loads(row["section"])),
        block=row["block"],
        start=row["start"],
        end=row["end"],
    )


def notice_of(row: Row, change_ids: tuple[int, ...], telling_ids: tuple[int, ...] = ()) -> Notice:
    """The notice of a row of `notice`."""
    return Notice(
        id=row["id"],
        recipient=row["recipient"],
        channel=row["channel"],
        key=row["key"],
        state=row["state"],
        attempts=row["attempts"],
        last_answer=row["last_answer"],
        next_try_at=maybe_from_text(row["next_try_at"]),
        created_at=from_text(row["created_at"]),
        delivered_at=maybe_from_text(row["delivered_at"]),
        change_ids=change_ids,
        telling_ids=telling_ids,
        slot=maybe_from_text(row["slot"]),
        since=maybe_from_text(row["since"]),
        tried_at=maybe_from_text(row["tried_at"]),
        done=tuple(json.loads(row["done"])),
        ended_at=maybe_from_text(row["ended_at"]),
    )


def _verdict(text: str | None) -> Verdict | None:
    return None if text is None else Verdict(text)
