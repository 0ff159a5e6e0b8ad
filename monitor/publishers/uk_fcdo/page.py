"""GOV.UK's HTML pages: what of them is the publisher's metadata, and where their parts begin.

Sources: alphagov/frontend and alphagov/government-frontend (`app/views`: `travel_advice`, `guide`, `html_publication`,
`detailed_guide`, `publication`), alphagov/govuk_publishing_components (`metadata`, `published_dates`, `notice`,
`attachment`). A page comes out as the same document that the Content API gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from monitor.publishers.uk_fcdo.fields import note
from monitor.publishers.uk_fcdo.files import file_link
from monitor.publishers.uk_fcdo.places import part_of_canonical, part_slug
from monitor.publishers.uk_fcdo.status import advice_said
from monitor.read.builder import Builder
from monitor.read.lines import text_of
from monitor.read.walk import PART

FURNITURE = (
    ".part-navigation-container",
    ".govuk-pagination",
    ".gem-c-pagination",
    ".gem-c-breadcrumbs",
    ".gem-c-contextual-breadcrumbs",
    ".gem-c-contextual-sidebar",
    ".gem-c-contextual-footer",
    ".gem-c-related-navigation",
    ".gem-c-step-nav-header",
    ".gem-c-step-nav-related",
    ".gem-c-translation-nav",
    ".gem-c-print-link",
    ".gem-c-share-links",
    ".gem-c-feedback",
    ".gem-c-contents-list",
    ".gem-c-contents-list-with-body__link-wrapper",
    ".gem-c-subscription-links",
    ".gem-c-signup-link",
    ".gem-c-single-page-notification-button",
    ".gem-c-devolved-nations",
    ".gem-c-success-alert",
    ".gem-c-intervention",
    ".gem-c-phase-banner",
    ".gem-c-back-to-top-link",
    ".app-c-back-to-top",
    ".gem-c-skip-link",
    ".govuk-skip-link",
    ".gem-c-cookie-banner",
    ".govuk-cookie-banner",
    ".organisation-logos",
    ".gem-c-organisation-logo",
    ".print-wrapper",
    ".print-meta-data",
    ".meta-data--display-print",
    ".govuk-warning-text__icon",
    ".govuk-visually-hidden",
    ".visually-hidden",
    ".visuallyhidden",
)
"""What is not content: navigation, print and e-mail links, banners, logos, the nations that a page applies to."""
FURNITURE_TEXT = (
    re.compile(r"^(?:Previous|Next)\s?:\s?\S"),
    re.compile(r"^View a printable version of the whole guide$"),
    re.compile(r"^(?:Print this page|Print all pages of this guide|Contents|Guidance|Foreign travel advice)$"),
)
"""The same as blocks, where a page was saved as text."""

_BODY = frozenset({"govspeak", "gem-c-govspeak", "govuk-govspeak", "gem-c-govspeak-html-publication"})
"""Classes of the elements that hold what an editor wrote; nothing in them is the site's."""
_CAPTIONS = frozenset(
    {"gem-c-title__context", "gem-c-heading__context", "govuk-caption-xl", "govuk-caption-l", "govuk-caption-m"}
)
_METADATA = frozenset({"gem-c-metadata", "gem-c-metadata__list"})
_DATES = frozenset({"gem-c-published-dates"})
_NOTICES = frozenset({"gem-c-notice", "govuk-notification-banner"})
_FILES = frozenset({"gem-c-attachment", "attachment"})
_WARNINGS = frozenset({"govuk-warning-text", "gem-c-warning-text", "help-notice"})
_UNSEEN = ".govuk-warning-text__icon, .govuk-visually-hidden, .visually-hidden, .visuallyhidden"
_GUIDE = "guide-print"
_PRINTED = frozenset({"travel-advice-print", _GUIDE})
_HISTORY_MODE = "This was published under the "
_PUBLISHED = re.compile(r"\b(Published|Last updated) (\d{1,2} [A-Z][a-z]+ \d{4})")


def prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Give the metadata of a page to the builder, and mark the headings that open its parts."""
    main = soup.select_one("main") or soup.body
    if main is None:
        return
    for caption in _of_the_site(main, _CAPTIONS):  # "Guidance", "Foreign travel advice"
        caption.decompose()
    headings = _outermost(main, lambda node: node.name == "h1", _BODY)
    heads = headings[1:]
    _take_advice(main, heads, builder)
    _take_metadata(main, builder)
    _take_published_dates(main, builder)
    _take_notices(main, builder)
    _shorten_files(main, soup)
    _mark_parts(soup, main, [head for head in heads if not head.decomposed])
    of_the_site = {id(heading) for heading in headings}
    for heading in main.find_all("h1"):
        if isinstance(heading, Tag) and id(heading) not in of_the_site:
            heading.name = "h2"  # as in the Content API: a heading of the text, that opens no part


def _of_the_site(main: Tag, classes: frozenset[str]) -> list[Tag]:
    """The outermost elements of one of these classes that are the site's, and no part of what an editor wrote."""
    return _outermost(main, lambda node: not classes.isdisjoint(_classes(node)), _BODY)


def _outermost(root: Tag, is_wanted: Callable[[Tag], bool], but_inside: frozenset[str] = frozenset()) -> list[Tag]:
    """What is wanted below a root, in page order, and nothing within it: each element is looked at once."""
    found = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node is not root and is_wanted(node):
            found.append(node)
        elif node is root or but_inside.isdisjoint(_classes(node)):
            waiting += [child for child in reversed(node.contents) if isinstance(child, Tag)]
    return found


def _first(root: Tag, name: str) -> Tag | None:
    """The first element of a class."""
    found = _outermost(root, lambda node: name in _classes(node))
    return found[0] if found else None


def _classes(node: Tag) -> list[str]:
    return str(node.attrs.get("class", "")).split()


def _take_advice(main: Tag, heads: list[Tag], builder: Builder) -> None:
    """The alert status, which stands in warnings between the title and the text.

    Every page of the advice prints it. It is kept on the first, as with the Content API, so that a change is told once.
    """
    is_first = _is_first_part(main)
    for warning in _above(main, heads[0]) if heads else _in_header(main):
        if warning.decomposed:
            continue
        for unseen in warning.select(_UNSEEN):
            unseen.decompose()
        advice = advice_said(text_of(warning))
        if is_first and advice.words and advice not in builder.advice:
            builder.advice.append(advice)
        warning.decompose()


def _above(main: Tag, head: Tag) -> list[Tag]:
    """The warnings that stand above the heading of the first part."""
    found = []
    for node in main.descendants:
        if node is head:
            break
        if isinstance(node, Tag) and not _WARNINGS.isdisjoint(_classes(node)):
            found.append(node)
    round_head = {id(parent) for parent in head.parents}
    return [node for node in found if id(node) not in round_head]


def _in_header(main: Tag) -> list[Tag]:
    """The warnings of advice without parts."""
    header = _first(main, "travel-advice__header")
    return [] if header is None else _outermost(header, lambda node: not _WARNINGS.isdisjoint(_classes(node)))


def _is_first_part(main: Tag) -> bool:
    """Whether the list of parts does not mark another part than its first as the one that is shown."""
    navigation = _first(main, "part-navigation-container")
    listed = navigation.select("li") if navigation is not None else []
    active = [each for each in listed if "aria-current" in each.attrs or any("--active" in c for c in _classes(each))]
    if active:
        return active[0] is listed[0]
    return not listed or listed[0].select_one("a[href]") is None


def _take_metadata(main: Tag, builder: Builder) -> None:
    """The list of "Published", "Updated", "Latest update" ... below the title; "From" and "Part of" say nothing."""
    for metadata in _of_the_site(main, _METADATA):
        label = ""
        for entry in _outermost(metadata, lambda node: node.name in ("dt", "dd")):
            if entry.name == "dt":
                label = text_of(entry)
                continue
            for link in entry.select("a[href^='#']"):  # "See all updates"
                link.decompose()
            value = text_of(entry).rstrip(" -–—")
            is_note = label.rstrip(": ").casefold() == "latest update"
            builder.stamp(label, note(value) or "" if is_note else value)
        metadata.decompose()


def _take_published_dates(main: Tag, builder: Builder) -> None:
    """The dates below the text, with the history of changes; its newest note stands first."""
    for dates in _of_the_site(main, _DATES):
        newest = dates.select_one(".gem-c-published-dates__change-note")
        if newest is not None:
            builder.stamp("Latest update", note(text_of(newest)) or "")
        for history in dates.select(".gem-c-published-dates__change-history"):
            history.decompose()
        for label, date in _PUBLISHED.findall(text_of(dates)):
            builder.stamp(label, date)
        dates.decompose()


def _take_notices(main: Tag, builder: Builder) -> None:
    """The notice that a page was withdrawn, and the one that names the government of its time."""
    for notice in _of_the_site(main, _NOTICES):
        title = notice.select_one(".gem-c-notice__title")
        said = text_of(notice)
        if "withdrawn" in (text_of(title) if title is not None else said).casefold():
            explanation = notice.select_one(", ".join(f".{name}" for name in sorted(_BODY)))
            builder.withdrawn = builder.withdrawn or (text_of(explanation) if explanation is not None else "") or said
            notice.decompose()
        elif said.startswith(_HISTORY_MODE):
            notice.decompose()


def _shorten_files(main: Tag, soup: BeautifulSoup) -> None:
    """The files of a publication as links alone: their pictures, sizes and hints to request them otherwise go."""
    for section in _of_the_site(main, _FILES):
        link = file_link(section)
        if link is not None:
            line = soup.new_tag("p")
            line.append(link.extract())
            section.replace_with(line)


def _mark_parts(soup: BeautifulSoup, main: Tag, heads: list[Tag]) -> None:
    """Mark the headings of parts with their slugs; a page of one part names its slug in its canonical URL."""
    links = soup.head.find_all("link", rel="canonical", href=True) if soup.head is not None else []
    known = part_of_canonical(str(links[0]["href"])) if links and len(heads) == 1 else None
    printed = {node.attrs["id"]: node for node in _outermost(main, lambda node: node.attrs.get("id") in _PRINTED)}
    for whole in printed.values():
        for lead in _outermost(whole, lambda node: "gem-c-lead-paragraph" in _classes(node)):  # "Printable version"
            lead.decompose()
    for number, head in enumerate(heads, 1):
        title = text_of(head)
        if _GUIDE in printed and title.startswith(f"{number}. "):  # the print page of a guide numbers its parts
            title = title.removeprefix(f"{number}. ")
            head.string = title
        head[PART] = known or part_slug(title)
