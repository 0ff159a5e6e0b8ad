"""What a reader is told of one item, before any format: facts with the passages that hold them, then wording, links.

All outputs show these values and only escape them in their own ways, so that a mail says what the terminal says. Texts
are as the page has them: HOSTILE until a renderer has made them safe.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from monitor.compare.change import Change, LinkChange, PageInfo, Path, SectionChange, Significance, VersionInfo
from monitor.publishers import publisher
from monitor.report.names import country_name, many, masked
from monitor.report.order import Item
from monitor.report.passages import Passage, passages
from monitor.report.place import at_words
from monitor.report.times import stated


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is said of one change: characters of `around` and `changed`, else how many."""

    around: int
    """Unchanged text that stays on each side of what changed."""
    changed: int
    """Of one deletion or insertion."""
    wording: int
    """Passages without facts."""
    trifles: int
    """Passages that say nothing new (order, punctuation), beside weightier ones."""
    links: int
    reasons: int
    sections: tuple[str, ...]
    """Kinds of changes of sections that are told."""
    more: str
    """The command that tells more of a change; `{}` stands for its number."""


_ALL = 10**9
_TREE = ("added", "removed", "moved", "renamed")
BRIEF = Limits(around=70, changed=420, wording=6, trifles=0, links=4, reasons=3, sections=_TREE, more="monitor show {}")
FULL = Limits(
    around=_ALL,
    changed=_ALL,
    wording=_ALL,
    trifles=_ALL,
    links=_ALL,
    reasons=_ALL,
    sections=(*_TREE, "modified"),
    more="",
)

_ANNOUNCED = {"announced": "announced", "partly": "announced in part", "silent": "NOT ANNOUNCED", "unknown": ""}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the two versions of a change come from: enough to find their bytes."""

    change: int | None
    page: str
    before: VersionInfo
    after: VersionInfo


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a report, as every format tells it."""

    significance: Significance
    title: str
    """Page and common section, from the outside in: "Uganda / Getting help / Help from FCDO in Uganda"."""
    dateline: tuple[str, ...]
    """Publisher, the page's own date, when we saw it."""
    remark: str
    """What kind of difference it is, where it is no plain change of content; else empty."""
    announced: str
    """ "announced", "NOT ANNOUNCED" ...; empty where nothing is known."""
    is_silent: bool
    note: str
    """The publisher's own words; empty where there are none."""
    unannounced: tuple[str, ...]
    """What the note does not speak of, where it speaks of something."""
    reasons: tuple[str, ...]
    passages: tuple[Passage, ...]
    sections: tuple[SectionChange, ...]
    """What happened to whole sections."""
    links: tuple[LinkChange, ...]
    left_out: tuple[str, ...]
    """What was left out: "4 more passages"."""
    pages: tuple[tuple[str, PageInfo], ...]
    """Of an item of several pages: each with the name that tells it from the others."""
    quoted_from: str
    """Of an item of several pages: the page whose words are shown."""
    url: str
    """Where a person reads the page, at the words that changed where they can be named; empty where that is no link."""
    in_full: str
    """What a person types to see all of it; empty where there is no more, or where the change is in no store."""
    evidence: tuple[Evidence, ...]


def view(item: Item, limits: Limits = BRIEF) -> ItemView:
    """What is told of an item, within limits."""
    lead = item.lead
    found = [passage for passage in passages(lead, limits.around, limits.changed) if not _is_told(passage, lead)]
    shown, fewer = _chosen(found, lead, limits)
    common = _common([passage.section for passage in shown])
    links = lead.links if all(change.links == lead.links for change in item.changes) else ()
    several = len(item.pages) > 1
    return ItemView(
        significance=item.significance,
        title=" / ".join((*_title(item), *_section(common, item))),
        dateline=_dateline(lead),
        remark=_remark(lead),
        announced=_announced(item),
        is_silent=any(change.announcement and change.announcement.status == "silent" for change in item.changes),
        note=(lead.announcement.note or "") if lead.announcement else "",
        unannounced=lead.announcement.unannounced if lead.announcement and lead.announcement.status == "partly" else (),
        reasons=lead.reasons[: limits.reasons],
        passages=tuple(passage.below(common) for passage in shown),
        sections=tuple(section for section in lead.sections if section.change in limits.sections),
        links=links[: limits.links],
        left_out=(
            *fewer,
            *([f"{many(len(links) - limits.links, 'more link')}"] if len(links) > limits.links else []),
            *(["links, which differ from page to page"] if lead.links and not links else []),
        ),
        pages=tuple(zip(_page_names(item.pages), item.pages, strict=True)) if several else (),
        quoted_from=lead.page.title if several and lead.page else "",
        url=at_words(lead.page.url, next((p.anchor for p in shown if p.anchor), "")) if lead.page else "",
        in_full=limits.more.format(lead.id) if lead.id is not None else "",
        evidence=tuple(map(_evidence, item.changes)),
    )


def _is_told(passage: Passage, change: Change) -> bool:
    """Whether a passage is only the heading of a section that came or went, of which is told as a section."""
    heading = passage.section[-1:] == tuple(text for _, text in passage.runs)
    return heading and not passage.facts and any(passage.section == section.path for section in change.sections)


def _chosen(found: list[Passage], lead: Change, limits: Limits) -> tuple[list[Passage], list[str]]:
    """The passages that are shown, and words for those that are not: none that holds a fact is left out."""
    trifling = lead.significance != "none"
    factual = [passage for passage in found if passage.facts]
    worded = [passage for passage in found if not passage.facts and not (trifling and passage.nothing)]
    trifles = [passage for passage in found if not passage.facts and trifling and passage.nothing]
    fewer = []
    if len(worded) > limits.wording:
        fewer.append(f"{many(len(worded) - limits.wording, 'more passage')}")
    if len(trifles) > limits.trifles:
        classes = ", ".join(f"{name} {n}" for name, n in Counter(p.nothing for p in trifles).most_common())
        fewer.append(f"{many(len(trifles) - limits.trifles, 'passage')} with nothing to read ({classes})")
    return [*factual, *worded[: limits.wording], *trifles[: limits.trifles]], fewer


def _title(item: Item) -> tuple[str, ...]:
    page = item.lead.page
    if page is None:
        return ("Two versions of a page",)
    if len(item.pages) == 1:
        return (page.title,)
    below = {page.title.split(" / ", 1)[1:][0] if " / " in page.title else "" for page in item.pages}
    same = below.pop() if len(below) == 1 else ""
    return (many(len(item.pages), "page"), same) if same else (many(len(item.pages), "page"),)


def _section(path: Path, item: Item) -> Path:
    """The section below the title: without headings that repeat the title, and in an item of several pages without the
    name of any one country."""
    page = item.lead.page
    if page is None:
        return path
    said = {part.casefold() for part in page.title.split(" / ")}
    below = tuple(heading for heading in path if heading.casefold() not in said)
    return below if len(item.pages) == 1 else tuple(masked(heading, page) for heading in below)


def _common(paths: list[Path]) -> Path:
    if not paths:
        return ()
    shortest = min(paths, key=len)
    depth = 0
    while depth < len(shortest) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return shortest[:depth]


def _page_names(pages: tuple[PageInfo, ...]) -> list[str]:
    """What tells the pages apart: the countries' names, or the whole titles where those are not enough."""
    names = [country_name(page) for page in pages]
    return names if len(set(names)) == len(names) else [page.title for page in pages]


def _dateline(change: Change) -> tuple[str, ...]:
    parts = []
    if change.page:
        parts.append(publisher(change.page.publisher).name)
    if change.after and change.after.stamp:
        stayed = change.announcement is not None and change.announcement.stamp_moved is False
        parts.append(f"page dated {stated(change.after.stamp)}{' (date unchanged)' if stayed else ''}")
    if change.after and change.after.observed_at:
        parts.append(f"seen {stated(change.after.observed_at)}")
    return tuple(parts)


def _remark(change: Change) -> str:
    if change.kind == "reverted":
        return "reverted to an earlier version"
    if change.kind == "technical":
        readers = [version.reader for version in (change.before, change.after) if version and version.reader]
        versions = f" (reader {' to '.join(dict.fromkeys(readers))})" if len(readers) == 2 else ""
        return f"technical: our own reading changed, not the page{versions}"
    if change.is_empty:
        return "the two versions say the same"
    return f"nothing to read ({change.nothing})" if change.nothing else ""


def _announced(item: Item) -> str:
    statuses = Counter(c.announcement.status if c.announcement else "unknown" for c in item.changes)
    if len(statuses) == 1:
        return _ANNOUNCED[next(iter(statuses))]
    return ", ".join(f"{_ANNOUNCED[s] or 'not known'} on {many(n, 'page')}" for s, n in statuses.most_common())


def _evidence(change: Change) -> Evidence:
    page = change.page.id if change.page else ""
    return Evidence(change.id, page, change.before or VersionInfo(), change.after or VersionInfo())
