"""What a page would be watched as: read once, shown in full, and nothing kept.

`try_page` is pure but for what it is given: it reads a body as a check would, and says by which rules, with which root,
and how sources.yaml would name the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from monitor.errors import UnreadableError
from monitor.facts.fact import Fact
from monitor.fetch.absent import missing
from monitor.fetch.blocked import wall
from monitor.fetch.shown import shown
from monitor.fetch.visit import Verdict
from monitor.publishers import KNOWN
from monitor.publishers import publisher as publisher_of
from monitor.publishers.publisher import Place, Publisher
from monitor.pure import reading
from monitor.read.builder import Builder
from monitor.read.document import Document
from monitor.read.entry import Entry
from monitor.read.parts import parts
from monitor.read.places import Places
from monitor.read.reader import read, read_index
from monitor.read.root import Candidate, Root, candidates, content_root, share_of
from monitor.read.seen import is_text
from monitor.read.sniff import decode, form_of, is_pdf
from monitor.read.tree import parse
from monitor.sources.addresses import of_entry
from monitor.sources.config import SourceEntry
from monitor.sources.page import Address
from monitor.sources.proposal import proposed_entry

UNKNOWN = "unknown"
"""Id by which a page of nobody we know is read."""


@dataclass(frozen=True, slots=True)
class Whose:
    """By whose rules a page is read, and how that was made out."""

    publisher: Publisher
    is_known: bool
    country: str | None
    """ISO 3166-1 alpha-2."""
    place: Place | None
    """Which of the publisher's pages it is, where the URL says it."""
    why: str
    """A sentence's end."""


@dataclass(frozen=True, slots=True)
class ChosenRoot:
    """Where the content of an HTML page was found."""

    selector: str
    why: str
    share: float
    """Of the page's letters outside links, menus, headers and footers, from 0 to 1."""
    words: int
    """That the page shows, scripts and styles left out."""
    outside: int
    """Of them: how many stand outside the root."""
    better: Candidate | None
    """What may be the better choice, to be named in sources.yaml."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact, and the bytes of the body that state it."""

    fact: Fact
    bytes: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a page. Where the verdict brings no page, nothing was read."""

    target: str
    """As it was given: a file or a URL."""
    url: str | None
    """Where the page is, as far as that is known."""
    verdict: Verdict
    reason: str
    size: int
    whose: Whose
    form: str = ""
    document: Document | None = None
    entries: tuple[Entry, ...] | None = None
    """The lines, where it is an index or a feed."""
    facts: tuple[Placed, ...] = ()
    root: ChosenRoot | None = None
    """None where the page is no HTML."""
    address: Address | None = None
    """How it would be asked."""
    pages: tuple[str, ...] = ()
    """Ids of the pages that would be watched."""
    proposal: str = ""
    """An entry for `sources` of sources.yaml, as text; empty where none can be made."""
    remarks: tuple[str, ...] = ()
    """What else is to be known before one watches it: a sentence each."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came, by the web or from a file, before it was read."""

    target: str
    url: str | None
    verdict: Verdict
    reason: str
    body: bytes
    media_type: str | None = None
    final_url: str | None = None
    """Where the answer came from in the end."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of the page."""

    publisher: str = ""
    country: str | None = None
    root: str | None = None


def of_file(path: Path, body: bytes) -> Asked:
    """A file, as if it had just come from its site."""
    if not body.strip():
        return Asked(str(path), None, Verdict.EMPTY, "The file is empty.", body)
    page = shown(body)
    if (barrier := wall((), page)) is not None:
        return Asked(str(path), None, Verdict.BLOCKED, f"Instead of the page the file holds {barrier}.", body)
    if page is not None and (instead := missing(page)) is not None:
        return Asked(str(path), None, Verdict.EMPTY, f"{instead}.", body)
    return Asked(str(path), None, Verdict.PAGE, "", body)


def try_page(asked: Asked, wishes: Wishes) -> Trial:
    """Read what came as a check would, and say how it would be watched."""
    url = asked.url or _canonical(asked)
    whose = whose_is(url, wishes, is_said=asked.url is not None)
    trial = Trial(asked.target, url, asked.verdict, asked.reason, len(asked.body), whose)
    if not asked.verdict.has_page:
        return trial
    try:
        form = _form(asked)
        whose, document, entries = _read(asked, whose, wishes.root)
    except UnreadableError as error:
        return replace(trial, verdict=Verdict.FAILED, reason=f"The page {error}.")
    if whose.country is None:  # the publisher's data may say it
        whose = replace(whose, country=document.country)
    root = _root(asked, whose.publisher, wishes.root) if form == "html" else None
    trial = replace(trial, whose=whose, form=form, document=document, entries=entries, root=root)
    if document.is_empty:
        named = f"Nothing stands at {wishes.root!r}." if wishes.root else "The page came without content."
        return replace(trial, verdict=Verdict.EMPTY, reason=named)
    trial = replace(trial, facts=_facts(asked, document, whose.publisher))
    return _as_watched(trial, asked, wishes)


def whose_is(url: str | None, wishes: Wishes, *, is_said: bool = True) -> Whose:
    """By whose rules a page is read: as the user says, else by the host of its URL, else by the general rules.

    Args:
        is_said: whether the user named the URL; else the page names it itself.
    """
    by_host = next((each for each in KNOWN.values() if _host(url) in each.hosts), None)
    publisher = publisher_of(wishes.publisher or (by_host.id if by_host else UNKNOWN))
    is_known = publisher.id in KNOWN
    place = publisher.place_of(url) if url and publisher.place_of is not None else None
    if wishes.publisher:
        why = "as --publisher says" if is_known else "as --publisher says; nothing is known of it, so general rules"
    elif by_host is not None:
        why = f"{_host(url)} is its host" + ("" if is_said else ", and the file names its own URL there")
    elif url:
        why = f"no publisher that is known here has the host {_host(url)}"
    else:
        why = "a file does not say whose it is; --publisher does"
    return Whose(publisher, is_known, wishes.country or (place.country if place else None), place, why)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _canonical(asked: Asked) -> str | None:
    """The URL that a file names as its own: `<link rel="canonical">`."""
    try:
        text = decode(asked.body, asked.media_type)
        if form_of(text) != "html":
            return None
    except UnreadableError:
        return None
    link = parse(text).find("link", rel="canonical")
    url = str(link.get("href", "")).strip() if link else ""
    return url if url.lower().startswith(("http://", "https://")) and url.isprintable() and " " not in url else None


def _form(asked: Asked) -> str:
    """What the bytes are: html, json, feed, markdown, text, pdf."""
    if is_pdf(asked.body):
        return "pdf"
    form = form_of(decode(asked.body, asked.media_type))
    return "feed" if form == "xml" else form


def _read(asked: Asked, whose: Whose, root: str | None) -> tuple[Whose, Document, tuple[Entry, ...] | None]:
    """The document, and the lines of an index. JSON says by its form whose it is, where nobody else does."""
    tried = [whose]
    if not whose.is_known:
        why = "its JSON has their form"
        tried += [replace(whose, publisher=each, is_known=True, why=why) for each in KNOWN.values() if _has_json(each)]
    first: UnreadableError | None = None
    for each in tried:
        try:
            entries = read_index(asked.body, each.publisher, media_type=asked.media_type)
            document = read(asked.body, each.publisher, country=each.country, media_type=asked.media_type, root=root)
        except UnreadableError as error:
            first = first or error
        else:
            return _by_lines(asked, each, document, entries)
    raise first or UnreadableError("cannot be read")


def _by_lines(
    asked: Asked, whose: Whose, document: Document, entries: tuple[Entry, ...] | None
) -> tuple[Whose, Document, tuple[Entry, ...] | None]:
    """An index of nobody we know is read by the rules of the publisher to whose pages its lines lead."""
    hosts = Counter(_host(entry.url) for entry in entries or ()).most_common(1)
    host = hosts[0][0] if hosts else ""
    known = next((each for each in KNOWN.values() if host in each.hosts), None)
    if whose.is_known or known is None or entries is None:
        return whose, document, entries
    found = replace(whose, publisher=known, is_known=True, why=f"its lines lead to {host}")
    lines = read_index(asked.body, known, media_type=asked.media_type)
    return found, read(asked.body, known, country=whose.country, media_type=asked.media_type), lines


def _has_json(publisher: Publisher) -> bool:
    return publisher.read_json is not None or publisher.entries is not None


def _facts(asked: Asked, document: Document, publisher: Publisher) -> tuple[Placed, ...]:
    facts = reading(document, publisher).facts
    try:
        places = Places(asked.body, asked.media_type, document)
    except UnreadableError:  # a PDF: its bytes are no text
        return tuple(Placed(fact, None) for fact in facts)
    return tuple(Placed(fact, places.bytes_of(fact.block, fact.start, fact.end)) for fact in facts)


# -- the root ----------------------------------------------------------------------------------------------------------

_NO_WORDS = frozenset({"script", "style", "noscript", "template", "head", "title", "svg"})
_LITTLE = 0.5
"""Share of a page's text: a root that holds less is doubted."""


def _root(asked: Asked, publisher: Publisher, named: str | None) -> ChosenRoot:
    soup = parse(decode(asked.body, asked.media_type))
    if publisher.prepare is not None:
        publisher.prepare(soup, Builder(publisher))
    chosen = content_root(soup, publisher, named)
    share = share_of(soup, chosen.elements)
    words = _words(soup.body or soup)
    inside = sum(_words(element) for element in chosen.elements)
    best = next(iter(candidates(soup)), None)
    return ChosenRoot(chosen.selector, chosen.why, share, words, max(words - inside, 0), _better(chosen, share, best))


def _words(element: object) -> int:
    from bs4 import Tag

    if not isinstance(element, Tag):
        return 0
    number, waiting = 0, [element]
    while waiting:
        for child in waiting.pop().contents:
            if isinstance(child, Tag):
                if child.name not in _NO_WORDS:
                    waiting.append(child)
            elif is_text(child):
                number += len(str(child).split())
    return number


def _better(chosen: Root, share: float, best: Candidate | None) -> Candidate | None:
    """What is proposed: where all of the page is read, or where the root holds little of it, or nothing."""
    if best is None or best.selector == chosen.selector or any(best.element is each for each in chosen.elements):
        return None
    if chosen.selector == "body" and not chosen.is_marked:
        return best
    return best if share < _LITTLE and best.share > share else None


# -- how it would be watched -------------------------------------------------------------------------------------------


def _as_watched(trial: Trial, asked: Asked, wishes: Wishes) -> Trial:
    document = trial.document
    assert document is not None
    slugs = tuple(section.slug for section in parts(document))
    better = trial.root.better if trial.root else None
    made = proposed_entry(
        url=trial.url,
        publisher=wishes.publisher or (trial.whose.publisher.id if trial.whose.is_known else ""),
        place=trial.whose.place,
        country=trial.whose.country,
        title=document.title,
        root=wishes.root or (better.selector if better else None),
        has_parts=len(slugs) > 1 and trial.entries is None,
    )
    remarks = list(_remarks(trial, asked, wishes))
    if made is None:
        return replace(trial, remarks=(*remarks, "No entry for sources.yaml can be made of this URL."))
    address = _address(made.entry, made.asks)
    pages = [page.id for page in address.pages]
    if address.all_parts:
        pages = [address.part(slug, "").id for slug in slugs] or [address.place]
    return replace(trial, address=address, pages=tuple(pages), proposal=made.text, remarks=(*remarks, *made.remarks))


def _address(entry: SourceEntry, asks: str | None) -> Address:
    found = of_entry(entry, Path("sources.yaml"))
    return next((address for address in found if address.url == asks), found[0])


def _remarks(trial: Trial, asked: Asked, wishes: Wishes) -> Iterable[str]:
    if asked.final_url is not None and asked.final_url != asked.url:
        yield f"The site answered from {asked.final_url}."
    if len({entry.country for entry in trial.entries or ()} - {None}) > 1 and not wishes.country:
        yield "It is an index of several countries: with --country CC, the line of one country is read."
    if trial.whose.country is None and trial.entries is None:
        yield (
            "The country of the page is not known: --country CC names it. "
            "Numbers in national form are then read as that country's."
        )
    if trial.root is not None and trial.root.share < _LITTLE and trial.root.better is None and not wishes.root:
        yield "More than half of the page's text stands outside the root: see what is missing below, and try --root."


__all__ = ["Asked", "ChosenRoot", "Placed", "Trial", "Whose", "Wishes", "of_file", "try_page", "whose_is"]
