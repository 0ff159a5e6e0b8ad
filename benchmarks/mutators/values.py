"""Edits of an amount: a fine, a term, a stay, a date, a time, a limit, a distance, an article."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from mutators.edits import value_edit
from mutators.mutation import Expected, IllFormedError, Mutation
from mutators.page import Page, shuffled
from mutators.senses import ADVICE

MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"(?<![\w/-])(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})|"
    rf"(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?=, \d{{4}}|[ .,;)]|$))(?!\w)"
)
CLOCK = re.compile(
    r"(?<![\w:+.-])(?P<hour>\d{1,2})(?P<rest>(?:[:.]\d{2})? ?[ap]\.?m\b|:\d{2}(?! ?[ap]\.?m)(?![\d:]))", re.IGNORECASE
)
WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(WORDS)})"
_UNIT = r"(?P<unit>hours?|days?|weeks?|months?|years?)"
STAY = re.compile(
    rf"\b(?:up to|for|within|at least|maximum of|maximum stay is|valid for|a minimum of|less than|more than|"
    rf"no more than)"
    rf"(?: the| a)?(?: next| maximum of| period of)? (?P<number>{_NUMBER})[ -]{_UNIT}\b(?! (?:old|of age))",
    re.IGNORECASE,
)
PRISON = re.compile(
    rf"(?P<number>{_NUMBER})[ -]{_UNIT}(?:[’']?s?)?(?: in (?:prison|jail)| imprisonment| of imprisonment|"
    rf" in detention)\b"
    rf"|\b(?:imprisonment|prison sentences?|jail sentences?|prison terms?|jail terms?)(?: of|"
    rf" for)?(?: up to| at least| a maximum of)?"
    rf" (?P<number2>{_NUMBER})[ -](?P<unit2>days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"(?<![\w.])(?:(?:US|CA|AU|NZ|HK|N|C|A|S|R)?[$£€¥]|(?:USD|EUR|GBP|CAD|AED|"
    r"CHF)[ \u00a0]?)(?P<amount>\d(?:[\d,]*\d)?(?:\.\d+)?)"
    r"(?P<behind>(?: million| billion)?)(?![\d,]*\d|[ \u00a0]?(?:-|–|to)[ \u00a0]?\S?\d)"
    r"|(?<![\w.,$£€-])(?P<amount2>\d(?:[\d,]*\d)?(?:\.\d+)?) (?:US dollars|U\.S\. dollars|dollars|euros?|pounds|"
    r"USD|EUR|GBP|AED|CHF|"
    r"baht|dirhams?|rupees|riyals?|dinars?|pesos|kroner|francs?|yen|yuan)\b"
)
AGE = re.compile(
    r"\b(?:under|over|below|above|aged|the age of|age of|minimum age is|at least)(?: the age of)? (?P<number>\d{1,2})"
    r"(?=,? (?:years (?:old|of age)|or (?:over|older|under|younger|above)|and (?:over|older|under|above))|"
    r"[.;]?$|(?<=age of \d\d)\W|(?<=aged \d\d)\W)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"(?<![\w.,-])(?P<number>\d{1,2})(?:\.\d+)?[ \u00a0]?(?:%|percent\b|per cent\b)")
DISTANCE = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,3})[ \u00a0-]?(?:km|kilometres?|kilometers?|miles?|nautical miles?|metres|"
    r"meters)\b(?!/| per| an hour)",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"\b(?:Articles?|Art\.|Sections?|Law No\.|Act No\.|Decree No\.|Law|"
    r"Decree) (?P<number>\d{2,4})(?![\d/.-])(?= of| [A-Z(]|[.,;)])"
)


def punishment(page: Page, chance: random.Random) -> Mutation | None:
    """A fine doubled, or a prison term lengthened."""
    return chance.choice((_fine, _prison))(page, chance)


def _fine(page: Page, chance: random.Random) -> Mutation | None:
    is_fine = re.compile(r"\b(?:fines?|fined)\b", re.IGNORECASE).search
    for match in shuffled(page.matches(AMOUNT, is_fine), chance):
        if re.match(r"\s*(?:-|–|to)\s*\S{0,4}\d", page.text[match.end() :]):
            continue  # the lower end of a range would pass the upper one
        group = "amount" if match["amount"] else "amount2"
        old = match[group]
        number = float(old.replace(",", "")) * 2
        new = f"{number:,.0f}" if "," in old or number < 1000 else f"{number:.0f}"
        if "." in old:
            new = f"{number:,.2f}" if "," in old else f"{number:.2f}"
        # In brackets stands the same fine in other money: then no direction is certain.
        is_converted = re.search(r"\([^()\d]*$", page.shown[page.line(match.start())[0] : match.start()])
        directions: set[str | None] | None = None if is_converted else {"stricter", "up"}
        kinds = {"penalty", "money"}
        return value_edit(page, "punishment", "fine doubled", match.span(group), new, kinds, directions=directions)
    return None


def _longer(number: str, chance: random.Random) -> str:
    if number.isdigit():
        return str(int(number) + chance.choice((2, 3, 5, 10)))
    place = WORDS.index(number.lower())
    if place >= len(WORDS) - 1:
        raise IllFormedError("no longer word is known for the number")
    return WORDS[chance.randrange(max(place + 1, 1), len(WORDS))]


def _plural(unit: str, number: str) -> str:
    return unit if number in ("1", "one") or unit.endswith("s") else unit + "s"


def _length(page: Page, match: re.Match[str], group: str, unit: str, new: str) -> tuple[tuple[int, int], str, str, str]:
    """Span and words of a number with its unit, in the singular and the plural as the number asks."""
    start, end = match.start(group), match.end(unit)
    between = page.text[match.end(group) : match.start(unit)]
    written = match[unit] if between == "-" else _plural(match[unit], new)
    words = new + between + written
    return (start, end), words, page.text[start:end], words


def _prison(page: Page, chance: random.Random) -> Mutation | None:
    for match in shuffled(page.matches(PRISON), chance):
        group, unit = ("number", "unit") if match["number"] else ("number2", "unit2")
        span, words, old, new = _length(page, match, group, unit, _longer(match[group], chance))
        if re.match(r"\s*(?:-|–|to)\s*(?:\d|\w+ years)", page.text[span[1] :]):
            continue  # the lower end of a range would pass the upper one
        return value_edit(
            page, "punishment", "prison term", span, words, {"penalty"}, whole=(old, new), directions={"stricter"}
        )
    return None


def stay(page: Page, chance: random.Random) -> Mutation | None:
    """Another length of a stay, a validity, a notice."""
    is_none = re.compile(
        r"\b(?:prison|jail|imprison\w*|sentence[sd]?|aged?|old|arrest\w*|detention|detained?|fined?|bann?e?d?)\b",
        re.IGNORECASE,
    )
    for match in shuffled(page.matches(STAY, lambda s: not is_none.search(s)), chance):
        new = _longer(match["number"], chance)
        span, words, old, said = _length(page, match, "number", "unit", new)
        return value_edit(page, "stay", match["unit"].rstrip("s"), span, words, {"duration"}, whole=(old, said))
    return None


def moment(page: Page, chance: random.Random) -> Mutation | None:
    """A date moved by days or a month, or a clock time moved by hours."""
    return chance.choice((_date, _clock))(page, chance)


def _date(page: Page, chance: random.Random) -> Mutation | None:
    for match in shuffled(page.matches(DATE), chance):
        day, month = (match["day"] or match["day2"]), (match["month"] or match["month2"])
        if int(day) < 1 or int(day) > 31:
            continue
        if chance.random() < 0.5 and int(day) <= 25:
            new_day, new_month = str(int(day) + chance.randrange(1, 4)), month
        elif int(day) <= 28:
            new_day, new_month = day, MONTHS[(MONTHS.index(month) + 1) % 12]
        else:
            continue
        if re.match(r"\s*(?:-|–|to|until|and)\s*\d", page.text[match.end() :]):
            continue  # the first day of a range would pass the last one
        words = f"{new_day} {new_month}" if match["day"] else f"{new_month} {new_day}"
        return value_edit(page, "moment", "date", match.span(), words, {"date"})
    return None


def _has_no_zone(sentence: str) -> bool:
    return not re.search(r"\b(?:GMT|UTC|zone)\b", sentence)


def _clock(page: Page, chance: random.Random) -> Mutation | None:
    for match in shuffled(page.matches(CLOCK, _has_no_zone), chance):
        hour = int(match["hour"])
        half = bool(re.search("[ap]", match["rest"], re.IGNORECASE))
        last = 11 if half else 22
        if not 1 <= hour < last:
            continue
        new = str(hour + chance.randrange(1, min(3, last - hour) + 1)).zfill(len(match["hour"]))
        if re.match(r"\s*(?:-|–|to|until|and)\s*\d", page.text[match.end() :]):
            continue
        words = new + match["rest"]
        return value_edit(page, "moment", "time", match.span(), words, {"time"})
    return None


_FIGURES = {"age": AGE, "percentage": PERCENT, "quantity": DISTANCE, "law": ARTICLE}


def figure(page: Page, chance: random.Random) -> Mutation | None:
    """Another age limit, percentage, distance, or number of an article."""
    for name in chance.sample(list(_FIGURES), k=1):
        for match in shuffled(page.matches(_FIGURES[name], lambda s: not ADVICE.search(s)), chance):
            old = match["number"]
            new = str(int(old) + chance.randrange(1, 6))
            behind = page.text[match.end("number") : match.end()]
            before = page.text[match.start() : match.start("number")] if name == "law" else ""
            if name == "percentage" and int(new) > 100:
                continue
            if int(old) == 1 and name == "quantity":
                continue  # "1 mile" would need its plural
            if re.match(r"\s*(?:-|–|to)\s*\d", page.text[match.end() :]):
                continue
            whole = (before + old + behind, before + new + behind)
            made = value_edit(page, "figure", name, match.span("number"), new, {name}, whole=whole)
            if name == "quantity":  # "within 5 km of the border" is the area of a level, too
                area = Expected(frozenset({"level"}), *whole, frozenset({"changed", "added"}))
                made = replace(made, optional=(area,))
            return made
    return None
