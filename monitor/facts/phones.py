"""Phone numbers.

The value is E.164, then what else tells one line from another: "+77272504802;ext=4901". Where the words around a
number say that it is not spoken on, the channel follows: "+77080000003;channel=whatsapp", "fax" or "sms". Two numbers
that share their head ("0800 389 4424 / 4425") are one fact, each number in full: "+448003894424/+448003894425".
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher

from monitor.facts.contact_words import channels, compiled
from monitor.facts.hints import has_digit
from monitor.facts.masked import TAKEN, Masked

_DIGIT = re.compile(r"\d")
_FEWEST = 5
"""Digits without which no number of a numbering plan stands in a text."""
# A number that begins with "+" or a bracketed "(+7)" is meant for dialling, also where the numbering plan that we
# know does not hold it: publishers know new ranges before the plan's data do, and err, and both must be seen.
_PLUS = re.compile(r"(?:\(\+\s?\d{1,4}\)|\(?\+\s?(?:\(\d{1,4}\)|\d))(?:[\d\s.\u2011–-]|\(\d{1,5}\)){5,22}\d(?!\d)")
_PLUS_BEFORE = re.compile(r"\+\s?\(?\d{0,3}\)?[\s.-]*\(?$")
# "(254) (20) 363-6000", "00353 1 4082000": a country's code without its "+".
_CODE_FIRST = re.compile(r"(?:\(\d{1,3}\)|(?<![\d.,-])00\s?[1-9])(?:[\s.\u2011–-]|\(\d{1,4}\)|\d){5,20}\d(?!\d)")
# "1-800-FLY-EASY", "0800 FLY EASY": letters of the keypad behind digits.
_VANITY = re.compile(
    r"(?<![\w+-])(?:\+?1[-. ])?\(?0?\d{3}\)?[-. ](?=[A-Z\d-]*[A-Z]{3})[A-Z\d]{1,10}(?:[- ](?:[A-Z]{2,9}|\d{1,4})){0,3}(?![\w])"
)
_CLOCK_OR_YEARS = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d|(?:[01]\d|2[0-4])[0-5]\d\s?[-–]\s?(?:[01]\d|2[0-4])[0-5]\d"
)
_ROUND_THE_CLOCK = re.compile(r"\b24/7\b")
_NANP = frozenset({"US", "CA"})
"""Countries whose pages write the numbers of North America's plan without its code."""
_NANP_FORM = re.compile(r"\(?\b\d{3}\)?[-. ]\d{3}[-.]\d{4}\b")
# "+(242) 322-1181": the area's code in the place of the country's.
_AREA_FOR_COUNTRY = re.compile(r"\+\s?\(?\d{3}\)?[\s.-]?\d{3}[-. ]\d{4}")
_ENDINGS = re.compile(r"(?<![\d-])(?P<base>\d{3}-\d{3}-\d{4})(?=-\d{1,2}(?![\d-]))")


def find_phones(text: Masked, regions: tuple[str, ...], own: tuple[str, ...] = ()) -> None:
    """Numbers that can be dialled.

    Args:
        regions: ISO codes whose national form is tried, in order: the page's country, then the publisher's.
        own: national forms of the publisher's own numbers as digits, which it prints on pages of every country: read by
            the plan of the last region. 020 7008 5000 is FCDO in London, though China has such a number too.
    """
    if not has_digit(text.free) or (len(_DIGIT.findall(text.free)) < _FEWEST and not _VANITY.search(text.free)):
        return
    if "+" in text.free or "\uff0b" in text.free:  # without it no number says its country
        _find_planned(text, (None,))
        for match in text.search(_PLUS):
            _take_plus(text, match)
    for digits in own:
        for match in text.search(_spaced(digits)):
            if number := _parsed(digits, regions[-1:]):
                _take(text, match.start(), match.end(), number)
    if any(region in _NANP for region in regions) and _NANP_FORM.search(text.free):
        regions = tuple(sorted(regions, key=lambda region: region not in _NANP))
    for match in text.search(_VANITY):
        if number := _vanity(match.group(), regions):
            _take(text, match.start(), match.end(), number)
    for match in text.search(_ENDINGS):
        if number := _parsed(match["base"], regions):
            _take(text, match.start(), match.end(), number)
    _find_planned(text, regions)
    for match in text.search(_CODE_FIRST):
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
        if number := _parsed("+" + digits.removeprefix("00"), (None,)):
            _take(text, match.start(), match.end(), number)


@cache
def _spaced(digits: str) -> re.Pattern[str]:
    """A number in whatever groups."""
    return re.compile(r"(?<![\d+])\(?" + r"[\s().-]{0,2}".join(digits) + r"(?!\d)")


_TRIES = 100
"""Runs of digits in one block that may turn out to be no number; the matcher then gives up. Real blocks hold a dozen."""


def _find_planned(text: Masked, regions: tuple[str | None, ...]) -> None:
    """Numbers that a numbering plan holds.

    First who writes its numbers so: "(202) 939-9806" is a number in India too, but written as in the United States.
    """
    for leniency, region in product((Leniency.EXACT_GROUPING, Leniency.VALID), regions):
        numbers = _ROUND_THE_CLOCK.sub(TAKEN * 4, text.free) if "24/7" in text.free else text.free
        for known in PhoneNumberMatcher(numbers, region, leniency=leniency, max_tries=_TRIES):
            raw = known.raw_string
            start, end = known.start, known.end
            if _CLOCK_OR_YEARS.fullmatch(raw.strip()) or TAKEN in raw:
                continue
            before = text.free[max(0, start - 12) : start]
            if _PLUS_BEFORE.search(before):
                continue  # "+8 771 ...": no country has this code, and without it this would be another number
            if code := _OWN_CODE.search(before):  # "(254) (20) 363-6000" stands for +254 20 363 6000, as a whole
                whole = _parsed("+" + re.sub(r"\D", "", code.group() + raw), (None,))
                if whole:
                    _take(text, start - len(code.group()), end, whole)
                    continue
            if before[-1:] == "(" and raw.count(")") > raw.count("("):
                start -= 1
            _take(text, start, end, e164(known.number))


_OWN_CODE = re.compile(r"\(\d{1,3}\)\s?(?:\(\d{1,4}\)\s?)?$")


def _take_plus(text: Masked, match: re.Match[str]) -> None:
    """A number with its country's code, whether the plan knows it or not."""
    said = match.group()
    digits = _digits(said)
    number = _parsed("+" + digits, (None,))
    if number is None and _AREA_FOR_COUNTRY.fullmatch(said):
        number = _parsed("+1" + digits, (None,))
    if number is None and not _FEWEST < len(digits) <= _MOST:
        return
    _take(text, match.start(), match.end(), number or "+" + digits)


def _vanity(said: str, regions: tuple[str, ...]) -> str | None:
    """E.164 of a number with letters; those beyond the length of a number are not dialled ("1-800-CONTACTS")."""
    dialled = phonenumbers.convert_alpha_characters_in_number(said)
    return _parsed(dialled, regions) or next(
        (number for cut in (1, 2, 3) if (number := _parsed(dialled[:-cut], ("US",)))), None
    )


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


def e164(number: PhoneNumber) -> str:
    """ "+77172556200", "+77272504802;ext=4901"."""
    said = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return f"{said};ext={number.extension}" if number.extension else said


_CALLED = (
    r"(?:\b(?:(?:{asking}|{voice}|{channel})\b[\s:.(]{1,4}(?:(?:{link})\s{1,2}){0,3}|"
    r"(?:{asking}|{voice}|{services}|{channel})\b[^.;:\d\x00]{0,30}:\s?)|(?P<loosely>\b(?:{joins}|{towards})\s+|,\s))"
    r"(?P<number>\(?\d[\d\s().-]{5,18}\d)(?!\d|-\d|\s?(?:%|{counted})\b)"
)
_CALLABLE = 6
"""Fewest digits of a number that is called."""
_MOST = 16
"""Digits of the longest number that is dialled, with a digit too many."""
_LONG, _LOCAL = 8, 7
"""Fewest digits where the words ask less clearly, and of a local number in two groups."""
_FAR, _CLOSE = 110, 40
"""Characters before a number in which somebody to call is looked for."""
_GROUPED = re.compile(r"\(?\d{3,4}\)?[- ]\d{3,4}")


def find_called_numbers(text: Masked) -> None:
    """Digits in groups behind a word that asks for a number, where no plan knows them; after dates were taken."""
    if len(_DIGIT.findall(text.free)) < _CALLABLE:
        return
    for match in text.search(compiled(text.languages, _CALLED)):
        said = match["number"]
        digits = _digits(said)
        # "on 21 June 2026" and "at 1030 2026" hold too few digits or a year at the end; a plain "at" asks less clearly.
        least = _CALLABLE
        if match["loosely"]:
            least = _LONG
            if not _asked(text, match.start(), _FAR):
                continue
            if "-" in said and _GROUPED.fullmatch(said):
                least = (
                    _CALLABLE if match["loosely"].startswith(",") and _asked(text, match.start(), _CLOSE) else _LOCAL
                )
            elif match["loosely"].startswith(","):
                continue
        if least <= len(digits) <= _MOST and not _CLOCK_OR_YEARS.fullmatch(said):
            _take(text, match.start("number"), match.end("number"), digits)


def _asked(text: Masked, end: int, reach: int) -> bool:
    """Whether one who is called stands before, close by: "the Harare Central Police Station, 777-777"."""
    before = text.text[max(0, end - reach) : end]
    return bool(compiled(text.languages, r"\b(?:{services}|{asking}|{voice})\b").search(before))


def _digits(said: str) -> str:
    return re.sub(r"\D", "", said.replace("(0)", ""))


def _take(text: Masked, start: int, end: int, value: str) -> None:
    """A number with its other endings, its extension and its channel."""
    if ";ext=" not in value:
        end, value = _endings(text, end, value)
        extension = compiled(text.languages, _EXTENSION).match(text.free[end : end + _EXTENDS])
        if extension:
            value, end = f"{value};ext={extension['inside'] or extension['outside']}", end + extension.end()
    if ";ext=" in value:
        while other := compiled(text.languages, _OTHER_EXTENSION).match(text.free[end : end + _EXTENDS]):
            value, end = f"{value}/{other['digits']}", end + other.end()
    if channel := _channel(text, start, end):
        value = f"{value};channel={channel}"
    text.take("phone", start, end, value)


_EXTENDS = 40
_EXTENSION = (
    r"^\s?(?:,\s|;\s?)?(?:\(\s?(?:{extension})\s?(?P<inside>\d{1,6})\)|(?:{extension})\s?(?P<outside>\d{1,6})\b)"
)
_OTHER_EXTENSION = r"^(?:\s?/\s?|\s(?:{joins})\s)(?P<digits>\d{2,6})\b(?![-.:]\d|\s?(?:[%:°]|(?:{counted})\b))"
# Such as "0800 389 4424 / 4425", "(202) 599-6192 or 6193", "876-962-2278-9", "(291) 1-202-914 / 201-917".
_ENDING = (
    r"^(?:(?P<slash>\s?/\s?)|(?P<hyphen>[-–])|(?P<word>,?\s(?:{joins})\s))(?P<digits>\d{1,4}(?:-\d{2,4})?)"
    r"(?!\d|[-–.:]\d|\s?(?:\d|[%:°]|(?:{counted})\b))"
)
_SHARED = 2
"""Digits in which "or 6193" begins like the "6192" before it; "1990" behind "+94 11 269 1111" is a code of its own."""


def _endings(text: Masked, end: int, value: str) -> tuple[int, str]:
    """Other last digits behind a number stand for another number with the same head."""
    base = value
    group = _LAST_GROUP.search(text.text, max(0, end - _LONGEST_GROUP), end)
    size = len(group.group()) if group else 0
    while ending := compiled(text.languages, _ENDING).match(text.free[end : end + _EXTENDS]):
        said = ending["digits"]
        digits = said.replace("-", "")
        if "-" in said and not (ending["slash"] and size < len(digits) < len(base)):
            break
        if "-" not in said and (len(digits) > max(size, 1) or (ending["hyphen"] and len(digits) > _SHARED)):
            break
        if digits == "7" and text.text.endswith("24", 0, end):  # round the clock
            break
        if ending["word"] and not (len(digits) == size > _SHARED and base[-size:].startswith(digits[:_SHARED])):
            break
        value += "/" + base[: -len(digits)] + digits
        end += ending.end()
    return end, value


_LAST_GROUP = re.compile(r"\d+$")
_LONGEST_GROUP = 8


_BEHIND = r"^\s?(?:\(|[-–]\s)\s?(?:(?:{link}|{serving})\s)?(?:CHANNEL)(?:\s(?:{line}))?\s?(?:[);,.]|$)"
_BEFORE = (
    r"(?<!\w)(?P<other>(?:{voice})\s?(?:[/,&+]|(?:{joins})\b)\s?)?(?:CHANNEL)(?P<more>\s?(?:[/&+]|(?:{joins})\b)\s?(?:{voice}))?"
    r"(?:\s(?:{line}))?\W{0,3}(?:(?:{link})\s){0,4}[(+]{0,2}$"
)


def _channel(text: Masked, start: int, end: int) -> str | None:
    """What else than a voice a number is for, where the words right before or behind it say so."""
    before, behind = text.text[max(0, start - 50) : start], text.text[end : end + 30]
    for channel, said in channels(text.languages):
        if compiled(text.languages, _BEHIND.replace("CHANNEL", said)).match(behind):
            return channel
        match = compiled(text.languages, _BEFORE.replace("CHANNEL", said)).search(before)
        if match and not match["other"] and not match["more"]:
            return channel
    if TAKEN not in text.free[max(0, start - _NEXT) : start]:
        return None
    listed = next((f for f in reversed(text.found) if f.kind == "phone" and 0 < start - f.end < _NEXT), None)
    if listed and re.fullmatch(r"\s?[,;/]\s?", text.text[listed.end : start]):  # "Fax: +7 ..., +7 ..."
        return str(listed.value).partition(";channel=")[2] or None
    return None


_NEXT = 4
"""Characters between two numbers of one list."""
