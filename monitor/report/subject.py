"""What a report says in one line: the fact itself, for a mail's subject and a message's first line."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.compare.change import Change, FactChange, weight
from monitor.report.alarms import alarm_subject
from monitor.report.names import country_name, many
from monitor.report.order import Item, counts, sorted_items
from monitor.report.report import Report
from monitor.report.safe import safe_line
from monitor.report.words import clip

LONGEST = 110
"""Characters; what is longer is cut off by mail clients and telephones."""

_NOUNS = {
    "phone": "number",
    "email": "e-mail address",
    "level": "advice level",
    "rule": "rule",
    "law": "law",
    "penalty": "penalty",
    "money": "amount",
    "duration": "length of time",
    "date": "date",
    "time": "time",
    "age": "age",
    "percentage": "percentage",
    "quantity": "quantity",
}
# What is said with its values where they are short: these are read at once, a long telephone number is looked up.
_WITH_VALUES = ("level", "penalty", "money", "duration", "date", "time", "age", "percentage", "quantity")
_BEARS_LABEL = ("phone", "email", "money", "duration", "age", "percentage", "quantity")
"""Kinds of which the label says whose or what they are ("consular number"); of others it says what they are about."""
_VALUE = 24
_SHORT_CODE = 5


def subject(change: Change) -> str:
    """One change in one line of at most `LONGEST` characters, safe for a mail header.

    "CRITICAL Uganda: consular number changed (not announced)". A number is never cut in half.
    """
    return _one(Item((change,)))


def subject_of_items(found: Sequence[Item]) -> str:
    """The same of items: of one its fact ("MAJOR 125 pages: rule added"), of several how many there are of each weight,
    and where: "2 critical, 1 major: Uganda, Kazakhstan"; of one edit on many pages beside lighter ones its fact first.
    """
    if not found:
        return "No changes"
    if len(found) == 1:
        return _one(found[0])
    core = next((item for item in found if item.cluster), None)
    if core and core.significance == found[0].significance:
        others = [item for item in found if item is not core]
        if all(core.cluster in item.beside for item in others):
            adding = {page.id for item in others for page in item.pages}
            return _one(core, f"; {many(len(adding), 'page')} {'adds' if len(adding) == 1 else 'add'} more")
    numbers = ", ".join(f"{number:,} {significance}" for significance, number in counts(found))
    places = list(dict.fromkeys(safe_line(place) for item in found for place in _places_or_number(item)))
    return _listed(f"{numbers}: ", places)


def headline(report: Report) -> str:
    """A report in one line: its shown changes; else the alarms of which it tells; else that there are no changes, and
    how many pages were well seen."""
    shown, _ = sorted_items(report)
    told = [alarm for alarm in report.alarms if alarm.is_told]
    if shown:
        line = subject_of_items(shown)
        more = f"; {alarm_subject(told, LONGEST)}" if told else ""
        return line + more if len(line + more) <= LONGEST else line
    if told:
        return alarm_subject(told, LONGEST)
    unseen = len(report.not_checked)
    if unseen and unseen == report.watched_pages:
        return f"Nothing could be checked: {many(unseen, 'page')}"
    nothing = "No changes" if report.is_whole else "Nothing to tell"
    seen = f"{nothing}: {many(report.watched_pages - unseen, 'page')} well seen"
    return f"{seen}, {unseen:,} not checked" if unseen else seen


def _one(item: Item, more: str = "") -> str:
    places = _places(item)
    place = safe_line(" and ".join(places)) if len(places) <= 2 else many(len(item.pages), "page")
    statuses = {change.announcement.status if change.announcement else "unknown" for change in item.changes}
    told = {"silent": " (not announced)", "partly": " (announced in part)"}
    end = (told.get(next(iter(statuses)), "") if len(statuses) == 1 else "") + more
    begin = f"{item.significance.upper()} {clip(place, 50)}: "
    if item.significance == "none":
        begin = f"{clip(place, 50)}: "
    room = LONGEST - len(begin) - len(end)
    return f"{begin}{clip(safe_line(_what(item.lead, room)), room)}{end}"


def _places(item: Item) -> list[str]:
    return list(dict.fromkeys(country_name(page) for page in item.pages)) or ["two versions"]


def _places_or_number(item: Item) -> list[str]:
    places = _places(item)
    return places if len(places) <= 3 else [many(len(item.pages), "page")]


def _listed(begin: str, places: list[str]) -> str:
    """As many of the places as fit, and how many more there are."""
    for number in range(len(places), 0, -1):
        more = f" and {len(places) - number:,} more" if number < len(places) else ""
        line = begin + ", ".join(places[:number]) + more
        if len(line) <= LONGEST:
            return line
    return f"{begin}{clip(places[0], 50)}" + (f" and {len(places) - 1:,} more" if len(places) > 1 else "")


def _what(change: Change, room: int) -> str:
    """The weightiest thing that a change says, in a few words: the fullest form that has room."""
    if change.kind != "content":
        return "reverted to an earlier version" if change.kind == "reverted" else "read anew, the page is the same"
    if change.facts:
        more = f" and {len(change.facts) - 1} more" if len(change.facts) > 1 else ""
        forms = _fact(max(change.facts, key=lambda fact: weight(fact.significance)))
        return next((form + more for form in forms if len(form + more) <= room), forms[-1])
    for section in change.sections:
        if section.change in ("added", "removed"):
            return f'section {section.change}: "{section.path[-1] if section.path else ""}"'
    if change.significance == "none":
        return f"nothing to read ({change.nothing})" if change.nothing else "nothing to read"
    sections = {edit.section for edit in change.edits if edit.nothing is None}
    heading = next(iter(sections))[-1:] if len(sections) == 1 else ()
    return f'wording changed in "{heading[0]}"' if heading else "wording changed"


def _fact(fact: FactChange) -> list[str]:
    """A fact in forms that are ever shorter: with its values, with its label, with its label in short, without."""
    label = safe_line((fact.after and fact.after.label) or (fact.before and fact.before.label) or "")
    noun = _NOUNS[fact.kind]
    before, after = (safe_line(side.text) if side else "" for side in (fact.before, fact.after))
    longest = _VALUE if fact.kind in _WITH_VALUES else _SHORT_CODE if fact.kind == "phone" else 0
    values = " -> ".join(filter(None, (before, after))) if max(len(before), len(after)) <= longest else ""
    names = []
    for name in dict.fromkeys((label, clip(label, 40), clip(label, 24))):
        if not name or noun in name.casefold():
            names.append(f"{name or noun} {fact.change}")
        elif fact.kind in _BEARS_LABEL:
            names.append(f"{name} {noun} {fact.change}")
        else:
            names.append(f"{noun} {fact.change} ({name})")
    names.append(f"{noun} {fact.change}")
    return [*([f"{name}: {values}" for name in names] if values else []), *names]
