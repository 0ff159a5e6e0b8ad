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

import html
import re
from collections import Counter
from collections.abc import Iterable

from monitor.fetch.walls import SIGNS, Place, Sign

THRESHOLD = 5
TALKATIVE = 2_500
_SILENCE = ((20, 3), (300, 2))
"""Visible text of fewer characters than this weighs so much; a page that says nothing is suspicious."""
_WIDEST = 400_000
"""Bytes; no wall is larger, and nothing larger is searched."""

ANYBODY = "a bot check or block page"
"""What is said of a wall whose vendor is not known."""

_HIDDEN = re.compile(r"<!--|<(script|style|template|svg|title)\b")
_TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{0,500})")
_TAG = re.compile(r"<[^<>]*>")


def wall(headers: Iterable[tuple[str, str]], body: bytes) -> str | None:
    """Whose wall an answer is ("Cloudflare", or `ANYBODY`), None where it is none."""
    found = _signs(Place.HEADER, "\n".join(f"{name.lower()}: {value}" for name, value in headers))
    silence = 0
    if len(body) <= _WIDEST:
        source = body.decode("utf-8", "replace").casefold()
        text = _visible(source)
        if len(text) < TALKATIVE:
            title = _TITLE.search(source)
            found += _signs(Place.TITLE, _plain(title[1])) if title else []
            found += _signs(Place.MARKUP, source) + _signs(Place.TEXT, text)
            silence = next((weight for length, weight in _SILENCE if len(text) < length), 0)
    vendors = Counter[str]()
    for sign in found:
        if sign.whose:
            vendors[sign.whose] += sign.weight
    vendor, weight = max(vendors.items(), key=lambda item: item[1], default=("", 0))
    weight += sum(sign.weight for sign in found if not sign.whose and sign.place is Place.TITLE)
    weight += max([silence, *(sign.weight for sign in found if not sign.whose and sign.place is not Place.TITLE)])
    if weight < THRESHOLD:
        return None
    return vendor or ANYBODY


def _signs(place: Place, text: str) -> list[Sign]:
    look = re.Pattern.match if place is Place.TITLE else re.Pattern.search
    return [sign for sign in SIGNS if sign.place is place and look(sign.pattern, text)]


def _visible(source: str) -> str:
    """What a reader sees of a page, roughly, in one line. `<noscript>` counts: we run no scripts either."""
    shown: list[str] = []
    at = 0
    # By hand and not by one pattern: a hostile page must not make this slow.
    while hidden := _HIDDEN.search(source, at):
        shown.append(source[at : hidden.start()])
        end = f"</{hidden[1]}" if hidden[1] else "-->"
        at = source.find(end, hidden.end())
        if at < 0:
            break
    else:
        shown.append(source[at:])
    return _plain(_TAG.sub(" ", " ".join(shown)))


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
