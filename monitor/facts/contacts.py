"""E-mail addresses, phone numbers and short codes."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import phonenumbers
from phonenumbers import Leniency, PhoneMetadata, PhoneNumber, PhoneNumberMatcher

from monitor.facts.masked import TAKEN, Masked

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>|]+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|gov|int|info|eu|uk|kz|kg)(?:/[^\s<>|]*)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")
_COORDINATES = re.compile(r"[-+]?\d{1,3}\.\d{3,}°?\s*[NSEW]?\s*,\s*[-+]?\d{1,3}\.\d{3,}°?\s*[NSEW]?")


def hide_urls(text: Masked) -> None:
    """Take URLs and coordinates away: what stands in them is no phone and no amount."""
    for match in text.search(_COORDINATES):
        text.hide(match.start(), match.end())
    for match in text.search(_EMAIL):
        address = match.group().strip(".'-")
        start = match.start() + match.group().index(address)
        text.take("email", start, start + len(address), address.casefold())
    for match in text.search(_URL):
        text.hide(match.start(), match.end())


# A number that begins with "+" or a bracketed "(+7)" is meant for dialling, also where the numbering plan that we
# know does not hold it: publishers know new ranges before the plan's data do, and err, and both must be seen.
_PLUS = re.compile(r"(?:\(\+\s?\d{1,4}\)|\(?\+\s?(?:\(\d{1,4}\)|\d))(?:[\d\s.\u2011–-]|\(\d{1,5}\)){5,22}\d(?!\d)")
_DIGIT = re.compile(r"\d")
_FEWEST = 5
"""Digits without which no number of a numbering plan stands in a text."""
_PLUS_BEFORE = re.compile(r"\+\s?\(?\d{0,3}\)?[\s.-]*\(?$")
_EXTENSION = re.compile(r"^\s*[,;(]?\s*(?:ext(?:ension)?\.?|x|#|доб\.?)\s*(\d{1,6})\b", re.IGNORECASE)
# Behind a word that asks for a number, digits in groups are one, whatever the plan says.
_CALLED = re.compile(
    r"(?:\b(?:tel(?:ephone)?(?: number)?|phone(?: number)?|call(?:ing)?|dial(?:ling|ing)?|fax|mobile|whatsapp|helpline|hotline|number is|numbers are)"
    r"\b[\s:.(]{1,4}(?:on|at|is|us on|us at|them on|them at)?\s{0,2}|\b(?:on|or|at)\s+)"
    r"(?P<number>\(?\d[\d\s().-]{5,18}\d)(?!\d|\s?(?:%|km|mil|metre|hours|days|am|pm|US|euro|dollar))",
    re.IGNORECASE,
)
# "0800 389 4424 / 4425", "876-962-2278-9": one number with other last digits.
_TAIL = re.compile(r"^\s?(?:/|-|–| or )\s?(\d{1,4})(?!\d)")
_DATE_LIKE = re.compile(r"^\d{1,2}\.\d{1,2}\.\d{4}$|^\d{4}[-–]\d{4}$|^(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}$")


def find_phones(text: Masked, regions: tuple[str, ...]) -> None:
    """Numbers that can be dialled; the value is E.164, with ";ext=" where there is an extension.

    Args:
        regions: ISO codes whose national form is tried, in order: the page's country, then the publisher's.
    """
    if len(_DIGIT.findall(text.free)) < _FEWEST:
        return
    _find_planned(text, (None,))
    for match in text.search(_PLUS):
        _take_plus(text, match)
    for match in text.search(_ENDINGS):
        number = _parsed(match["base"], regions)
        if number:
            text.take("phone", match.start(), match.end(), f"{number}/{match['ending']}")
    if any(region in _NANP for region in regions) and _NANP_FORM.search(text.free):
        regions = tuple(sorted(regions, key=lambda region: region not in _NANP))
    _find_planned(text, regions)


def _find_planned(text: Masked, regions: tuple[str | None, ...]) -> None:
    """Numbers that a numbering plan holds.

    First who writes its numbers so: "(202) 939-9806" is a number in India too, but written as in the United States.
    """
    for leniency, region in product((Leniency.EXACT_GROUPING, Leniency.VALID), regions):
        for known in PhoneNumberMatcher(text.free, region, leniency=leniency, max_tries=65_000):
            raw = known.raw_string
            start, end = known.start, known.end
            if _DATE_LIKE.match(raw.strip()) or TAKEN in raw:
                continue
            if _PLUS_BEFORE.search(text.free[max(0, start - 8) : start]):
                continue  # "+8 771 ...": no country has this code, and without it this would be another number
            if text.free[max(0, start - 1) : start] == "(" and raw.count(")") > raw.count("("):
                start -= 1
            value = e164(known.number)
            end, value = _tails(text, end, value)
            text.take("phone", start, end, value)


def _take_plus(text: Masked, match: re.Match[str]) -> None:
    """A number with its country's code, whether the plan knows it or not."""
    said = match.group()
    known = _parsed("+" + re.sub(r"\D", "", re.sub(r"\(0\)", "", said)), (None,))
    if known and not _EXTENSION.match(text.free[match.end() :]):
        text.take("phone", match.start(), match.end(), known)
    else:
        _take_digits(text, match.start(), match.end(), said, "+")


def _parsed(said: str, regions: tuple[str | None, ...]) -> str | None:
    """E.164 of a number that is valid in one of the regions."""
    for region in regions:
        try:
            number = phonenumbers.parse(said, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return e164(number)
    return None


_NANP = frozenset({"US", "CA"})
"""Countries whose pages write the numbers of North America's plan without its code."""
_NANP_FORM = re.compile(r"\(?\b\d{3}\)?[-. ]\d{3}[-.]\d{4}\b")
# "876-962-2278-9" is one number with two endings.
_ENDINGS = re.compile(r"(?<![\d-])(?P<base>\d{3}-\d{3}-\d{4})-(?P<ending>\d{1,2})(?!\d)")


def find_called_numbers(text: Masked) -> None:
    """Digits in groups behind a word that asks for a number, where no plan knows them; after dates were taken."""
    for match in text.search(_CALLED):
        said = match["number"]
        digits = re.sub(r"\D", "", said)
        # "on 21 June 2026" and "at 1030 2026" hold too few digits or a year at the end.
        if len(digits) >= (6 if match.group()[:2].lower() not in ("on", "or", "at") else 8) and not _DATE_LIKE.match(
            said
        ):
            _take_digits(text, match.start("number"), match.end("number"), said, "")


def e164(number: PhoneNumber) -> str:
    """ "+77172556200", "+77272504802;ext=4901"."""
    said = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return f"{said};ext={number.extension}" if number.extension else said


def _take_digits(text: Masked, start: int, end: int, said: str, sign: str) -> None:
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", said))
    if not 6 <= len(digits) <= 16:
        return
    value = sign + digits
    extension = _EXTENSION.match(text.free[end:])
    if extension:
        value, end = f"{value};ext={extension[1]}", end + extension.end()
    text.take("phone", start, end, value)


def _tails(text: Masked, end: int, value: str) -> tuple[int, str]:
    """Other last digits behind a number belong to it."""
    while tail := _TAIL.match(text.free[end:]):
        if (
            len(tail[1]) > 4
            or (tail.group().strip().startswith("or") and len(tail[1]) < 2)
            or tail.group()[0] not in "/-– "
        ):
            break
        if re.match(r"^\s?\d", text.free[end + tail.end() :]) or "or" in tail.group():
            break
        value = f"{value}/{tail[1]}"
        end += tail.end()
    return end, value


_CUE = (
    r"police|ambulance|fire(?: (?:brigade|service|department|fighters))?|emergenc(?:y|ies)|rescue|medical|helplines?|hotlines?|"
    r"coast\s?guard|civil protection|gendarmerie|carabinieri|tourist assistance|dial(?:ling|ing)?|call(?:ing)?|phone|"
    r"telephone|short code|toll[- ]free|ring|text(?:ing)?|sms|"
    r"полици\w+|скор\w+ помощ\w*|пожарн\w+|звоните|телефон\w*"
)
_NEAR_CUE = re.compile(rf"\b(?:{_CUE})\b", re.IGNORECASE)
_SHORT = re.compile(
    r"(?<![\d.,$£€+-])(?<!no\. )(?P<code>\*?\d{2,6}#?)(?![\d%°]|[.,:-]\d|\s?(?:km|kilomet|mil|met|m\b|hours?|days?|weeks?|months?|years?|minutes?|people|US|euro|dollar|pounds?|kg|per\b|am\b|pm\b|percent|British|Canadian|American))"
)
_BEFORE = re.compile(
    r"(?:\bon|\bat|\bor|\band|\bvia|[:,(/–-]|\bcall|\bcalling|\bdial|\bdialling|\bdialing|\bphone|\btelephone|\bring|\btext|\bnumber|\bnumber is|\bis|\bservices?|\bpolice|\bambulance|\bfire|\bline|\bhelpline|\bhotline|\brescue)\s*[“\"'‘]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[”\"'’]?\s*(?:\(|for\b|in an emergency|–|-)\s*(?:the\s+)?(?:police|ambulance|fire|emergenc|medical|rescue|general|tourist|for )",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d{2}$")


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


def find_short_codes(text: Masked, country: str | None, around: str = "") -> None:
    """Emergency numbers and other short codes; the value is "CC:code", for they mean something in one country only.

    A code counts where a word that asks for a number stands close before it and the code follows a preposition,
    colon, comma or such a word; or where the country's plan lists it and the text or its heading speaks of
    emergencies. `around` is the heading, lead-in or column head.
    """
    for match in text.search(_SHORT):
        code = match["code"]
        digits = code.strip("*#")
        if _YEAR.match(digits) or len(digits) < 2:
            continue
        before, after = (
            text.text[max(0, match.start() - 110) : match.start()],
            text.text[match.end() : match.end() + 40],
        )
        near = bool(_NEAR_CUE.search(before)) or bool(_NEAR_CUE.search(after[:25]))
        listed = country is not None and digits in _emergency_numbers(country)
        placed = bool(_BEFORE.search(before)) or bool(_AFTER.match(after))
        alone = text.text.strip(" .()") == code
        asked = bool(_NEAR_CUE.search(around))
        long_enough = len(digits) >= 3 or listed
        if not placed and re.match(r"\s+[a-z]+", after):  # "112 members", "102 police stations"
            continue
        if long_enough and ((near and placed) or (listed and (near or asked)) or (asked and (alone or placed))):
            text.take("phone", match.start(), match.end(), f"{country or '?'}:{code}")
