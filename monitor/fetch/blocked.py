"""Telling a bot wall from a page, whatever its status.

A wall is told by signs (`walls.py`), each with a weight. The weights of one vendor's signs are added, and with them
those of anybody's: the title's, and the heaviest of the others. `THRESHOLD` is a wall. Two rules keep pages out:

- A wall says little. Signs in the title, the source and the text count only where the visible text is shorter than
  `TALKATIVE` characters (walls have a few hundred), so a page of advice may say "access denied" as often as it likes.
- Prose is no wall: of all the phrases, captchas and silences that could be anybody's only one counts, and none is
  heavy enough to be a wall without a title or a vendor's sign.

Headers with which a vendor itself marks a challenge count always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.fetch.shown import Shown
from monitor.fetch.signs import THRESHOLD, Found, Place, found, silence
from monitor.fetch.walls import SIGNS

TALKATIVE = 2_500
_SILENCE = ((20, 3), (300, 2))
"""Visible text of fewer characters than this weighs so much; a page that says nothing is suspicious."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A bot check or block page that came instead of a page."""

    vendor: str
    """Whose it is ("Cloudflare"); empty where that is not known."""
    evidence: tuple[str, ...]
    """The signs that were found, each with its weight."""

    def __str__(self) -> str:
        """For a sentence: "a bot check or block page of Cloudflare"."""
        return "a bot check or block page" + (f" of {self.vendor}" if self.vendor else "")


def wall(headers: Iterable[tuple[str, str]], page: Shown | None) -> Wall | None:
    """The wall that an answer is, None where it is none. `page` is None where there is no body to look at."""
    signs = found(SIGNS, Place.HEADER, "\n".join(f"{name.lower()}: {value}" for name, value in headers))
    quiet, said = 0, ""
    if page is not None and len(page.text) < TALKATIVE:
        signs += found(SIGNS, Place.TITLE, page.title)
        signs += found(SIGNS, Place.MARKUP, page.source) + found(SIGNS, Place.TEXT, page.text)
        quiet, said = silence(page.text, _SILENCE)
    vendors = Counter[str]()
    for each in signs:
        if each.sign.of:
            vendors[each.sign.of] += each.sign.weight
    vendor, weight = max(vendors.items(), key=lambda item: item[1], default=("", 0))
    weight += sum(each.sign.weight for each in signs if not each.sign.of and each.sign.place is Place.TITLE)
    weight += max([quiet, *(each.sign.weight for each in _prose(signs))])
    if weight < THRESHOLD:
        return None
    told = sorted((each for each in signs if each.sign.of in ("", vendor)), key=lambda each: -each.sign.weight)
    # A title that is one vendor's and anybody's is told once.
    return Wall(vendor, (*dict.fromkeys(map(str, told)), *([said] if said else [])))


def _prose(signs: Iterable[Found]) -> Iterable[Found]:
    return (each for each in signs if not each.sign.of and each.sign.place is not Place.TITLE)
