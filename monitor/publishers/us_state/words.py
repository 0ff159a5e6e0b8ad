"""Words of State's that mean the same in every layout and feed: its scale of levels, and its notes of what was changed."""

from __future__ import annotations

import re

from monitor.publishers.publisher import Level
from monitor.read.text import normal

_NUMBER = r"\blevel:? ?{}\b(?!-)"
_NAMED = r"(?:\s*[-–—:,]\s*"
LEVELS = tuple(
    Level(step, re.compile(words, re.IGNORECASE))
    for step, words in (
        (
            4,
            rf"{_NUMBER.format(4)}{_NAMED}do not travel\b)?|\bdo not travel\b|\brecommends that u\.s\. citizens not travel\b",
        ),
        (3, rf"{_NUMBER.format(3)}{_NAMED}reconsider travel\b)?|\breconsider travel\b"),
        (2, rf"{_NUMBER.format(2)}{_NAMED}exercise increased caution\b)?|\bexercise increased caution\b"),
        (1, rf"{_NUMBER.format(1)}{_NAMED}exercise normal precautions\b)?|\bexercise normal precautions\b"),
    )
)
INDICATORS = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in (
        ("crime", "crime"),
        ("terrorism", "terroris"),
        ("unrest", "unrest|demonstrations"),
        ("health", "health"),
        ("natural disaster", "natural disaster|hurricane|earthquake"),
        ("kidnapping", "kidnap|hostage"),
        ("wrongful detention", "wrongful|detention"),
        ("armed conflict", r"armed conflict|\bwar\b|hostilities"),
        ("landmines", "landmine|unexploded|mines"),
        ("piracy", "pirac"),
        ("local laws", "enforcement of local laws|exit bans"),
    )
}
"""Risk indicators, by the words for them in the text: letters C, T, U, H, N, K, D, and what "O" (other) mostly is."""
_LEVEL_LINE = re.compile(r"(?:^|[-–—:]\s*)Level:? ?(\d)\b[\s:–—-]*(.*)$", re.IGNORECASE)


def level_in(line: str) -> str | None:
    """The level in a line that is a level alone, or one behind a name: "Georgia - Level 1: Exercise ...".

    Its words as the page prints them, its signs as the old pages had them: "Level 4 - Do not travel" and
    "Level: 4 - Do not travel", as the pages of 2026 say it, are both "Level 4: Do not travel".
    """
    found = _LEVEL_LINE.search(normal(line)[:300])
    return f"Level {found.group(1)}" + (f": {found.group(2)}" if found.group(2) else "") if found else None


DATE = r"[A-Z][a-z]+ \d{1,2}, \d{4}"
NOTE = re.compile(
    # Where the advice itself stands behind the note in one paragraph, the paragraph is text.
    r"^(?!.*\.\s*(?:Exercise|Reconsider|Do not travel)\b)"
    rf"((?:Reissued|Updated|Issued)(?: {DATE},?)? (?:after|to|due|with|on|following|for)\b.{{0,400}}"
    r"|There were no changes to the advisory level.{0,300}|The advisory level was (?:in|de)creased.{0,300}"
    r"|The [\"“”‘’']?[a-z ]{3,40}[\"“”‘’']? (?:risk )?indicators? (?:was|were) (?:added|removed)\b.{0,300}"
    r"|Advisory summary was updated\.?)$",
    re.IGNORECASE,
)
"""The line on top of an advisory that says why it was issued again."""


def note_in(line: str) -> str | None:
    """The note that a whole line is, with or without "Last Update:" before it; None where it is text."""
    found = NOTE.match(re.sub(r"^Last Updated?:\s*", "", line, count=1, flags=re.IGNORECASE))
    return found.group(1) if found else None
