"""Percentages and rates: shares of a hundred or a thousand, and the alcohol in blood or breath."""

from __future__ import annotations

import re
from functools import cache

from monitor.facts.languages import words_of
from monitor.facts.languages.quantities import BY_LANGUAGE
from monitor.facts.masked import Masked
from monitor.facts.numbers import amount, bound_after, bound_before, joins, numbers_in


def find_percentages(text: Masked) -> None:
    """Percentages and rates; the value is `{low, high, unit, bound}` with the unit "percent", "per mille" or "g/l"."""
    free, languages = text.free, text.languages
    percent, rate = _patterns(languages)
    numbers = numbers_in(free, languages)
    position = 0
    for index, each in enumerate(numbers):
        match = percent.match(free, each.end) or rate.match(free, each.end)
        if match is None or each.start < position or (each.glued and free[each.start - 1].isalpha()):
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if (
            following
            and each.value < following.value
            and joins(free, match.end(), following.start, languages)
            and percent.match(free, following.end)
            and not _AND.search(free[match.end() : following.start])
        ):
            continue  # "5% to 10%" is taken with its second end
        groups = match.groupdict()
        unit = "per mille" if groups.get("mille") else "percent" if "mille" in groups else _rate(match)
        before, low = (numbers[index - 1] if index else None), each
        if before and before.start >= position and before.value < each.value:
            repeated = percent.match(free, before.end)  # "5% to 10%"
            end = repeated.end() if repeated else before.end
            if joins(free, end, each.start, languages) and not (repeated and _AND.search(free[end : each.start])):
                low = before
        start, bound = bound_before(free, low.start, languages)
        end, behind = bound_after(free, match.end(), languages)
        value = amount(low.value, each.value if low is not each else None, unit, bound or behind)
        text.take("percentage", start, end, value)
        position = end


_AND = re.compile(r"\w\w\w|or")
"""Between two numbers that both have their sign: "5% and 10%" are two, "5% to 10%" is one."""


def _rate(match: re.Match[str]) -> str:
    """ "grams of alcohol per litre of blood" -> "g/l", "mg per 100 ml" -> "mg/100 ml"."""
    weight, many, volume = match["weight"][0].lower(), match["many"] or "", match["volume"].lower()
    weight = "mg" if match["weight"].lower().startswith(("mg", "milli", "мг")) else "μg" if weight in "μµ" else "g"
    fluid = next((name for name, forms in _VOLUMES.items() if volume in forms), volume)
    return f"{weight}/{many + ' ' if many not in ('', '1') else ''}{fluid}"


_VOLUMES = {
    "ml": {"ml", "millilitre", "millilitres", "milliliter", "milliliters", "cc", "мл"},
    "dl": {"dl", "decilitre", "deciliter"},
    "l": {"l", "litre", "litres", "liter", "liters", "л", "литр"},
}


@cache
def _patterns(languages: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    tables = words_of(BY_LANGUAGE, languages)
    percent = "|".join(table.percent for table in tables)
    mille = "|".join(table.per_mille for table in tables)
    per = "|".join(table.per for table in tables)
    volume = "|".join(sorted((form for forms in _VOLUMES.values() for form in forms), key=len, reverse=True))
    return (
        re.compile(rf"[\s-]?(?:{percent}|(?P<mille>{mille}))", re.IGNORECASE),
        re.compile(
            rf"\s?(?P<weight>milligram(?:me)?s?|gram(?:me)?s?|mg|g|мг|г|[μµ]g|micrograms?)\.?(?:\s(?:of\s)?(?:alcohol|ethanol|pure alcohol)){{0,2}}(?:{per})"
            rf"(?P<many>\d+)?\s?(?P<volume>{volume})\b(?:\sof\s(?:blood|breath|exhaled air))?",
            re.IGNORECASE,
        ),
    )
