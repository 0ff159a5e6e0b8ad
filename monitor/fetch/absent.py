"""Telling an answer without the page from a page: "not found", maintenance, scripts only, a mere pointer elsewhere.

It is told by signs (`absences.py`), each with a weight. For each kind the heaviest sign of each place is added, and how
little the page says; `THRESHOLD` is certain. Three rules keep pages out:

- Only HTML is looked at. What data says of itself is for those who know its form.
- Titles and headings must say it and nothing else.
- Where the content (the text without navigation, header and footer) is longer than a few sentences nothing counts, but
  that title and heading both say "not found".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.fetch.absences import LONGEST, SENTENCES, SIGNS, SILENCE, Absence
from monitor.fetch.shown import Shown
from monitor.fetch.signs import THRESHOLD, Found, Place, found, silence

_DATA = re.compile(r"""\sdata-[\w-]{1,60}=(?:"[^"]{400}|'[^']{400})""")
"""A page may carry its text as data, from which scripts write it out: who knows the publisher can read it."""
_LONG = 10_000
"""Characters of text; no page of an error has so many round it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What came instead of a page."""

    kind: Absence
    evidence: tuple[str, ...]
    """The signs that were found, each with its weight."""

    def __str__(self) -> str:
        """A sentence without its full stop."""
        return SENTENCES[self.kind]


def missing(page: Shown) -> Missing | None:
    """What an answer is instead of a page, None where it is one (or says nothing that tells)."""
    if not page.is_html:
        return None
    signs = found(SIGNS, Place.TITLE, page.title)
    signs += [each for heading in page.headings for each in found(SIGNS, Place.HEADING, heading)]
    # Most pages end here: they say much, and neither title nor heading is that of an error.
    if not signs and len(page.text) >= _LONG:
        return None
    content = page.content
    kinds = [kind for kind in Absence if len(content) < LONGEST[kind]]
    if _DATA.search(page.source):
        kinds = [kind for kind in kinds if kind is not Absence.SCRIPTS]
    if kinds:
        signs += found(SIGNS, Place.TEXT, content) + found(SIGNS, Place.NOSCRIPT, page.noscript)
        signs += found(SIGNS, Place.MARKUP, page.source)
    weighed = [_weighed(kind, signs, content) for kind in kinds or [Absence.NOT_FOUND]]
    weight, heaviest = max(weighed, key=lambda each: each[0])
    return heaviest if weight >= THRESHOLD else None


def _weighed(kind: Absence, signs: Iterable[Found], content: str) -> tuple[int, Missing]:
    heaviest: dict[Place, Found] = {}
    for each in signs:
        known = heaviest.get(each.sign.place)
        if each.sign.of == kind and (known is None or known.sign.weight < each.sign.weight):
            heaviest[each.sign.place] = each
    if not heaviest:  # silence by itself is for the reader to judge
        return 0, Missing(kind, ())
    quiet, words = silence(content, SILENCE[kind])
    weight = quiet + sum(each.sign.weight for each in heaviest.values())
    return weight, Missing(kind, (*map(str, heaviest.values()), *([words] if words else [])))
