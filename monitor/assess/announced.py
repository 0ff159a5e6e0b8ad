"""What the publisher said of a change, beside what was found."""

from __future__ import annotations

import re

from monitor.compare.change import Announcement, Change, FactChange
from monitor.compare.difference import Difference
from monitor.publishers.countries import country_name
from monitor.read.text import looks

_WORD = re.compile(r"[^\W\d_]{4,}")
_IDLE = frozenset(
    [
        "information",
        "updated",
        "update",
        "page",
        "added",
        "removed",
        "addition",
        "removal",
        "section",
        "advice",
        "travel",
        "about",
        "country",
        "this",
        "that",
        "with",
        "from",
        "have",
        "been",
        "your",
        "latest",
        "change",
        "changes",
        "changed",
        "general",
        "guidance",
        "amended",
        "minor",
        "edits",
        "further",
        "details",
        "more",
    ]
)
_KIND_WORDS = {
    "phone": "telephone phone number numbers contact contacts emergency helpline embassy consular",
    "email": "email contact contacts address",
    "level": "advises advise advisory level against essential restrictions",
    "law": "law laws legal legislation",
    "rule": "rule rules law laws requirement requirements entry visa visas customs registration",
    "penalty": "penalty penalties fines fine prison law laws",
    "money": "fee fees cost currency money",
    "duration": "period length stay validity days",
}


def announcement_of(change: Change, difference: Difference, page_title: str) -> Announcement | None:
    """Announced: the note speaks of all that changed; partly: of some; silent: of none; unknown: no note and no stamp.

    A note speaks of a section when it shares a word with its headings, with its edits, or with the kind of its facts. A
    note that only names the page ("('Safety and security' page)") announces in part: something, but not this. A "minor
    update" keeps stamp and note by design: that is silent.
    """
    if change.nothing is not None:
        return None
    before, after = difference.stamps_before, difference.stamps_after
    if after.note is None and after.date is None:
        return Announcement("unknown", None, None)
    moved = (before.date != after.date) if before.date or after.date else None
    fresh = after.note is not None and (before.note != after.note or bool(moved))
    if not fresh:
        silent = moved is False or (moved is None and after.note == before.note)
        return Announcement("silent" if silent else "unknown", after.note, moved)
    note = after.note or ""
    # The country's and the page's own names stand in many a note, and say nothing of what changed.
    own_names = _words(f"{country_name(difference.country or '')} {page_title}")
    topics = [(name, words - own_names) for name, words in _topics(change)]
    said = _words(note)
    missing = [name for name, words in topics if not words & said]
    if not missing:
        return Announcement("announced", note, moved)
    names_page = bool(page_title) and looks(page_title).casefold() in looks(note).casefold()
    facts = [_fact(fact) for fact in change.facts if _name(fact.section or ()) in missing]
    return Announcement(
        "silent" if len(missing) == len(topics) and not names_page else "partly", note, moved, (*missing, *facts)
    )


def _topics(change: Change) -> list[tuple[str, set[str]]]:
    """Sections with edits to read or changes of fact, each with the words by which a note could speak of it."""
    topics: dict[str, set[str]] = {}
    for edit in change.edits:
        if edit.nothing is None:
            new = (
                " ".join(text for op, text in edit.words if op != "=")
                if edit.words
                else f"{edit.before or ''} {edit.after or ''}"
            )
            topics.setdefault(_name(edit.section), set()).update(_words(" ".join(edit.section)) | _words(new))
    for fact in change.facts:
        held = fact.after or fact.before
        if held:
            words = _words(f"{held.label or ''} {held.text}") | set(_KIND_WORDS.get(fact.kind, "").split())
            topics.setdefault(_name(fact.section or ()), set()).update(words)
            if fact.kind == "level" and not fact.section:  # it stands apart from the text that says it in full
                for said in topics.values():
                    if said & _words(held.text):
                        said |= words
    return list(topics.items())


def _fact(fact: FactChange) -> str:
    held = fact.after or fact.before
    return f"{fact.kind} {held.text}" if held else fact.kind


def _name(section: tuple[str, ...]) -> str:
    return " / ".join(section) or "the page's beginning"


def _words(text: str) -> set[str]:
    return {w for w in (m.group().lower() for m in _WORD.finditer(looks(text))) if w not in _IDLE}
