"""What should have been found: from the states of the site and the pure core alone, page by page.

For each answer that the site handed over it is asked what the page said then, by reading the bytes anew. What differs
from the last version must be stored as the next one, or there is a reason: the daemon was killed within that look, or
the page was doubtful and gone again before a second look. Nothing else may be missing, nothing may be there besides,
and the last version must be the last state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from monitor.assess.suspicion import doubts
from monitor.compare.change import Change, PageInfo
from monitor.publishers import publisher as publisher_of
from monitor.pure import change_between, reading
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read
from year.archive import Blobs, Site
from year.clock import iso
from year.ledger import Lived, Shown

_LOOK = 35.0
"""Seconds within which a look is over: an answer that came less than so long before the end may not be written down."""
_SAME_LOOK = 35.0
"""Seconds that lie at most between an answer and the time under which its version is stored."""
_CONFIRMED_BY = 3 * 3600.0
"""Seconds after which a second look must have decided, if there were any looks."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A version as the database has it, with the change that led to it."""

    version: int
    at: float
    sha256: str
    """Of the body from which it was read."""
    changes: tuple[tuple[int, int | None, str], ...]
    """Number, version before and significance of the changes that led to it: one, or of a first look none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A change that there must be."""

    number: int
    """Of the change in the database."""
    page: str
    at: float
    significance: str
    wanted_by: tuple[str, ...]
    """Names of the recipients whose rules it meets."""


@dataclass
class Examined:
    """What came of one address."""

    states: int = 0
    """Distinct texts of its pages in the repository, from the start on."""
    looks: int = 0
    versions: int = 0
    found: list[Found] = field(default_factory=list)
    unseen: int = 0
    """Texts that stood between two looks, or while nobody could look."""
    killed: int = 0
    """Looks at something new that a kill ended; the next look found it, or what came after."""
    doubted: int = 0
    """Looks at something new that was left to a second look."""
    errors: list[str] = field(default_factory=list)


@dataclass
class _Page:
    """One page on its way through time."""

    id: str
    stored: Sequence[Stored]
    next: int = 0
    last: Document | None = None
    doubted_since: float | None = None
    was_ended: bool = False
    """Whether a look that showed it otherwise was ended before it was written down."""

    @property
    def is_open(self) -> bool:
        """Whether the next look may make a version of what an earlier one showed already."""
        return self.was_ended or self.doubted_since is not None


def examine(
    site: Site, blobs: Blobs, shown: Sequence[Shown], stored: Mapping[str, Sequence[Stored]], lives: Sequence[Lived],
    recipients: Sequence[Any], start: float, titles: Mapping[str, str],
) -> Examined:  # fmt: skip
    """Hold what is stored of an address beside what its site has handed over.

    Args:
        shown: the answers, in order.
        stored: versions by page, in order.
        start: when the daemon began.
        titles: of the pages, as the database has them: they show in the report, and decide nothing else.
    """
    result = Examined(looks=len(shown))
    states = _States(site, blobs)
    pages = {id: _Page(id, versions) for id, versions in stored.items()}
    before = None
    for answer in shown:
        if answer.state == before and not any(page.is_open for page in pages.values()):
            continue
        is_first, before = before is None, answer.state
        found = states.pages(answer.state)
        for id in found.keys() - pages.keys():
            pages[id] = _Page(id, ())
        for id, document in found.items():
            _look(pages[id], document, answer, states, lives, recipients, result, titles, is_first=is_first)
    for page in pages.values():
        result.versions += len(page.stored)
        for each in page.stored[page.next :]:
            result.errors.append(f"{page.id}: version {each.version} of {iso(each.at)} was never shown")
    last = states.pages(len(site.states) - 1)
    for id, document in last.items():
        if id not in pages or not _is_same(pages[id].last, document):
            result.errors.append(f"{id}: its last version is not the last state")
    _count_states(site, states, start, {answer.state for answer in shown}, result)
    return result


class _States:
    """The pages of an address in each of its states."""

    def __init__(self, site: Site, blobs: Blobs) -> None:
        self._site = site
        self._blobs = blobs
        self._made: dict[int, tuple[Document | None, dict[str, Document]]] = {}

    def whole(self, number: int) -> Document | None:
        """All of the answer."""
        return self._of(number)[0]

    def sha256(self, number: int) -> str:
        """Of what is served."""
        return sha256(self._site.body(number, self._blobs)).hexdigest()

    def pages(self, number: int) -> dict[str, Document]:
        """Its pages by id."""
        return self._of(number)[1]

    def _of(self, number: int) -> tuple[Document | None, dict[str, Document]]:
        if number not in self._made:
            if len(self._made) > 8:
                self._made.clear()
            self._made[number] = self._read(number)
        return self._made[number]

    def _read(self, number: int) -> tuple[Document | None, dict[str, Document]]:
        site = self._site
        body = site.body(number, self._blobs)
        if not body:
            return None, {}
        shape = site.shape
        whole = read(body, publisher_of(shape.publisher), country=site.country, media_type=shape.media_type)
        if "parts" not in shape.entry:
            return whole, {} if whole.is_empty else {site.place: whole}
        prefix = site.place.rpartition("/")[0]
        found = {section.slug: part(whole, section.slug) for section in parts(whole)}
        return whole, {f"{prefix}/{slug}": each for slug, each in found.items() if each and not each.is_empty}


def _is_same(one: Document | None, other: Document) -> bool:
    return one is not None and one == other


def _look(
    page: _Page, document: Document, answer: Shown, states: _States, lives: Sequence[Lived], recipients: Sequence[Any],
    result: Examined, titles: Mapping[str, str], *, is_first: bool,
) -> None:  # fmt: skip
    """One page in one answer."""
    is_same = _is_same(page.last, document)
    due = page.stored[page.next] if page.next < len(page.stored) else None
    if due is not None and abs(due.at - answer.at) <= _SAME_LOOK and due.sha256 == states.sha256(answer.state):
        if is_same:
            result.errors.append(f"{page.id}: version {due.version} says what the one before says")
        _hold(page, due, document, answer, recipients, result, titles)
        page.last, page.next, page.doubted_since, page.was_ended = document, page.next + 1, None, False
        return
    if is_same:
        page.doubted_since, page.was_ended = None, False
        return
    if _was_ended(lives, answer):
        result.killed += 1
        page.was_ended = True
        return
    if page.last is not None and _is_doubtful(page.last, document, states, answer.state, page):
        result.doubted += 1
        page.doubted_since = page.doubted_since if page.doubted_since is not None else answer.at
        if answer.at - page.doubted_since > _CONFIRMED_BY:
            result.errors.append(f"{page.id}: what was shown since {iso(page.doubted_since)} is doubted for ever")
        return
    result.errors.append(f"{page.id}: what was shown at {iso(answer.at)} (state {answer.state}) was not found")
    page.last = document  # said once


def _was_ended(lives: Sequence[Lived], answer: Shown) -> bool:
    """Whether the life in which something was shown ended within that look."""
    life = lives[answer.life]
    return life.kind != "end" and life.end - answer.at < _LOOK


def _is_doubtful(before: Document, now: Document, states: _States, number: int, page: _Page) -> bool:
    """Whether the page, or the answer of which it is a part, bears a sign that a second look must confirm."""
    publisher = publisher_of(now.publisher)
    then, after = reading(before, publisher), reading(now, publisher)
    if doubts(before, now, then.facts, after.facts, language=publisher.language):
        return True
    whole = states.whole(number)
    if number == 0 or whole is None:
        return False
    earlier = states.whole(number - 1)
    return earlier is not None and bool(doubts(earlier, whole, (), (), language=publisher.language))


def _hold(
    page: _Page, due: Stored, document: Document, answer: Shown, recipients: Sequence[Any], result: Examined,
    titles: Mapping[str, str],
) -> None:  # fmt: skip
    """The change that must lead to a version, beside the one that does."""
    before = page.stored[page.next - 1].version if page.next else None
    if page.last is None and not due.changes:
        return  # a first look is no change
    if len(due.changes) != 1 or due.changes[0][1] != before:
        has = f"version {due.version} has the changes {due.changes}"
        result.errors.append(f"{page.id}: {has}, and not one from version {before}")
        return
    number, _, significance = due.changes[0]
    change = _change(page, document, titles.get(page.id, ""))
    if change.significance != significance:
        result.errors.append(f"{page.id}: change {number} is {significance}, and should be {change.significance}")
    wanted = tuple(each.name for each in recipients if each.meets(change))
    result.found.append(Found(number, page.id, due.at, change.significance, wanted))


def _change(page: _Page, document: Document, title: str) -> Change:
    """What changed, by the pure core."""
    publisher = publisher_of(document.publisher)
    last = page.last
    if last is None:  # a page that is new on the site
        last = replace(document, title="", sections=document.sections[:1], blocks=(), links=())
    info = PageInfo(page.id, title, "", document.publisher, document.country)
    then, now = reading(last, publisher), reading(document, publisher)
    return change_between(then, now, publisher, title=title.rpartition(" / ")[2]).of(info, None, None)


def _count_states(site: Site, states: _States, start: float, seen: set[int], result: Examined) -> None:
    """How many texts there were, and how many of them nobody was shown."""
    first = max(site.number_at(start), 0)
    last: dict[str, Document] = {}
    for number in range(first, len(site.states)):
        for id, document in states.pages(number).items():
            if not _is_same(last.get(id), document):
                result.states += 1
                result.unseen += number not in seen
                last[id] = document
