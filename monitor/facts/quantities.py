"""Numbers with a unit of measure, or with a counted noun that matters."""

from __future__ import annotations

import re

from monitor.facts.masked import Masked
from monitor.facts.numbers import BOUND, NUMBER, amount

UNITS: dict[str, str] = {
    "km/h": r"km/?h|kph", "mph": r"mph", "km": r"kilomet(?:re|er)s?|kms?", "mile": r"miles?|mi\b", "m": r"met(?:re|er)s?|m", "cm": r"centimet(?:re|er)s?|cm", "mm": r"mm",
    "foot": r"f(?:oo|ee)t|ft", "nautical mile": r"nautical miles?|nm", "kg": r"kilogram(?:me)?s?|kilos?|kgs?", "g": r"gram(?:me)?s?|g",
    "mg": r"milligram(?:me)?s?|mg", "litre": r"lit(?:re|er)s?", "ml": r"millilit(?:re|er)s?|ml", "ounce": r"ounces?|oz",
    "degree": r"degrees?|°C?",
    "page": r"(?:blank\s+|empty\s+|clear\s+|unused\s+|full\s+)*(?:visa\s+|passport\s+)?pages?",
    "dose": r"doses?", "cigarette": r"cigarettes", "cigar": r"cigars", "bottle": r"bottles?", "photo": r"(?:passport[- ](?:size[d]?\s+)?)?photo(?:graph)?s?",
    "copy": r"copies", "entry": r"entries",
    "checkpoint": r"checkpoints?", "border crossing": r"border crossings?", "case": r"(?:confirmed\s+|suspected\s+)*cases", "death": r"deaths", "attack": r"attacks", "earthquake": r"earthquakes",
    "killed": r"(?:(?:\w+[- ]){0,4}?(?:people|persons?|civilians?|nationals?|citizens?|tourists?|soldiers?|officers?|personnel|travell?ers?|insurgents?|foreigners?|police|others?)\s+)?(?:were\s+|was\s+|have been\s+|had been\s+|being\s+)?(?:killed|dead|died)",
    "injured": r"(?:(?:\w+[- ]){0,4}?(?:people|persons?|civilians?|nationals?|citizens?|tourists?|soldiers?|officers?|personnel|travell?ers?|others?)\s+)?(?:were\s+|was\s+|have been\s+)?(?:injured|wounded)",
    "arrested": r"(?:people\s+|persons\s+)?(?:were\s+)?arrested", "people": r"people|persons|passengers|individuals", "national": r"(?:\w+[- ]){0,2}?(?:nationals|citizens|tourists|officers|soldiers|visitors)",
}  # fmt: skip
_UNIT = "|".join(f"(?P<{name.replace(' ', '_').replace('/', '_')}>{words})" for name, words in UNITS.items())
_QUANTITY = re.compile(
    rf"(?<![\w-]){BOUND}(?P<low>{NUMBER})(?:\s?(?:-|–|to|and|or)\s?(?P<high>{NUMBER}))?[\s-]?(?:{_UNIT})(?![\w-])(?:\s?\((?:\d[\d,.]*\s?(?:{'|'.join(w for n, w in UNITS.items() if n in ('km', 'mile', 'm', 'foot', 'kg', 'ounce'))}))\))?",
    re.IGNORECASE,
)
_OF_WHOM = frozenset({"killed", "injured", "national"})
_ONE = re.compile(r"^one\s+(?:of|person|people|individual)", re.IGNORECASE)


def find_quantities(text: Masked) -> None:
    """Distances, weights, pages, doses, people killed ...; the value is `{low, high, unit, bound}`."""
    for match in text.search(_QUANTITY):
        if _ONE.match(match.group()):
            continue
        unit = next(name for name in UNITS if match[name.replace(" ", "_").replace("/", "_")])
        if unit in _OF_WHOM:  # "one insurgent killed" and "one tourist killed" are two statements
            unit = f"{unit}: {' '.join(match[unit].casefold().split())}"
        text.take("quantity", match.start(), match.end(), amount(match["low"], match["high"], unit, match["bound"]))
