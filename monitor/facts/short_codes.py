"""Emergency numbers and other short codes; the value is "CC:code", for they mean something in one country only."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from phonenumbers import PhoneMetadata

from monitor.facts.contact_words import compiled
from monitor.facts.masked import Masked

_CODE = (
    r"(?<![\d_.,$£€¥+*°-])(?P<code>\d-\d{1,2}-\d|116 \d{3}|\d{2}-\d{2}|(\d{3})-\2|\*?\d{2,6}#?)"
    r"(?!\d|[%°+]|[.,:]\d|[-–][^\W_]|/\d\b|\)\s?\d|\s?(?:{counted})\b)"
)
# "Dial 102", "the hotline is available on 1912", "the emergency number in Argentina is 911"
_ASKED = r"(?<!\w)(?:{asking})(?:[ :,]{1,2}(?:{link})\b){0,5}\s?[:.,(–-]?\s?[“\"'‘(]?$"
_ORDERED = r"(?<!\w)(?:{orders})(?:\s(?:{link})){0,3}:?\s?[“\"'‘(]{0,2}$"
# The service before: "Police: 117", "Fire (sapeurs pompiers) – 118", "the local police on 102", "Police | 100"
_SERVICE = (
    r"(?<!\w)(?:{services})\b[^.;:|\d\x00]{0,50}?\s?"
    r"(?:[:–—|(-]|\s(?=[“\"])|\b(?:{link}|{asking}))\s?[“\"'‘(]?$"
)
# The service behind: "115 for fire", "199 (police)", "104 for an ambulance", "110for police"
_SERVES = r"^[”\"'’]?\s?(?:\(|–|-|—|(?:{serving})\b)\s?(?:\w+[ ’'-]){0,4}?(?:{services})"
_SIDE = r"^[”\"'’]?\s(?:{beside})"
# Another number before: "112 or 192", "199 (police), 1669 (ambulance)", "192 from a mobile (92 from a landline)"
_JOINED = r"^[^.;:\d|]{0,60}?(?:[,;/(]|\b(?:{joins}))\s?(?:\b(?:{asking}|{link}|{joins})\s){0,3}[“\"'‘(]?$"
_ENDS = r"^\s?\(|^\W*(?:$|[.;\n]\s?\w|\s(?:{joins})\s\(?\d)"
_PLACED = r"(?:^|[:,(/|–-]|\b(?:{asking}|{link}|{joins}|{services}))\s?[“\"'‘(]?$"
_NEAR = r"\b(?:{services}|{asking})\b"
_NAMED = r"^[^.;:\d]*\b(?:{services})\b[^.;:\d]*\s$"
_LIKENED = r"(?<!\w)(?:{likened})(?:\s(?:{link}|U\.S\.|UK))*\s[“\"'‘]?$"
_ELSE = r"\b(?:{numbers_else})[.:]?\s?(?:numbers?\s)?[#“\"(]?$"
_FOLLOWED = re.compile(r"[”\"'’)]?\s+(?P<word>[^\W\d_][\w’'-]*)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_short_codes(text: Masked, country: str | None, around: str = "") -> None:
    """Emergency numbers and other short codes, where the words show that one calls them.

    A code counts behind a word that asks for a number ("dial", "hotline") or names a service ("police:"), before the
    service that answers ("15 for an ambulance"), beside another number, alone under a heading that asks for one, or
    where the country's plan lists it and the words speak of emergencies.

    Args:
        around: the heading, lead-in or column head.
    """
    if not _ANY.search(text.free):
        return
    asked_for = bool(compiled(text.languages, _NEAR).search(around))
    phones = sorted(f.end for f in text.found if f.kind == "phone")
    last: int | None = None
    for match in text.search(compiled(text.languages, _CODE)):
        start, end = match.start("code"), match.end("code")
        earlier = _earlier(phones, last, start)
        candidate = _Candidate(
            code=match["code"],
            languages=text.languages,
            before=_ABROAD.sub("", text.text[max(0, start - _AROUND) : start].rstrip("#")),
            after=text.text[end : end + _AROUND],
            since=None if earlier is None or start - earlier > _REACH else text.text[earlier:start],
            alone=text.text.strip(' .()“”"') == match["code"],
            begins=start < _LINE,
        )
        if candidate.is_something_else():
            continue
        if candidate.is_asked_for() or candidate.may_be(asked_for=asked_for, country=country):
            text.take("phone", start, end, f"{country or '?'}:{re.sub(r'[ -]', '', match['code'])}")
            last = end


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Digits that may be a short code, with the words around them."""

    code: str
    languages: tuple[str, ...]
    before: str
    after: str
    since: str | None
    """What stands between the number before and this one, where that is near."""
    alone: bool
    """Whether the block holds nothing else."""
    begins: bool
    """Whether it stands near the beginning of the block."""

    def _says(self, template: str) -> bool:
        return bool(compiled(self.languages, template).search(self.before))

    def _goes_on(self, template: str) -> bool:
        return bool(compiled(self.languages, template).match(self.after))

    @property
    def _is_joined(self) -> bool:
        return self.since is not None and bool(compiled(self.languages, _JOINED).match(self.since))

    def is_something_else(self) -> bool:
        """A number of a road, of things, of a house, in a name; or another country's code."""
        if self.before[-1:].isalpha() and not self._says(r"(?<!\w)(?:{asking})$"):  # "RN13", but "dialing112"
            return True
        return self._says(_LIKENED) or self._says(_ELSE) or _is_counted(self.after, self.languages)

    def is_asked_for(self) -> bool:
        """Whether the words right before ask for a number, name a service, or join it to another number."""
        service = self._says(_SERVICE)
        if _YEAR.fullmatch(self.code):
            ends = self._goes_on(_ENDS)
            return self._says(_ORDERED) or (service and ends and ":" in self.before) or (self._is_joined and ends)
        if service and len(self.code) <= _SHORTEST:  # "police at 12" may be anything, "Police: 17" is no time or count
            service = self.before.rstrip("“\"'‘( ")[-1:] in tuple(":|–—-")
        return service or self._says(_ORDERED) or self._says(_ASKED) or self._is_joined

    def may_be(self, *, asked_for: bool, country: str | None) -> bool:
        """Whether less clear words make it one, with a heading that asks for numbers or the country's own list."""
        if _YEAR.fullmatch(self.code):
            return False
        if asked_for and self.alone:
            return True
        if self.begins and not self.after.strip(" .") and compiled(self.languages, _NAMED).match(self.before):
            return True  # "Helpline for children 116 111"
        if not self.code.strip("*#").isdigit():  # "10-10" and the like are more often something else
            return False
        placed = self._says(_PLACED)
        if placed and (self._goes_on(_SERVES) or (asked_for and self._goes_on(_SIDE))):
            return True
        near = self._says(_NEAR) or bool(compiled(self.languages, _NEAR).search(self.after[:_SOON]))
        if (near or asked_for) and placed and len(self.code) > _SHORTEST and self._goes_on(_ENDS):
            return True
        listed = country is not None and self.code.strip("*#") in _emergency_numbers(country)
        return listed and (near or (asked_for and (placed or not self.before.strip())))


_SHORTEST = 2
"""Digits of the shortest codes, which take more to be told from counts."""
_SOON = 25


def _earlier(phones: list[int], last: int | None, start: int) -> int | None:
    """Where the number before ends: one of the phones, or the short code that was taken last."""
    at = bisect_right(phones, start)
    ends = [*phones[at - 1 : at], *([last] if last is not None else [])]
    return max(ends, default=None)


_AROUND = 110
"""Characters around a code that are looked at."""
_ABROAD = re.compile(r"\(\+\d{1,4}\)\s?$")
_ANY = re.compile(r"\d\d|\d-\d")


_LINE = 60
"""Characters before the code of a line that is a name and a code, and no sentence."""
_REACH = 60
"""Characters between two numbers of one list."""


def _is_counted(after: str, said: tuple[str, ...]) -> bool:
    """ "112 members", "12 Main Street", "the 112 app": a number of things, of a house, in a name."""
    following = _FOLLOWED.match(after)
    if not following:
        return False
    word = following["word"]
    if compiled(said, r"(?:{behind}|{beside}|{services}|{joins}|{asking})\b").match(after[following.start("word") :]):
        return bool(compiled(said, r"{services}").fullmatch(word) and word.endswith("s"))
    if compiled(said, r"^\s(?:\w+\s){0,2}?(?:{applications})\b").match(after):
        return True
    if word[0].islower():
        return word.endswith("s") and len(word) > _PLURAL
    return bool(compiled(said, r"^[,\s](?:[\w.]+\s){0,2}(?:{streets})\b").match(after))


_PLURAL = 3
"""Letters of the longest word on "s" that is no plural ("as", "was", "has")."""


@cache
def _emergency_numbers(region: str) -> frozenset[str]:
    """Emergency numbers of a country by libphonenumber's data (which lack many that pages print)."""
    metadata = PhoneMetadata.short_metadata_for_region(region)
    pattern = metadata.emergency.national_number_pattern if metadata and metadata.emergency else None
    if not pattern:
        return frozenset()
    return frozenset(str(n) for n in range(1000) if re.fullmatch(pattern, str(n))) | frozenset(
        f"0{n}" for n in range(100) if re.fullmatch(pattern, f"0{n}")
    )
