"""E-mail addresses; and URLs and coordinates, whose digits are no numbers to dial."""

from __future__ import annotations

import re

from monitor.facts.hints import has_digit
from monitor.facts.masked import Masked

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>|]+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|gov|int|info|eu|uk|kz|kg)(?:/[^\s<>|]*)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")
# "help@example.orgThe consulate": converters lose the space between two tags.
_GLUED = re.compile(r"(?<=[a-z]{2})[A-Z][a-z]+$")
_CLOAKED = re.compile(r"\[email[\s\u00a0]protected\]", re.IGNORECASE)
_COORDINATES = re.compile(
    r"[-+]?\d{1,3}\.\d{3,}°?\s*[NSEW]?\s*,\s*[-+]?\d{1,3}\.\d{3,}°?\s*[NSEW]?"
    r"|\d{1,3}[°º]\s?\d{1,2}(?:\.\d+)?(?:['’′]\s?(?:\d{1,2}(?:\.\d+)?[\"”″])?)?\s?[NSEW]\b"
)


def hide_urls(text: Masked) -> None:
    """Take URLs and coordinates away: what stands in them is no phone and no amount; take e-mail addresses as facts.

    Where a site keeps its addresses from programs and the page was saved as text, "[email protected]" stands for each. It
    is taken with these words as its value: that somebody has an address is stated, which one is not.
    """
    if "[" in text.free:
        for match in text.search(_CLOAKED):
            text.take("email", match.start(), match.end(), "[email protected]")
    if "." not in text.free and "°" not in text.free:
        return
    if has_digit(text.free):
        for match in text.search(_COORDINATES):
            text.hide(match.start(), match.end())
    if "@" in text.free:
        for match in text.search(_EMAIL):
            address = _GLUED.sub("", match.group().strip(".'-"))
            start = match.start() + match.group().index(address)
            text.take("email", start, start + len(address), address.casefold())
    if "/" in text.free or "www." in text.free.casefold():
        for match in text.search(_URL):
            text.hide(match.start(), match.end())
