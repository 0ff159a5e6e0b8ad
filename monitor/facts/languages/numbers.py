"""Numbers, what joins two of them to a range, and the words that bound them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bound = Literal["max", "below", "min", "above", "about"]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What a language must give for numbers; patterns are regular expressions without groups."""

    decimal: str
    """What stands before the decimals, "." or ","; the other one groups thousands."""
    small: dict[str, int]
    """Words below a hundred. Tens and ones may follow each other ("twenty-one")."""
    scales: dict[str, int]
    """Words that multiply what stands before them; "a hundred" is one of them too."""
    one: str
    """The article that stands for one before a scale ("a dozen")."""
    joint: str
    """What may stand between a scale and the rest ("two hundred and fifty")."""
    half: str
    """What follows a number and adds a half ("two and a half")."""
    to: str
    """What joins the two ends of a range."""
    before: dict[Bound, str]
    """Qualifiers before a number, by what they make of it."""
    filler: str
    """What may stand between a qualifier and its number and changes nothing."""
    after: dict[Bound, str]
    """Qualifiers behind the unit ("30 days or less")."""


_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_RUSSIAN = {
    "один": 1, "одного": 1, "одной": 1, "одну": 1, "одна": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трёх": 3,
    "трех": 3, "четыре": 4, "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7,
    "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "двенадцать": 12,
    "двенадцати": 12, "пятнадцать": 15, "пятнадцати": 15, "двадцать": 20, "двадцати": 20, "тридцать": 30,
    "тридцати": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "девяносто": 90,
}  # fmt: skip
_GERMAN = {
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20,
    "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "neunzig": 90,
}  # fmt: skip
_FRENCH = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "quatre-vingt-dix": 90,
}  # fmt: skip
_DUTCH = {
    "één": 1, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50,
    "zestig": 60, "negentig": 90,
}  # fmt: skip

BY_LANGUAGE: dict[str, NumberWords] = {
    "en": NumberWords(
        decimal=".",
        small=_ENGLISH,
        scales={"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12},
        one="a|an",
        joint="and",
        half="and a half|and one[- ]half",
        to="to|through|until|or|and|up to|and up to",
        before={
            "max": r"up to(?: and including)?(?: (?:a|the) (?:maximum|total|period|term)(?: period)? of)?|upto|as (?:long|many|much) as"
            r"|(?:a |the )?maximum(?: \w+)?(?: length)?(?: period)?(?: of)?(?: up to)?|max\.?|(?:no|not|never) (?:(?:be|stay|for|remain) ){0,2}(?:more|longer|later|older|greater|higher|further) than"
            r"|(?:not|n[’']t|cannot) (?:to )?exceed(?:ing)?|at (?:the )?most|within(?: (?:the|a))?(?: (?:past|last|next|first|preceding|previous|following|period of|radius of))?(?: (?:approximately|about|around))?"
            r"|less than or equal to",
            "below": r"less than|fewer than|below|under|shorter than|lower than|smaller than|lighter than|younger than|up to but not including",
            "min": r"at (?:the very )?least|(?:a |the )?minimum(?: period)?(?: of)?|min\.?|(?:no|not) (?:less|fewer|shorter|earlier|younger|lower) than",
            "above": r"more than|over|above|exceed(?:s|ed|ing)?|longer than|greater than|larger than|higher than|older than|heavier than|taller than|in excess of|upwards of|beyond",
            "about": r"about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|an estimated|close to",
        },
        filler=r"of|the|a|an|(?:the |an? )?(?:equivalent|total|amount|sum|value|average) of",
        after={
            "max": r"or (?:less|fewer|under|below|shorter|younger)|and (?:under|below|younger)|maximum|max\.?|at (?:the )?most",
            "min": r"(?:or|and) (?:more|longer|over|above|greater|older|up|upwards)|minimum|at least",
        },
    ),
    "ru": NumberWords(
        decimal=",",
        small=_RUSSIAN,
        scales={
            "сто": 100,
            "ста": 100,
            "тысяч": 1_000,
            "тысячи": 1_000,
            "тыс.": 1_000,
            "миллион": 1_000_000,
            "миллионов": 1_000_000,
            "млн": 1_000_000,
            "миллиона": 1_000_000,
        },
        one="(?!)",
        joint="(?!)",
        half="с половиной",
        to="до|и|или|по",
        before={
            "max": r"не (?:более|больше|позднее|позже|дольше)(?: чем)?(?: на)?|до|максимум|в течение|в срок до|сроком до|на срок до|в пределах|в радиусе",
            "below": r"менее|меньше|младше|ниже",
            "min": r"не (?:менее|меньше|ранее|младше)(?: чем)?|минимум|как минимум|от",
            "above": r"более|больше|свыше|старше|выше|дольше",
            "about": r"около|примерно|приблизительно|порядка",
        },
        filler=r"(?!)",
        after={"max": r"или менее|и менее", "min": r"(?:или|и) (?:более|старше)"},
    ),
    "de": NumberWords(
        decimal=",",
        small=_GERMAN,
        scales={"hundert": 100, "tausend": 1_000, "Million": 1_000_000, "Millionen": 1_000_000, "Mio.": 1_000_000},
        one="(?!)",
        joint="(?!)",
        half="einhalb",
        to="bis(?: zu)?|und|oder",
        before={
            "max": r"bis zu|maximal|höchstens|nicht (?:mehr|länger) als|innerhalb (?:von|der letzten)|binnen",
            "below": r"weniger als|unter",
            "min": r"mindestens|wenigstens|nicht weniger als",
            "above": r"mehr als|über|länger als",
            "about": r"etwa|ca\.|circa|rund|ungefähr",
        },
        filler=r"(?!)",
        after={"max": r"oder weniger", "min": r"(?:oder|und) mehr"},
    ),
    "fr": NumberWords(
        decimal=",",
        small=_FRENCH,
        scales={"cent": 100, "cents": 100, "mille": 1_000, "million": 1_000_000, "millions": 1_000_000},
        one="(?!)",
        joint="(?!)",
        half="et demie?",
        to="à|au|et|ou",
        before={
            "max": r"jusqu[’']à|au maximum|maximum|n[’']excédant pas|pas plus de|au plus|dans (?:les|un délai de)|sous|d[’']une durée maximale de",
            "below": r"moins de|inférieure? à",
            "min": r"au moins|minimum|au minimum|pas moins de",
            "above": r"plus de|supérieure? à|au-delà de",
            "about": r"environ|près de|à peu près",
        },
        filler=r"de|les?",
        after={"max": r"maximum|au plus|ou moins", "min": r"(?:ou|et) plus|minimum|au moins"},
    ),
    "nl": NumberWords(
        decimal=",",
        small=_DUTCH,
        scales={"honderd": 100, "duizend": 1_000, "miljoen": 1_000_000},
        one="(?!)",
        joint="(?!)",
        half="en een half",
        to="tot|t/m|en|of",
        before={
            "max": r"tot(?: maximaal)?|maximaal|hooguit|ten hoogste|niet (?:meer|langer) dan|binnen",
            "below": r"minder dan|onder",
            "min": r"minimaal|minstens|ten minste|tenminste|niet minder dan",
            "above": r"meer dan|langer dan|boven",
            "about": r"ongeveer|circa|ca\.|rond",
        },
        filler=r"de",
        after={"max": r"of minder", "min": r"(?:of|en) (?:meer|langer)"},
    ),
}
