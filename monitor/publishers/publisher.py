"""What is known of one publisher, as a value: everything odd about a site stands here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from monitor.way import Way, WayKind

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from monitor.read.builder import Builder
    from monitor.read.document import Document
    from monitor.read.entry import Entry
    from monitor.read.feed import Feed

StampField = Literal["updated", "reviewed", "issued", "current_at", "note"]
DateOrder = Literal["DMY", "MDY"]


@dataclass(frozen=True, slots=True)
class Target:
    """One address of a publisher for a country."""

    name: str
    """Name of the page, or of the group of pages where the answer has parts ("advisory", "travel-advice")."""
    title: str
    url: str
    """What is asked."""
    page_url: str
    """Where a person reads it; `{part}` stands for the slug of a part."""
    has_parts: bool = False
    way: str = "page"
    """What `url` is called as a way to the pages, beside `others`."""
    kind: WayKind = "html"
    """What `url` is."""
    index: str | None = None
    """As in a `Way`: the place of the index that `url` is, where that holds many countries."""
    covers: tuple[str, ...] = ()
    """Slugs of the parts that `url` shows; empty: all."""
    others: tuple[Way, ...] = ()
    """The other ways to the same pages, in order of preference."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which page a URL is, whatever URL it has today: what stays when the page moves."""

    country: str | None
    """ISO 3166-1 alpha-2."""
    name: str
    """Name of the page or of the group of pages at the URL, as in a `Target`."""
    part: str | None = None
    """Slug of the part, where the URL is that of a part."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a publisher's own scale of advice.

    Steps are ordered within the publisher only: scales of different governments are never merged.
    """

    step: int
    words: re.Pattern[str]
    """What the page says for it."""
    scale: str = "advice"
    """A publisher may keep several scales ("terrorism")."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """How a publisher builds its pages, dates them and grades its advice."""

    id: str
    name: str
    """As reports print it."""
    region: str | None = None
    """ISO 3166-1 alpha-2 of its country: numbers in its national form belong there."""
    own_numbers: tuple[str, ...] = ()
    """Digits, in national form, of numbers that it prints on pages of every country."""
    date_order: DateOrder = "DMY"
    language: str = "en"
    licence: str = ""
    roots: tuple[str, ...] = ()
    """CSS selectors of the content, the first that fits."""
    title: tuple[str, ...] = ()
    """CSS selectors of the page's title, where it is not its first `h1`."""
    panels: tuple[str, ...] = ()
    """CSS selectors of headings that open a part of the page (an accordion's panel)."""
    furniture: tuple[str, ...] = ()
    """CSS selectors of what is not content."""
    furniture_text: tuple[re.Pattern[str], ...] = ()
    """Whole blocks that are not content, in whatever form the page comes."""
    label_text: tuple[re.Pattern[str], ...] = ()
    """Whole blocks that are the label of the block behind them ("PASSPORT VALIDITY:"); the two are one block."""
    question_text: tuple[re.Pattern[str], ...] = ()
    """Whole blocks without a link that were the question of an accordion, until somebody saved the page as text."""
    furniture_heading: tuple[re.Pattern[str], ...] = ()
    """Headings of which the whole section is not content."""
    stamp_labels: Mapping[str, StampField] = field(default_factory=dict)
    """Labels in lower case, as a definition list or a line "Updated: ..." prints them."""
    stamp_text: tuple[tuple[re.Pattern[str], StampField], ...] = ()
    """Whole blocks that are a stamp; group 1 is its value."""
    stamps: tuple[tuple[str, StampField], ...] = ()
    """CSS selectors of stamps that stand outside the content."""
    levels: tuple[Level, ...] = ()
    indicators: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Names of the risks that the publisher keeps as indicators of a level, each with the words by which a text gives it as
    the level's reason; empty where a reason is only said, and none of the level's own."""
    layouts: tuple[tuple[str, str], ...] = ()
    """CSS selectors that tell the site's layouts apart, each with the layout's name, the first that fits; else "html"."""
    prepare: Callable[[BeautifulSoup, Builder], None] | None = None
    """What an HTML page needs before it is read, beyond selectors: it may take stamps and levels out of the tree and
    give them to the builder, and mark headings that open a part with the attribute `monitor.read.walk.PART`."""
    read_json: Callable[[Any], Document] | None = None
    """Reads the publisher's own JSON; raises `UnreadableError` where it is not that."""
    entries: Callable[[Any], tuple[Entry, ...] | None] | None = None
    """The lines of the publisher's JSON index, or None where the JSON is no index."""
    feed_entries: Callable[[Feed], tuple[Entry, ...]] | None = None
    """The lines of the publisher's RSS or Atom feed."""
    html_entries: Callable[[BeautifulSoup], tuple[Entry, ...] | None] | None = None
    """The lines of the publisher's index where that is an HTML page, or None where the page is no index."""
    hosts: tuple[str, ...] = ()
    """Hosts that serve this publisher's pages, in lower case."""
    place_of: Callable[[str], Place | None] | None = None
    """Which page a URL of these hosts is, in each form of URL that the page has or had; None where it is none known."""
    page_url: Callable[[str], str] | None = None
    """Where a person reads what an address of a machine-readable form gives; `{part}` stands for a part's slug."""
    page_names: tuple[str, ...] = ()
    """Names of pages that sources.yaml may give; empty where any slug may come."""
    targets: Callable[[str], tuple[Target, ...]] | None = None
    """The addresses for a country (ISO 3166-1 alpha-2)."""
    index: Target | None = None
    """The list or feed that tells of each country when its pages changed last; None where none is known."""
    announces: tuple[str, ...] = ()
    """Slugs of the parts of which `index` speaks; empty: of all."""
    usual_parts: Mapping[str, str] = field(default_factory=dict)
    """Slug and title of the parts that a target with parts is known to have."""
