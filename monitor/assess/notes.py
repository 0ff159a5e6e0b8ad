"""A publisher's note of what it changed, in clauses: which pages each names, and of what it speaks.

Forms, of real notes: "Updated information on visas ('Entry requirements' page).", "(see 'Road travel' on the 'Safety
and security' page)", "Summary and Health - ...", "Laws and culture section – added ...; Health – ...", "The Need help?
section was updated.", "Reissued after periodic review with minor edits."
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz

from monitor.assess.topics import KINDS
from monitor.read.text import looks

_EDITORIAL = re.compile(
    r"\b(?:editorial|minor (?:edits?|changes?|amendments?|updates?|corrections?)|style and accuracy|"
    r"(?:no|without)(?: any)?(?: significant)? (?:changes?|updates?|amendments?))\b",
    re.IGNORECASE,
)
_SWEEPING = re.compile(
    r"\b(?:review(?:ed)? (?:in full|for accuracy)|(?:edits|changes|updates) (?:made )?throughout|rewritten|"
    r"entire content|full review|thorough(?:ly)? review\w*|with revisions|periodic review|restructured)\b",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\(([^()]{3,300})\)")
_QUOTED = re.compile(r"'([^']{3,80})'|\"([^\"]{3,80})\"")
_SECTION_OF = re.compile(r"['\"]([^'\"]{3,80})['\"]\s*(?:section\s*)?(?:on|of|in)\s")
_PAGE_WORD = re.compile(r"\bpages?\b|\bsections?\b", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?P<names>[^.:()]{3,90}?)(?:\s*\((?P<section>[^()]{3,60})\))?\s+[-–—]\s+|^(?P<colon>[^.:()]{3,60}):\s+"
)
_WAS_UPDATED = re.compile(
    r"^(?:the )?(?P<names>.{3,60}?) (?:sections?|pages?) (?:was|were|has been|have been) updated\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=\))\s*[.;,]?\s+(?=[A-Z])|;\s+")
_TITLE_LIKENESS = 88.0
"""Of 100: notes misspell the names of their pages ("Entry requirment", "Warning and insurance")."""
_MOST = 60
_LONGEST = 4000
"""Clauses and characters; what a note has beyond them is not read."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a note says."""

    text: str
    """Without the names of its pages."""
    pages: str | None
    """The names of the pages that it is on, as the note gives them; None where it names none."""
    editorial: bool
    """It says that no more than wording changed."""
    sweeping: bool
    """It says that the whole was gone over, and not what changed."""

    def is_on(self, page_title: str) -> bool:
        """Whether the clause may speak of a page: it names it, or names none, or the whole was gone over."""
        return self.pages is None or not page_title or self.sweeping or self.names(page_title)

    @property
    def says_level(self) -> bool:
        """Whether it speaks of a level, which is the country's, whatever page it names for it."""
        return bool(KINDS["level"].search(self.text))

    def names(self, page_title: str) -> bool:
        """Whether the clause names a page."""
        return self.pages is not None and _likeness(page_title, self.pages) >= _TITLE_LIKENESS


def clauses_of(note: str, page_title: str, part_titles: Collection[str]) -> tuple[Clause, ...]:
    """What a note says, clause by clause.

    Args:
        part_titles: titles of the parts that the publisher's pages have, by which unquoted names of pages are known.
    """
    text = re.sub(r"^latest updates?:\s*", "", looks(note)[:_LONGEST], flags=re.IGNORECASE).replace("(s)", "s")
    known = [title for title in (*part_titles, page_title, "Summary") if title]
    found: list[Clause] = []
    waiting = ""  # "Risk level; Safety and security – ...": the first name stands alone
    for piece in _SENTENCE.split(text)[:_MOST]:
        clause, names = _clause(piece, known)
        if clause is None:
            waiting = f"{waiting} {names}".strip()
            continue
        if waiting and clause.pages:
            clause = Clause(clause.text, f"{waiting}; {clause.pages}", clause.editorial, clause.sweeping)
            waiting = ""
        found.append(clause)
    return _with_pages_of_the_next(found)


def _with_pages_of_the_next(found: list[Clause]) -> tuple[Clause, ...]:
    """The names of pages close all that stands before them.

    "FCDO now advises against ... Updated information on tensions ('Warnings and insurance' page)" is one page's.
    """
    pages: str | None = None
    closed: list[Clause] = []
    for clause in reversed(found):
        pages = clause.pages or pages
        closed.append(Clause(clause.text, pages, clause.editorial, clause.sweeping))
    return tuple(reversed(closed))


def _clause(piece: str, known: list[str]) -> tuple[Clause | None, str]:
    """A clause, or None and the piece where it is nothing but the name of a page."""
    pages: list[str] = []
    said: list[str] = []
    text = piece
    for inside in _PARENTHESIS.findall(piece):
        quoted = [a or b for a, b in _QUOTED.findall(inside)]
        if (
            (quoted and _PAGE_WORD.search(inside))
            or _has_name(inside, known)
            or (quoted and not _QUOTED.sub("", inside).strip(" ,and"))
        ):
            sections = _SECTION_OF.findall(inside)
            said += sections
            pages.append("; ".join(name for name in quoted if name not in sections) or inside)
            text = text.replace(f"({inside})", " ")
    if not pages and (inside_text := _on_page(text)):
        pages.append(inside_text)
    head = _HEAD.match(text) if not pages else None
    names = (head["names"] or head["colon"]) if head else ""
    if head and (_has_name(names, known) or _PAGE_WORD.search(names)):
        pages.append(names)
        said.append(head["section"] or "")
        text = text[head.end() :]
    elif not pages and (whole := _WAS_UPDATED.match(text)):
        pages.append(whole["names"])
        text = text[whole.end() :]
    elif not pages and _has_name(text, known) and len(text) < max(map(len, known)) + 12:
        return None, text.strip(" .")
    text = " ".join([text, *said])
    editorial = bool(_EDITORIAL.search(text))
    return Clause(text, "; ".join(pages) or None, editorial, bool(_SWEEPING.search(text)) and not editorial), ""


_ON_PAGE = re.compile(r"\b(?:on|in|to) the ['\"]([^'\"]{3,80})['\"](?: and ['\"]([^'\"]{3,80})['\"])? pages?\b")


def _on_page(text: str) -> str:
    found = _ON_PAGE.search(text)
    return "; ".join(filter(None, found.groups())) if found else ""


def _has_name(text: str, known: list[str]) -> bool:
    return any(_likeness(title, text) >= _TITLE_LIKENESS for title in known)


def _likeness(title: str, names: str) -> float:
    """How well a title stands in a list of names; a short one must stand there as it is."""
    plain, listed = (looks(text).casefold().replace("&", "and") for text in (title, names))
    if re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", listed):
        return 100.0
    if len(plain) < 8 or len(listed) < len(plain) - 2:
        return 0.0
    return fuzz.partial_ratio(plain, listed)
