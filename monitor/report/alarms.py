"""What a report and a notice say of the watching itself: pages that nobody could see, that are gone, that are back.

Alarms of one cause are one item with a list of pages: a wall over two hundred pages is one thing to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from monitor.publishers import publisher
from monitor.report.names import many, some
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.safe import safe_line
from monitor.report.times import length, moment, retold
from monitor.report.words import clip

Stage = Literal["open", "first", "again", "over"]


@dataclass(frozen=True, slots=True)
class AlarmInfo:
    """An alarm as a report holds it. Titles, addresses and reasons are HOSTILE until a renderer has made them safe."""

    kind: str
    """ "not_checked", "gone", "disagreement", "stale" or "undelivered"."""
    stage: Stage
    """ "open" where it is only listed; else as which telling it reaches the recipient."""
    subject: str
    """Id of a page, place of an address, or name of a recipient."""
    title: str
    """Of the page, or "notices to duty-desk"; empty where it is about an address as a whole."""
    url: str
    publisher: str
    verdict: str
    """Of the latest look; "overdue" where nobody has looked."""
    reason: str
    """What is wrong, as a sentence."""
    since: datetime | None
    """The last good look before; None where there was none."""
    at: datetime
    """As of when this is said, aware."""
    ended_at: datetime | None = None

    @property
    def is_told(self) -> bool:
        """Whether it is told, and not only listed."""
        return self.stage != "open"

    @property
    def name(self) -> str:
        """What a person calls it."""
        return clip(self.title or self.subject, _NAME)


@dataclass(frozen=True, slots=True)
class AlarmItem:
    """One thing to read: alarms of one kind, publisher and cause."""

    kind: str
    stage: Stage
    label: str
    """ "NOT CHECKED"."""
    title: str
    """The page, or how many and whose: "47 pages of FCDO"."""
    dateline: str
    """Publisher, and the id where it is one page."""
    sentence: str
    """ "Not checked for 3 days: blocked (403 Forbidden)."."""
    seen: str
    """When it was last well seen; empty where that says nothing."""
    alarms: tuple[AlarmInfo, ...]

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """Of several: name and address of each."""
        return tuple((each.name, each.url) for each in self.alarms) if len(self.alarms) > 1 else ()

    @property
    def page_names(self) -> str:
        """Of several: their names, shortened where they are many."""
        more = len(self.alarms) > MOST_NAMED + 1
        return some([name for name, _ in self.pages], MOST_NAMED) + ("; `monitor status` lists all" if more else "")

    @property
    def url(self) -> str:
        """Of a single page: where a person reads it."""
        return self.alarms[0].url if len(self.alarms) == 1 else ""


MOST_NAMED = 12
"""Pages of an item that are named one by one."""
MOST_ITEMS = 20
"""Items that a text tells one by one."""

_LABELS = {
    "undelivered": ("NOT DELIVERED", "DELIVERED AGAIN"),
    "gone": ("GONE", "THERE AGAIN"),
    "not_checked": ("NOT CHECKED", "CHECKED AGAIN"),
    "disagreement": ("DISAGREEMENT", "AGREED AGAIN"),
    "stale": ("STANDS STILL", "MOVES AGAIN"),
}
"""Of each kind, in the order of telling: while it lasts, and when it is over."""
_ORDER = tuple(_LABELS)
_COUNTED = {
    "undelivered": ("recipient is reached by nothing", "recipients are reached by nothing", "reached again"),
    "gone": ("is gone", "are gone", "there again"),
    "not_checked": ("is not checked", "are not checked", "checked again"),
    "disagreement": ("is seen two ways that disagree", "are seen two ways that disagree", "agreed upon again"),
    "stale": ("stands still", "stand still", "moving again"),
}
_VERDICTS = {"suspect": "doubtful"}
"""What people are told for a verdict, where that is not its own name."""
_STATUS = re.compile(r"\b[1-5]\d\d [A-Z][A-Za-z'-]*(?: [A-Z][A-Za-z'-]*)*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
_NUMBER = re.compile(r"(?<![\w.])(?!\d\d\d(?!\d))\d[\d.,:]*")
_NAME = 300
"""Characters of a page's title."""
_CAUSE = 160
"""Characters of a cause that stand in a sentence."""


def verdict_word(verdict: str) -> str:
    """What people are told for a verdict."""
    return _VERDICTS.get(verdict, verdict.replace("_", " "))


def cause(verdict: str, reason: str) -> str:
    """Why a page was not well seen, in a few words: "blocked (403 Forbidden)", "nobody has looked"."""
    if verdict == "overdue":
        return "nobody has looked"
    short = _short(reason)
    return f"{verdict_word(verdict)} ({short})" if verdict and short else verdict_word(verdict) or short or "no reason"


def _short(reason: str) -> str:
    """A reason without what the verdict says already: its status where it names one, else its words."""
    reason = safe_line(reason).strip()
    status = _STATUS.search(reason)
    if status:
        return status.group()
    words = clip(reason.rstrip("."), _CAUSE)
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def latest(alarms: Iterable[AlarmInfo]) -> tuple[AlarmInfo, ...]:
    """Of each alarm what was told last: who hears of its beginning and its end at once need only hear of the end."""
    return tuple({(each.kind, each.subject): each for each in sorted(alarms, key=lambda each: each.at)}.values())


def alarm_items(alarms: Iterable[AlarmInfo], reader: Reader = UTC_ENGLISH) -> tuple[AlarmItem, ...]:
    """What there is to read: what lasts before what is over, and what concerns most pages before the rest."""
    groups: dict[object, list[AlarmInfo]] = {}
    over: dict[object, list[AlarmInfo]] = {}
    for alarm in alarms:
        into = over if alarm.stage == "over" else groups
        into.setdefault(_group_key(alarm), []).append(alarm)
    found = [_item(group, reader) for group in groups.values()]
    found += [_item(group, reader) for group in over.values()]
    return tuple(
        sorted(found, key=lambda item: (item.stage == "over", _ORDER.index(item.kind), -len(item.alarms), item.title))
    )


def _group_key(alarm: AlarmInfo) -> object:
    """Equal for alarms of one cause: what a reason quotes or counts may differ from page to page."""
    masked = _NUMBER.sub("0", _QUOTED.sub("''", cause(alarm.verdict, alarm.reason)))
    # That nobody looked is the same trouble for all that is watched.
    house = "" if alarm.verdict == "overdue" else alarm.publisher
    return alarm.kind, alarm.stage, house, alarm.verdict, masked, alarm.kind == "undelivered" and alarm.subject


def _item(group: list[AlarmInfo], reader: Reader) -> AlarmItem:
    alarms = tuple(
        replace(each, reason=retold(each.reason, reader)) for each in sorted(group, key=lambda alarm: alarm.subject)
    )
    first = alarms[0]
    house = _houses(alarms)
    is_over = first.stage == "over"
    one = len(alarms) == 1
    return AlarmItem(
        kind=first.kind,
        stage=first.stage,
        label=_LABELS[first.kind][is_over],
        title=first.name if one else f"{many(len(alarms), 'page')} of {house}",
        dateline=_dateline(first, house) if one else "",
        sentence=_over(alarms, reader) if is_over else _lasting(alarms),
        seen="" if is_over else _seen(alarms, reader),
        alarms=alarms,
    )


def _dateline(alarm: AlarmInfo, house: str) -> str:
    if alarm.kind == "undelivered":
        return ""
    return f"{house}, {alarm.subject}" if alarm.title else house


def _houses(alarms: Sequence[AlarmInfo]) -> str:
    """Whose pages they are."""
    names = list(dict.fromkeys(alarm.publisher for alarm in alarms))
    return publisher(names[0]).name if len(names) == 1 else many(len(names), "publisher")


def _lasting(alarms: Sequence[AlarmInfo]) -> str:
    """What is wrong, for how long, and why: one sentence."""
    first = alarms[0]
    why = cause(first.verdict, first.reason)
    still = "Still " if first.stage == "again" else ""
    if first.kind == "not_checked":
        times = _time(alarms)
        begin = f"{still}not checked for {times}" if times else f"{still}never well seen"
        return _sentence(f"{begin}: {why}")
    if first.kind == "gone":
        said = _short(first.reason)
        begin = "gone" if any(alarm.since for alarm in alarms) else "not there, and never well seen"
        return _sentence(f"{still}{begin}{f': {said}' if said else ''}")
    return _sentence(f"{'Still: ' if still else ''}{safe_line(first.reason)}")


def _over(alarms: Sequence[AlarmInfo], reader: Reader) -> str:
    first = alarms[0]
    ends = [alarm.ended_at or alarm.at for alarm in alarms]
    since, last = moment(min(ends), reader), moment(max(ends), reader)
    since = since if since == last else f"{since} or later"
    if first.kind == "disagreement":
        return _sentence(f"The two ways agree since {since}; before: {safe_line(first.reason)}")
    if first.kind == "undelivered":
        return _sentence(f"Notices arrive since {since}; before: {safe_line(first.reason)}")
    if first.kind == "stale":
        return _sentence(f"It moves since {since}; before: {safe_line(first.reason)}")
    time = _time(alarms)
    why = "gone" if first.kind == "gone" else cause(first.verdict, first.reason)
    before = f"after {time} without a good look" if time else "for the first time"
    return _sentence(f"Well seen since {since}, {before}; before: {why}")


def _time(alarms: Sequence[AlarmInfo]) -> str:
    """For how long, up to when it is said or was over: "3 days", of several "2 days to 3 days"; empty where never."""
    times = [(alarm.ended_at or alarm.at) - alarm.since for alarm in alarms if alarm.since]
    if not times:
        return ""
    shortest, longest = length(min(times)), length(max(times))
    if shortest == longest:
        return longest
    (low, unit), (high, other) = shortest.split(), longest.split()
    return f"{low} to {high} {other}" if unit.rstrip("s") == other.rstrip("s") else f"{shortest} to {longest}"


def _seen(alarms: Sequence[AlarmInfo], reader: Reader) -> str:
    if alarms[0].kind not in ("not_checked", "gone"):
        return ""
    known = sorted(alarm.since for alarm in alarms if alarm.since)
    never = len(alarms) - len(known)
    if not known:
        return ""  # the sentence says so
    first, last = moment(known[0], reader), moment(known[-1], reader)
    ends = first if first == last else f"between {first} and {last}"
    some_never = f", {never:,} of them never" if never else ""
    seen = f"Last well seen {ends}{some_never}."
    if alarms[0].kind == "gone":
        return seen
    return f"{seen} Nobody can say whether {'they' if len(alarms) > 1 else 'it'} changed since."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def alarm_subject(alarms: Iterable[AlarmInfo], limit: int) -> str:
    """Alarms in one line of at most `limit` characters, safe for a mail header; empty where there are none.

    "Not checked for 3 days: uk-fcdo/kazakhstan/safety-and-security (blocked)", "12 pages are not checked (FCDO,
    blocked)", "Checked again: ...".
    """
    items = alarm_items(alarms)
    if not items:
        return ""
    if len(items) > 1:
        return clip(", ".join(_counts(items)), limit)
    (item,) = items
    first = item.alarms[0]
    if len(item.alarms) == 1:
        begin, end = _subject_of_one(item, first)
        return f"{begin}: {clip(safe_line(first.subject), limit - len(begin) - len(end) - 2)}{end}"
    house = safe_line(_houses(item.alarms))
    about = [house] if item.stage == "over" or not first.verdict else [house, _word(first)]
    return clip(f"{_counts(items)[0]} ({', '.join(about)})", limit)


def _subject_of_one(item: AlarmItem, alarm: AlarmInfo) -> tuple[str, str]:
    label = item.label.capitalize()
    if item.stage == "over" or item.kind != "not_checked":
        return label, ""
    time = _time((alarm,))
    return (f"Not checked for {time}" if time else "Never well seen"), f" ({_word(alarm)})"


def _word(alarm: AlarmInfo) -> str:
    return "nobody has looked" if alarm.verdict == "overdue" else clip(safe_line(verdict_word(alarm.verdict)), 30)


def _counts(items: Sequence[AlarmItem]) -> list[str]:
    """How many pages, by what they are: "12 pages are not checked", "3 pages are checked again"."""
    numbers: dict[tuple[str, bool], int] = {}
    for item in items:
        key = (item.kind, item.stage == "over")
        numbers[key] = numbers.get(key, 0) + len(item.alarms)
    words = []
    for (kind, is_over), number in numbers.items():
        one, several, back = _COUNTED[kind]
        is_or_are = "is" if number == 1 else "are"
        said = f"{is_or_are} {back}" if is_over else one if number == 1 else several
        words.append(f"{many(number, 'page')} {said}")
    return words
