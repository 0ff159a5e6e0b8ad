"""Which addresses are asked for the pages that sources.yaml names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.errors import ConfigError
from monitor.publishers import KNOWN
from monitor.publishers.countries import country_name, country_slug
from monitor.publishers.publisher import Publisher, Target
from monitor.sources.config import Config, SourceEntry
from monitor.sources.identity import name_of, place_at
from monitor.sources.page import Address, Page
from monitor.way import Way


def addresses(config: Config) -> tuple[Address, ...]:
    """The addresses of a configuration, in its order; one that several entries need is asked once for all of them.

    Raises:
        ConfigError: two entries lead to one page at two addresses, or a publisher's addresses are not known.
    """
    found: dict[str, Address] = {}
    for entry in config.sources:
        for address in of_entry(entry, config.path):
            held = found.get(address.place)
            if held is not None and held.url != address.url:
                raise ConfigError(f"{config.path}: {address.place} is watched twice, at {held.url} and {address.url}")
            found[address.place] = address if held is None else _both(held, address)
    _demand_unique(config, found)
    indexes = [index for index in _indexes(config) if index.place not in found]
    return (*indexes, *(_with_useful_ways(address) for address in found.values()))


INDEX_EVERY = timedelta(minutes=5)
"""How often an index is asked, at the least: what is announced is to be found within minutes."""


def _indexes(config: Config) -> list[Address]:
    """The index of each publisher of which an entry names countries, unless all of these entries do without."""
    every: dict[str, timedelta] = {}
    for entry in config.sources:
        if entry.url is None and entry.index and _is_spoken_of(entry):
            wanted = entry.every.soonest or entry.every.latest
            every[entry.publisher] = min(every.get(entry.publisher, INDEX_EVERY), wanted)
    return [
        _at_index(KNOWN[id], target, often) for id, often in every.items() if (target := KNOWN[id].index) is not None
    ]


def _is_spoken_of(entry: SourceEntry) -> bool:
    """Whether the publisher's index says anything of the pages that an entry watches."""
    announces = KNOWN[entry.publisher].announces
    return not announces or entry.pages is None or bool({*announces} & {*entry.pages})


def _at_index(publisher: Publisher, target: Target, every: timedelta) -> Address:
    return Address(
        place=f"{publisher.id}/{target.name}",
        url=target.url,
        publisher=publisher.id,
        country=None,
        pages=(),
        every=every,
        kind=target.kind,
        way_name=target.way,
        is_index=True,
    )


def _with_useful_ways(address: Address) -> Address:
    """The address without the ways that show none of the pages that are watched by name."""
    parts = {page.part for page in address.pages}
    ways = [way for way in address.ways if address.all_parts or not way.covers or parts & set(way.covers)]
    if len(ways) == len(address.ways):
        return address
    first, *others = ways
    return replace(
        address,
        url=first.url,
        kind=first.kind,
        way_name=first.name,
        index=first.index,
        covers=first.covers,
        others=tuple(others),
    )


def _both(one: Address, other: Address) -> Address:
    """One address for two entries: asked as often as the more eager of them wants it."""
    named = {page.id: page for page in (*one.pages, *other.pages)}
    every, soonest = min(one.every, other.every), _least(one.soonest, other.soonest)
    return replace(
        one,
        pages=tuple(named.values()),
        all_parts=one.all_parts or other.all_parts,
        every=every,
        soonest=soonest if soonest is not None and soonest < every else None,
        allowance=_least(one.allowance, other.allowance),
        safety_critical=one.safety_critical if one.all_parts else other.safety_critical,
    )


def _least(one: timedelta | None, other: timedelta | None) -> timedelta | None:
    return min((each for each in (one, other) if each is not None), default=None)


def of_entry(entry: SourceEntry, path: Path) -> list[Address]:
    """The addresses of one entry of the sources.yaml at `path`.

    Raises:
        ConfigError: the addresses of its publisher are not known.
    """
    if entry.url is not None:
        return [_at_url(entry, entry.url)]
    publisher = KNOWN[entry.publisher]
    made = []
    for country in entry.countries:
        found = _by_publisher(entry, publisher, country)
        if not found:
            raise ConfigError(f"{path}: the addresses of {publisher.id} are not known here: name each page by its url")
        made += found
    return made


def _at_url(entry: SourceEntry, url: str) -> Address:
    """The address of an entry with a url: a page, or the pages that its answer has as parts.

    An entry without a name is called by what its publisher's module knows of the URL, and has parts where the module
    knows that: its pages keep their ids at every URL that they have or had.
    """
    publisher = KNOWN.get(entry.publisher)
    name, country, parts = entry.name or "page", entry.countries[0] if entry.countries else None, entry.parts
    place = place_at(entry.publisher, url) if entry.name is None else None
    if place is not None:
        name, country = name_of(place), country or place.country
        if parts is None and any(each.has_parts and each.name == name for each in _targets(publisher, country)):
            parts = ()
    way = Way("page in a browser", "browser", url) if entry.browser else _way_at(publisher, country, url)
    prefix = _prefix(entry.publisher, country)
    read_at = publisher.page_url(url) if publisher and publisher.page_url else url
    address = Address(
        place=f"{prefix}/{name}",
        url=url,
        publisher=entry.publisher,
        country=country,
        pages=(),
        part_url=read_at if parts is not None else "",
        root=entry.root,
        every=entry.every.latest,
        soonest=entry.every.soonest,
        allowance=entry.allowance,
        safety_critical=entry.safety_critical,
        kind=way.kind,
        way_name=way.name,
    )
    if parts is not None:
        titles = dict(publisher.usual_parts) if publisher else {}
        return _with_parts(address, parts, titles, country)
    title = entry.title or _title(country, _usual_titles(publisher, country).get(name) or _as_title(name))
    page = Page(
        address.place, title, read_at.replace("/{part}", ""), entry.publisher, country, None, entry.safety_critical
    )
    return replace(address, pages=(page,))


def _way_at(publisher: Publisher | None, country: str | None, url: str) -> Way:
    """What a URL is called as a way, where it is one of the publisher's own; else it is a page."""
    for target in _targets(publisher, country):
        ways = (Way(target.way, target.kind, target.url), *target.others)
        if found := next((way for way in ways if way.url == url), None):
            return found
    return Way("page", "html", url)


def _usual_titles(publisher: Publisher | None, country: str | None) -> dict[str, str]:
    """What a publisher calls its pages, by name."""
    usual = publisher.usual_parts if publisher else {}
    return {target.name: target.title for target in _targets(publisher, country)} | dict(usual)


def _targets(publisher: Publisher | None, country: str | None) -> tuple[Target, ...]:
    """The publisher's own addresses for a country."""
    return publisher.targets(country) if publisher and publisher.targets and country else ()


def _as_title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _by_publisher(entry: SourceEntry, publisher: Publisher, country: str) -> list[Address]:
    targets = _targets(publisher, country)
    named = entry.pages
    made: list[Address] = []
    for target in targets:
        address = _at_target(entry, target, country)
        if target.has_parts:
            slugs = None if named is None else tuple(n for n in named if n not in {t.name for t in targets})
            if named is not None and target.name in named:
                slugs = None
            if slugs is None or (slugs and _holds(target, targets)):
                made.append(_with_parts(address, slugs or (), dict(publisher.usual_parts), country))
        elif named is None or target.name in named:
            title = _title(country, target.title)
            page = Page(address.place, title, target.page_url, publisher.id, country, None, entry.safety_critical)
            made.append(replace(address, pages=(page,)))
    return made


def _holds(target: Target, targets: tuple[Target, ...]) -> bool:
    """Parts that are named belong to the first target that has any."""
    return target == next(t for t in targets if t.has_parts)


def _at_target(entry: SourceEntry, target: Target, country: str) -> Address:
    return Address(
        place=f"{_prefix(entry.publisher, country)}/{target.name}",
        url=target.url,
        publisher=entry.publisher,
        country=country,
        pages=(),
        part_url=target.page_url,
        root=entry.root,
        every=entry.every.latest,
        soonest=entry.every.soonest,
        allowance=entry.allowance,
        safety_critical=entry.safety_critical,
        others=target.others,
        kind=target.kind,
        way_name=target.way,
        index=target.index,
        covers=target.covers,
    )


def _with_parts(address: Address, slugs: tuple[str, ...], titles: dict[str, str], country: str | None) -> Address:
    pages = tuple(address.part(slug, _title(country, titles.get(slug) or _as_title(slug))) for slug in slugs)
    return replace(address, pages=pages, all_parts=not slugs)


def _prefix(publisher: str, country: str | None) -> str:
    return f"{publisher}/{country_slug(country)}" if country else publisher


def _title(country: str | None, title: str) -> str:
    return f"{country_name(country)} / {title}" if country else title


def part_title(address: Address, heading: str) -> str:
    """The title of a page that is a part: "Kazakhstan / Safety and security"."""
    return _title(address.country, heading)


def _demand_unique(config: Config, found: dict[str, Address]) -> None:
    """See that no page has two addresses: each look at one of them would seem to change what the other showed."""
    seen: dict[str, str] = {}
    for address in found.values():
        for id in [page.id for page in address.pages] + _usual(address):
            if seen.setdefault(id, address.place) != address.place:
                raise ConfigError(f"{config.path}: {id} is watched twice, at {seen[id]} and {address.place}")


def _usual(address: Address) -> list[str]:
    """The pages that an address is known to have, where all of its parts are watched."""
    publisher = KNOWN.get(address.publisher)
    return [address.part(slug, "").id for slug in publisher.usual_parts] if publisher and address.all_parts else []
