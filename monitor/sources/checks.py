"""What no field of `sources.yaml` can see by itself: entries that need, exclude or repeat one another.

The checks look at the plain values, not at models: so they also say their part where some field is wrong, and one
run names everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from os.path import normpath
from pathlib import Path
from typing import Any, NamedTuple

from monitor.publishers.publisher import Place
from monitor.sources.environment import Filled, as_written, quoted
from monitor.sources.identity import name_of, place_at
from monitor.sources.units import parse_duration
from monitor.sources.values import country, did_you_mean, is_between, time_of_day
from monitor.sources.yaml_places import Loc, Problem
from notifiers import CHANNELS, channel

EMPTY = "is empty; give a value, or remove the line"
_MAY_BE_EMPTY = frozenset({"defaults", "hosts", "recipients", "delivery", "when", "daemon"})
"""Names below which everything may be commented out."""

_ALL = "all pages"


def check(
    file: Mapping[str, Any], publishers: Mapping[str, tuple[str, ...]], line: Callable[[Loc], int]
) -> list[Problem]:
    """Everything that is wrong between fields.

    Args:
        file: the plain values, references filled.
        publishers: page names of the publishers that are known, by id; empty where any name will do.
        line: the line on which the value at a place begins.
    """
    sources, recipients = list(_entries(file, "sources")), list(_entries(file, "recipients"))
    return [
        *_empty(file, ()),
        *_repeated_items(file, ()),
        *(problem for loc, entry in sources for problem in _source(loc, entry, publishers)),
        *_repeated_sources(sources, publishers, line),
        *(problem for loc, entry in recipients for problem in _recipient(loc, entry, file)),
        *_hosts(list(_entries(file, "hosts")), line),
        *_allowances(file),
        *_repeated_names(recipients, line),
        *_mail_server(_mapping(_mapping(file, "delivery"), "email")),
    ]


def _empty(value: Any, loc: Loc) -> Iterator[Problem]:
    if value is None and not (loc and loc[-1] in _MAY_BE_EMPTY):
        yield Problem(loc, EMPTY)
    for key, item in _items(value):
        yield from _empty(item, (*loc, key))


def _repeated_items(value: Any, loc: Loc) -> Iterator[Problem]:
    texts = [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
    for index, text in enumerate(texts):
        if text in texts[:index]:
            yield Problem((*loc, index), f"{quoted(text)} stands in this list twice")
    for key, item in _items(value):
        yield from _repeated_items(item, (*loc, key))


def _source(loc: Loc, entry: Mapping[str, Any], publishers: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    if entry.get("url") is None:
        yield from _known_source(loc, entry, publishers)
        return
    if entry.get("pages") is not None:
        message = "pages and url exclude one another: with a url the entry is that one page; remove one of them"
        yield Problem((*loc, "pages"), message, at="key")
    if "index" in entry:
        message = "belongs to an entry that names a publisher's countries, and this one has a url"
        yield Problem((*loc, "index"), message, at="key")
    if "name" not in entry and _place(entry) is None:
        message = "is missing; a page at a url needs a name of its own; for example name: domestic-violence"
        yield Problem((*loc, "name"), message)
    if len(_texts(entry.get("countries"))) > 1:
        message = "a page at a url belongs to one country at most; write country: with that one"
        yield Problem((*loc, "countries"), message, at="key")


def _known_source(loc: Loc, entry: Mapping[str, Any], publishers: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name in ("name", "title", "root", "parts", "browser"):
        if name in entry:
            yield Problem((*loc, name), "belongs to an entry with a url, and this one has none", at="key")
    publisher = entry.get("publisher")
    if not isinstance(publisher, str):
        return
    if publisher not in publishers:
        hint = "" if isinstance(publisher, Filled) else did_you_mean(publisher, publishers)
        known = ", ".join(publishers)
        message = f"{quoted(publisher)} is not a publisher known here; {hint}known are {known}; any other needs a url"
        yield Problem((*loc, "publisher"), message)
        return
    if "country" not in entry and "countries" not in entry:
        yield Problem((*loc, "country"), "is missing; for example country: KZ, or countries: [KZ, KG]")
    allowed = publishers[publisher]
    pages = entry.get("pages")
    for index, page in enumerate(pages if isinstance(pages, list) else ()):
        if isinstance(page, str) and allowed and page not in allowed:
            hint = "" if isinstance(page, Filled) else did_you_mean(page, allowed)
            message = (
                f"{quoted(page)} is not a page of {as_written(publisher)}; {hint}its pages are {', '.join(allowed)}"
            )
            yield Problem((*loc, "pages", index), message)


def _repeated_sources(
    sources: list[tuple[Loc, Mapping[str, Any]]],
    publishers: Mapping[str, tuple[str, ...]],
    line: Callable[[Loc], int],
) -> Iterator[Problem]:
    watched: list[list[_Watched]] = []
    named: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)  # a file may have thousands of entries
    for number, (loc, entry) in enumerate(sources):
        mine = list(_watched(entry))
        for earlier in sorted({each for one in mine for name in one.near for each in named[name]}):
            twice = [one for one in mine for other in watched[earlier] if one.overlaps(other, publishers)]
            if twice:
                what = " / ".join(as_written(part) for part in twice[0][:3] if part)
                where = line(sources[earlier][0])
                message = f"watches {what}, which the entry on line {where} watches already; remove one of them"
                yield Problem(loc, message)
                break
        watched.append(mine)
        for one in mine:
            named[one[:2]].append(number)
            named[one[:3]].append(number)


class _Watched(NamedTuple):
    """Something that an entry watches."""

    publisher: str
    country: str
    page: str
    at_url: bool

    @property
    def near(self) -> tuple[tuple[str, ...], ...]:
        """What something has to be named that may be the same: by publisher and country, and mostly by page."""
        return (self[:2],) if self.page == _ALL else (self[:3], (*self[:2], _ALL))

    def overlaps(self, other: _Watched, publishers: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether both stand for one page."""
        if self[:2] != other[:2]:
            return False
        for one, two in ((self, other), (other, self)):
            # A page at a url of our own choice is one of "all" only where the publisher has a page of that name.
            if one.page == _ALL and (not two.at_url or two.page in publishers.get(two.publisher, ())):
                return True
        return self.page == other.page


def _watched(entry: Mapping[str, Any]) -> Iterator[_Watched]:
    publisher, at_url, place = entry.get("publisher"), entry.get("url") is not None, None
    if not isinstance(publisher, str):
        return
    if at_url:
        parts = entry.get("parts")
        place = _place(entry) if "name" not in entry else None
        names = [name_of(place)] if place else _texts(entry.get("name"))
        names += _texts(parts) if isinstance(parts, list) else []
    else:
        names = [_ALL] if entry.get("pages", "all") == "all" else _texts(entry.get("pages"))
    given = _texts(entry.get("country")) + _texts(entry.get("countries"))
    if at_url and not given and place and place.country:
        given = [place.country]
    codes = [code for code in map(_code, given) if code] if given or not at_url else [""]
    for code in codes:
        for name in names:
            yield _Watched(publisher, code, name, at_url)


def _place(entry: Mapping[str, Any]) -> Place | None:
    """The page that the url of an entry is, where its publisher's module knows that."""
    publisher, url = entry.get("publisher"), entry.get("url")
    return place_at(publisher, url) if isinstance(publisher, str) and isinstance(url, str) else None


def _hosts(hosts: list[tuple[Loc, Mapping[str, Any]]], line: Callable[[Loc], int]) -> Iterator[Problem]:
    first: dict[str, Loc] = {}
    for loc, entry in hosts:
        host = entry.get("host")
        if isinstance(host, str):
            earlier = first.setdefault(host.strip().casefold(), (*loc, "host"))
            if earlier != (*loc, "host"):
                message = (
                    f"{quoted(host)} stands on line {line(earlier)} already; say everything of a host in one place"
                )
                yield Problem((*loc, "host"), message)
        if entry.keys() == {"host"}:
            yield Problem(loc, "says nothing of the host; give it pace, at_once or permission")


def _allowances(file: Mapping[str, Any]) -> Iterator[Problem]:
    """A page that is looked at once a day cannot be well seen every hour: it would be told as not checked for ever."""
    usual = _mapping(file, "defaults")
    for loc, entry in [(("defaults",), usual), *_entries(file, "sources")]:
        if not {"every", "allowance"} & entry.keys():
            continue
        latest, allowance = (entry.get(name, usual.get(name)) for name in ("every", "allowance"))
        latest = "6h" if latest is None else latest
        every = parse_duration(latest.rpartition(" to ")[2]) if isinstance(latest, str) else None
        allowed = parse_duration(allowance) if isinstance(allowance, str) else None
        if every is not None and allowed is not None and allowed < every:
            name = "allowance" if "allowance" in entry else "every"
            message = f"an allowance of {as_written(allowance)} is shorter than the interval of {as_written(latest)}"
            yield Problem((*loc, name), f"{message}: every page would be told as not checked; give it a longer one")


def _recipient(loc: Loc, entry: Mapping[str, Any], file: Mapping[str, Any]) -> Iterator[Problem]:
    named = [name for name in CHANNELS if name in entry]
    if not named:
        yield Problem(loc, f"has no channel; give it one of {', '.join(CHANNELS)}")
    if len(named) > 1:
        message = f"a recipient has one channel; make two recipients of it, one with {named[0]} and one with {named[1]}"
        yield Problem((*loc, named[1]), message, at="key")
    for each in map(channel, named):
        if each.needs_shared(entry[each.name]) and each.name not in _mapping(file, "delivery"):
            yield Problem((*loc, each.name), each.shared_missing, at="key")
    watched = sorted({text for _, source in _entries(file, "sources") for text in _texts(source.get("publisher"))})
    for rule_loc, rule in _rules(entry.get("when"), (*loc, "when")):
        for way, publisher in _texts_at(rule.get("publishers"), (*rule_loc, "publishers")):
            if publisher not in watched:
                hint = "" if isinstance(publisher, Filled) else did_you_mean(publisher, map(as_written, watched))
                message = f"no source has the publisher {quoted(publisher)}, so nothing would ever be told; {hint}"
                yield Problem(way, f"{message}the sources have {', '.join(map(as_written, watched))}")
    yield from _hours(loc, entry)
    yield from _public_folder(loc, entry.get("files"), file.get("snapshots", "snapshots"))


def _public_folder(loc: Loc, files: Any, snapshots: Any) -> Iterator[Problem]:
    """What a web server serves must not hold the database, nor lie beside it."""
    folder = files.get("folder") if isinstance(files, dict) else files
    if not isinstance(folder, str) or not isinstance(snapshots, str):
        return
    public, kept = (Path(normpath(Path(text.strip()))) for text in (folder, snapshots))
    if public == kept or public in kept.parents or kept in public.parents:
        at = (*loc, "files", "folder") if isinstance(files, dict) else (*loc, "files")
        message = f"{quoted(folder)} and the snapshots ({as_written(snapshots)}) lie in one another; what is for a web "
        yield Problem(at, f"{message}server needs a folder of its own, such as public")


def _hours(loc: Loc, entry: Mapping[str, Any]) -> Iterator[Problem]:
    quiet = _mapping(entry, "quiet")
    since, until = _time(quiet.get("from")), _time(quiet.get("until"))
    if since is None or until is None:
        return
    if since == until:
        yield Problem((*loc, "quiet", "until"), "is the same as from; quiet hours must end at another time")
        return
    for way, text in _texts_at(_mapping(entry, "digest").get("at"), (*loc, "digest", "at")):
        at = _time(text)
        if at is not None and is_between(at, since, until):
            message = f"a digest at {as_written(text)} comes in the quiet hours, from {as_written(quiet['from'])} until"
            yield Problem(way, f"{message} {as_written(quiet['until'])}: give it a time outside of them")


def _rules(when: Any, loc: Loc) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    """The rules of a recipient: one, or a list."""
    if isinstance(when, dict):
        yield loc, when
    for index, rule in enumerate(when if isinstance(when, list) else ()):
        if isinstance(rule, dict):
            yield (*loc, index), rule


def _repeated_names(recipients: list[tuple[Loc, Mapping[str, Any]]], line: Callable[[Loc], int]) -> Iterator[Problem]:
    first: dict[str, Loc] = {}
    for loc, entry in recipients:
        name = entry.get("name")
        if not isinstance(name, str):
            continue
        if name in first:
            message = f"the recipient on line {line(first[name])} is called {quoted(name)} too; each needs its own name"
            yield Problem((*loc, "name"), message)
        first.setdefault(name, (*loc, "name"))


def _mail_server(server: Mapping[str, Any]) -> Iterator[Problem]:
    loc: Loc = ("delivery", "email")
    for one, other in (("username", "password"), ("password", "username")):
        if one in server and other not in server:
            yield Problem((*loc, other), f"is missing; it goes with {one}")


# -- the shape of plain values, whatever stands in the file --------------------------------------------------------


def _entries(file: Mapping[str, Any], name: str) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    listed = file.get(name)
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (name, index), entry


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _mapping(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = value.get(name)
    return inner if isinstance(inner, dict) else {}


def _texts_at(value: Any, loc: Loc) -> list[tuple[Loc, str]]:
    """The texts of a list, or the one text that stands for a list, each with its place."""
    if isinstance(value, str):
        return [(loc, value)]
    items = value if isinstance(value, list) else []
    return [((*loc, index), item) for index, item in enumerate(items) if isinstance(item, str)]


def _texts(value: Any) -> list[str]:
    return [text for _, text in _texts_at(value, ())]


def _time(value: Any) -> time | None:
    try:
        return time_of_day(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _code(text: str) -> str | None:
    try:
        return country(text)
    except ValueError:
        return None
