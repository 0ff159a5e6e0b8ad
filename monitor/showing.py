"""What an answer shows of the pages of its address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from monitor.errors import EmptyAnswerError, UnreadableError
from monitor.fetch.visit import Verdict, Visit
from monitor.publishers import publisher as publisher_of
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read
from monitor.sight import Held, Sight, Unseen
from monitor.sources.addresses import part_title
from monitor.sources.page import Address, Page
from monitor.store import Snapshot
from monitor.way import Way


def shown(way: Way, address: Address, held: Held, visit: Visit, snapshot: Snapshot) -> Sight:
    """What the body of a visit shows, read by today's reader; a body that is no page gives another verdict."""
    address = _moved(address, way, visit)
    try:
        document = _document(visit, address)
        found, absent = _pages_of(address, way, document, held)
        # Where no part there is known, silence would look like a good look; what has no parts at all is another page.
        if not found and not (absent and parts(document)):
            raise _NotAPageError("The page came without parts that could be told apart.", Verdict.EMPTY)
    except _NotAPageError as error:
        return Sight(way, replace(visit, verdict=error.verdict, reason=str(error)), snapshot)
    if document.stamps.withdrawn and visit.verdict is Verdict.PAGE:
        visit = replace(visit, verdict=Verdict.WITHDRAWN, reason="The publisher has withdrawn the page.")
    unseen = tuple(_without(page, document) for page in absent)
    stale = _stale(way, address, document, held, visit.at.date())
    return Sight(way, visit, snapshot, document, tuple(found), unseen, stale=stale)


def _document(visit: Visit, address: Address) -> Document:
    try:
        document = read(
            visit.body or b"",
            publisher_of(address.publisher),
            country=address.country,
            media_type=visit.header("content-type"),
            root=address.root,
        )
    except EmptyAnswerError as error:
        raise _NotAPageError(f"The answer {error}.", Verdict.EMPTY) from None
    except UnreadableError as error:
        raise _NotAPageError(f"The page {error}.", Verdict.FAILED) from None
    if document.is_empty:
        raise _NotAPageError(_why_empty(address), Verdict.EMPTY)
    return document


def _why_empty(address: Address) -> str:
    if address.root:
        return (
            f"Nothing stands at {address.root!r}, where sources.yaml says that the content is: "
            "does the selector still fit?"
        )
    return "The page came without content."


def _pages_of(
    address: Address, way: Way, document: Document, held: Held
) -> tuple[list[tuple[Page, Document]], list[Page]]:
    """The watched pages that the document holds, and those that it should hold and does not."""
    if not address.all_parts and all(page.part is None for page in address.pages):
        return [(page, document) for page in address.pages], []
    named = {page.part: page for page in address.pages}
    known = {row.part: row.page for row in held.rows.values() if row.part} | named
    found: list[tuple[Page, Document]] = []
    alone = way.covers[0] if len(way.covers) == 1 else None
    for slug, heading in _parts_there(document, alone, address):
        if (slug not in known and not address.all_parts) or (way.covers and slug not in way.covers):
            continue
        page = address.part(slug, part_title(address, heading))
        if slug in named:  # by an entry of its own, which may say that it is safety-critical
            page = replace(page, safety_critical=named[slug].safety_critical)
        content = part(document, slug) or (document if slug == alone else None)
        if content is not None and not content.is_empty:
            found.append((page, content))
    here = {page.part for page, _ in found}
    expected = known.keys() & set(way.covers) if way.covers else known.keys()
    return found, [known[slug] for slug in sorted(expected - here, key=str)]


def _parts_there(document: Document, alone: str | None, address: Address) -> list[tuple[str, str]]:
    """Slug and heading of the parts of a document; a way that shows one part alone needs not cut its answer."""
    there = [(section.slug, section.heading) for section in parts(document)]
    if alone is None or alone in {slug for slug, _ in there}:
        return there
    usual = publisher_of(address.publisher).usual_parts
    return [(alone, usual.get(alone) or alone.replace("-", " ").capitalize())]


def _without(page: Page, document: Document) -> Unseen:
    there = [section.slug for section in parts(document)]
    if page.part in there:
        return Unseen(page, Verdict.EMPTY, f"The part {page.part!r} came without content.")
    held = ", ".join(there) or "no parts"
    return Unseen(page, Verdict.GONE, f"The site answered, but without the part {page.part!r}; its answer has {held}.")


def _stale(way: Way, address: Address, document: Document, held: Held, today: date) -> str:
    """Whether an interface gives an older page than the publisher's own index speaks of."""
    if way.kind == "html" or not address.others or held.announced is None or not document.stamps.date:
        return ""
    announces = publisher_of(address.publisher).announces
    if announces and way.covers and not set(announces) & set(way.covers):
        return ""  # of these parts the index says nothing
    try:
        announced, shown = date.fromisoformat(held.announced[:10]), date.fromisoformat(document.stamps.date[:10])
    except ValueError:
        return ""
    # The two name their days in time zones of their own; and a day that is still to come is a mistake.
    if announced - shown <= timedelta(days=1) or announced - today > timedelta(days=1):
        return ""
    return f"The {way.name} gives the page of {shown}, the publisher's index speaks of a change on {announced}."


def _moved(address: Address, way: Way, visit: Visit) -> Address:
    """The address with its pages where the site says that they are for good, if it does."""
    if visit.moved_to is None:
        return address
    page_url = publisher_of(address.publisher).page_url or _as_it_is
    old, new = page_url(way.url), page_url(visit.moved_to)
    pages = tuple(
        replace(page, url=_at(new, page)) if page.url in (way.url, _at(old, page)) else page for page in address.pages
    )
    return replace(address, pages=pages, part_url=new if address.part_url == old else address.part_url)


def _as_it_is(url: str) -> str:
    return url


def _at(url: str, page: Page) -> str:
    return url.replace("{part}", page.part or "").rstrip("/") if "{part}" in url else url


class _NotAPageError(Exception):
    """What came cannot be read as the page; the message is a sentence."""

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict
