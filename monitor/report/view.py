"""What a reader is told of one item, before any format: facts with the passages that hold them, then wording, links.

All outputs show these values and only escape them in their own ways, so that a mail says what the terminal says. Texts
are as the page has them: HOSTILE until a renderer has made them safe.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from monitor.clusters.cluster import Cluster
from monitor.clusters.names import masked
from monitor.clusters.parts import own_part
from monitor.compare.change import Change, LinkChange, PageInfo, Path, SectionChange, Significance, VersionInfo
from monitor.publishers import publisher
from monitor.report.limits import BRIEF, Limits, link_in_short, passage_in_short, section_in_short
from monitor.report.links import NO_LINKS, Links
from monitor.report.members import ANNOUNCED, Member
from monitor.report.names import country_name, many, some
from monitor.report.order import Item
from monitor.report.passages import Passage, passages
from monitor.report.place import at_words
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.subject import subject_of_items
from monitor.report.times import retold, stated
from monitor.report.words import clip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the two versions of a change come from: enough to find their bytes."""

    change: int | None
    page: str
    before: VersionInfo
    after: VersionInfo
    digits: int = 64
    """Of each hash that are shown: a report names versions by the first of them, and one change in full by all."""

    def digest(self, version: VersionInfo) -> str:
        """The SHA-256 of the raw bytes of one of the two, as it is shown."""
        return version.sha256[: self.digits] if version.sha256 else "no bytes kept"


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
    pages_line: str
    """Of an item of several pages: how many they are, and what names them all."""
    quoted_from: str
    """Of an item of several pages: the page whose words are shown."""
    url: str
    """Where a person reads the page, at the words that changed where they can be named; empty where that is no link."""
    in_full: str
    """What a person types to see all of it; empty where there is no more, or where the change is in no store."""
    evidence: tuple[Evidence, ...]
    evidence_more: str
    """Which changes' versions are not named; empty where all are."""
    members: tuple[Member, ...] = ()
    """Of a cluster that is told in full: all its pages."""
    line: str = ""
    """All of it in one line: "CRITICAL Uganda: consular number changed (not announced)"."""
    number: int | None = None
    """Of the change whose words are quoted."""
    follow: tuple[tuple[str, str], ...] = ()
    """Where a person reads on, name and address: the "page" at this place, the "report", the "evidence"."""
    more_pages: int = 0
    """Of an item of several pages: how many are not among `pages`."""

    @property
    def page_names(self) -> tuple[str, ...]:
        """Of an item of several pages: the names of those that are listed."""
        return tuple(name for name, _ in self.pages)

    @property
    def first(self) -> tuple[Passage, ...]:
        """What is shown first: the passages that hold facts, or the wording where no fact changed."""
        return tuple(passage for passage in self.passages if passage.facts) or self.passages

    @property
    def then(self) -> tuple[Passage, ...]:
        """The wording that changed beside facts."""
        return tuple(p for p in self.passages if not p.facts) if any(p.facts for p in self.passages) else ()

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """What a person types to read on, each with what that shows: ("evidence", "monitor show 1042")."""
        if not self.in_full:
            return ()
        one = f"monitor show {self.number}" if self.number is not None else ""
        if "evidence" in dict(self.follow) or not one:
            return (("in full", self.in_full),)
        return (("evidence", one),) if one == self.in_full else (("in full", self.in_full), ("evidence", one))


def view(item: Item, limits: Limits = BRIEF, reader: Reader = UTC_ENGLISH, addresses: Links = NO_LINKS) -> ItemView:
    """What is told of an item, within limits."""
    lead = item.lead
    around, changed = limits.around, limits.changed
    found = [passage for passage in passages(lead, around, changed, reader) if not _is_told(passage, lead)]
    shown, fewer = _chosen(found, lead, limits)
    shown = [passage_in_short(passage, limits) for passage in shown]
    common = _common([passage.section for passage in shown])
    links = lead.links
    sections = tuple(
        section_in_short(section, limits) for section in lead.sections if section.change in limits.sections
    )
    more_sections = len(sections) - limits.most_sections
    url = at_words(lead.page.url, next((p.anchor for p in shown if p.anchor), "")) if lead.page else ""
    several = len(item.pages) > 1
    return ItemView(
        significance=item.significance,
        title=" / ".join(clip(each, limits.words) for each in (*_title(item), *_section(common, item))),
        dateline=_dateline(item, limits, reader),
        remark=retold("; ".join(filter(None, (_remark(lead), *_pointers(item)))), reader),
        announced=_announced(item),
        is_silent=any(change.announcement and change.announcement.status == "silent" for change in item.changes),
        note=clip(_note(item), 3 * limits.words),
        unannounced=tuple(clip(each, limits.words) for each in _unannounced(item)),
        reasons=tuple(clip(retold(each, reader), limits.words) for each in _reasons(lead, limits)),
        passages=tuple(passage.below(common) for passage in shown),
        sections=sections[: limits.most_sections],
        links=tuple(link_in_short(link, limits) for link in links[: limits.links]),
        left_out=(
            *fewer,
            *([f"{many(len(links) - limits.links, 'more link')}"] if len(links) > limits.links else []),
            *([f"{many(more_sections, 'more section')}"] if more_sections > 0 else []),
        ),
        pages=_named_pages(item.pages, limits) if several else (),
        pages_line=_pages_line(item) if several else "",
        quoted_from=clip(lead.page.title, limits.words) if several and lead.page else "",
        url=url,
        in_full="" if limits.is_all else _command(item),
        evidence=tuple(_evidence(change, limits) for change in item.changes[: limits.evidence]),
        evidence_more=_evidence_more(item, limits),
        line=subject_of_items([item]),
        number=lead.id,
        follow=tuple(
            (name, address)
            for name, address in (
                ("page", url),
                ("report", addresses.of_change(lead.id)),
                ("evidence", addresses.of_evidence(lead.id)),
            )
            if address
        ),
    )


def _reasons(change: Change, limits: Limits) -> tuple[str, ...]:
    reasons = tuple(why for why in change.reasons if why != _remark(change))
    more = len(reasons) - limits.reasons
    return reasons if more <= 0 else (*reasons[: limits.reasons], f"and {more:,} more")


def _unannounced(item: Item) -> tuple[str, ...]:
    """What the note does not speak of, where it speaks of something; of several pages what no note speaks of."""
    missing = [set(c.announcement.unannounced) if c.announcement else set() for c in item.changes]
    told = item.lead.announcement
    if told is None or told.status != "partly":
        return ()
    return tuple(each for each in told.unannounced if all(each in names for names in missing))


def _pointers(item: Item) -> list[str]:
    """Where the rest of a page's change is told, and where else its edit stands."""
    found = []
    if len(item.beside) == 1:
        (cluster,) = item.beside
        found.append(f"beside the edit that {many(cluster.pages, 'page')} have in common ({_show(cluster)})")
    elif item.beside:
        numbers = some([str(cluster.id) for cluster in item.beside], 12)
        found.append(f"beside {len(item.beside)} edits that other pages have too (clusters {numbers})")
    for cluster in item.elsewhere:
        is_all = own_part(item.lead, cluster.marks) is None
        others = cluster.pages - len(item.pages)
        found.append(
            f"{'the same edit' if is_all else 'in part the same edit'} on {many(others, 'other page')}"
            f" ({_show(cluster)})"
        )
    return found


def _pages_line(item: Item) -> str:
    """ "125; monitor show cluster 88", or "7 of 125" where the others are no business of this report."""
    here = len(item.pages)
    if item.cluster is None:
        return f"{here:,}"
    of = f" of {item.cluster.pages:,}" if here < item.cluster.pages else ""
    return f"{here:,}{of}; {_show(item.cluster)}"


def _show(cluster: Cluster) -> str:
    """What a person types to see a cluster."""
    return f"monitor show cluster {cluster.id}"


def _command(item: Item) -> str:
    if item.cluster:
        return _show(item.cluster)
    return f"monitor show {item.lead.id}" if item.lead.id is not None else ""


def _evidence_more(item: Item, limits: Limits) -> str:
    """ "and of 122 more: changes 4, 5, 6"."""
    left = [str(change.id) for change in item.changes[limits.evidence :]]
    return f"and of {len(left):,} more: changes {some(left, 12)}" if left else ""


def _note(item: Item) -> str:
    """The publisher's own words; of several pages only where it says the same of all."""
    notes = {(change.announcement.note or "") if change.announcement else "" for change in item.changes}
    return notes.pop() if len(notes) == 1 else ""


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
    below = Counter(page.title.partition(" / ")[2] for page in item.pages)
    name, number = below.most_common(1)[0]
    if not name or number < _MOST * len(item.pages):
        return (many(len(item.pages), "page"),)
    return (many(len(item.pages), "page"), name if number == len(item.pages) else f"mostly {name}")


_MOST = 0.8
"""Of the pages of an item: the name that so many of them have is told."""


def _section(path: Path, item: Item) -> Path:
    """The section below the title: without headings that repeat the title, and in an item of several pages without the
    name of any one country."""
    page = item.lead.page
    if page is None:
        return path
    said = {part.casefold() for part in page.title.split(" / ")}
    below = tuple(heading for heading in path if heading.casefold() not in said)
    return (
        below if len(item.pages) == 1 else tuple(masked(heading, page.country, country_name(page)) for heading in below)
    )


def _common(paths: list[Path]) -> Path:
    if not paths:
        return ()
    shortest = min(paths, key=len)
    depth = 0
    while depth < len(shortest) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return shortest[:depth]


def _named_pages(pages: tuple[PageInfo, ...], limits: Limits) -> tuple[tuple[str, PageInfo], ...]:
    names = (clip(name, limits.words) for name in _page_names(pages))
    return tuple(zip(names, pages, strict=True))


def _page_names(pages: tuple[PageInfo, ...]) -> list[str]:
    """What tells the pages apart: the countries' names, or the whole titles where those are not enough."""
    names = [country_name(page) for page in pages]
    return names if len(set(names)) == len(names) else [page.title for page in pages]


def _dateline(item: Item, limits: Limits, reader: Reader) -> tuple[str, ...]:
    """Publisher, the page's own date where all pages have one, and when we saw it."""
    lead = item.lead
    parts = []
    if lead.page:
        parts.append(publisher(lead.page.publisher).name)
    if lead.after and lead.after.stamp and len({c.after.stamp for c in item.changes if c.after}) == 1:
        stayed = lead.announcement is not None and lead.announcement.stamp_moved is False
        parts.append(
            f"page dated {clip(stated(lead.after.stamp, reader), limits.words)}{' (date unchanged)' if stayed else ''}"
        )
    seen = sorted({c.after.observed_at for c in item.changes if c.after and c.after.observed_at})
    ends = dict.fromkeys(stated(each, reader) for each in (seen[:1] + seen[-1:]))
    if ends:
        parts.append(f"seen {' to '.join(ends)}")
    return tuple(parts)


def _remark(change: Change) -> str:
    if change.kind == "reverted":
        return next((why for why in change.reasons if why.startswith("reverted")), "reverted to an earlier version")
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
        return ANNOUNCED[next(iter(statuses))]
    return ", ".join(f"{ANNOUNCED[s] or 'not known'} on {many(n, 'page')}" for s, n in statuses.most_common())


def _evidence(change: Change, limits: Limits) -> Evidence:
    page = change.page.id if change.page else ""
    return Evidence(change.id, page, change.before or VersionInfo(), change.after or VersionInfo(), limits.digits)
