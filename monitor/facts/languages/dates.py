"""Dates: the names of the months, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.read.dates import MONTHS


@dataclass(frozen=True, slots=True)
class DateWords:
    """What a language must give for dates; patterns are regular expressions without groups."""

    months: dict[str, int]
    """The number of each month by its names, in small letters."""
    doubtful: frozenset[str]
    """Months that are other words or names as well: they are months only with a capital, and alone only behind `alone`."""
    capitals: bool
    """Whether months are written with a capital."""
    ordinal: str
    """What may end the number of a day ("1st", "1er", "1.")."""
    of: str
    """What may stand between the day and its month."""
    month_first: bool
    """Whether "May 1" is a date."""
    year_end: str
    """What may follow a year ("2026 года")."""
    to: str
    """What joins the two ends of a range."""
    both: str
    """What joins two dates, which are a range only behind `between`."""
    between: str
    """What opens a range."""
    part: str
    """Which part of a month is meant ("mid-May"); the month is what counts."""
    alone: str
    """Words behind which a month alone is a date."""
    not_alone: str
    """What shows behind a month alone that it is none."""
    named: str
    """What is called after a date ("15 May Square"), so that the date is none."""


BY_LANGUAGE: dict[str, DateWords] = {
    "en": DateWords(
        months=MONTHS["en"],
        doubtful=frozenset(
            {"may", "march", "mar", "august", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
        ),
        capitals=True,
        ordinal="st|nd|rd|th",
        of=r"of\s+",
        month_first=True,
        year_end="(?!)",
        to=r"to|until|till|through|up to",
        both="and|or|&",
        between="between|from",
        part=r"(?:the\s+)?(?:early|mid|middle|late|end|beginning|start|first half|second half)[\s-]+(?:of\s+)?(?:the\s+month\s+of\s+)?",
        alone=r"in|since|until|till|by|from|of|during|before|after|mid|early|late|every|each|this|next|last|through|to|between|around|for",
        not_alone=r"\s+(?:\d|Day\b|Movement\b)|[’']s\s+(?:body|presence)|-\d",
        named=r"(?:Bridge|Square|Street|Avenue|Road|Airport|Stadium|Hospital|University|Movement|Group|Boulevard|Park|Station|Plaza|Hotel|Market|District|Martyrs|Brigades?|Revolution|Club|Building|Highway|Tunnel|Av|Ave|St)\b",
    ),
    "ru": DateWords(
        months=MONTHS["ru"],
        doubtful=frozenset(),
        capitals=False,
        ordinal="-?(?:го|е|ого)",
        of="(?!)",
        month_first=False,
        year_end=r"\s?(?:года?у?|гг?\.)",
        to="по|до",
        both="и",
        between="с|от|между",
        part=r"(?:начал[аеу]|середин[аеуы]|кон(?:ец|ца|це))\s+",
        alone="в|с|до|по|к|после|начале|середине|конце",
        not_alone=r"\s+\d",
        named=r"(?!)",
    ),
    "de": DateWords(
        months=MONTHS["de"],
        doubtful=frozenset({"jan", "jun", "sep", "mai", "mär", "august", "juni", "juli"}),
        capitals=True,
        ordinal=r"\.",
        of="(?!)",
        month_first=False,
        year_end="(?!)",
        to="bis(?: zum)?",
        both="und|oder",
        between="vom|von|zwischen(?: dem)?",
        part=r"(?:Anfang|Mitte|Ende)\s+",
        alone="im|seit|bis|ab|von|Anfang|Mitte|Ende|zwischen|und|vor|nach",
        not_alone=r"\s+\d",
        named="(?!)",
    ),
    "fr": DateWords(
        months=MONTHS["fr"],
        doubtful=frozenset(),
        capitals=False,
        ordinal="er",
        of="(?!)",
        month_first=False,
        year_end="(?!)",
        to="au|à|jusqu[’']au",
        both="et|ou",
        between="du|de|entre(?: le)?",
        part=r"(?:début|mi|fin)[\s-]+",
        alone="en|de|d[’']|à|depuis|jusqu[’']en|dès|entre|et|mi|fin|début|avant|après|mois de|mois d[’']",
        not_alone=r"\s+\d",
        named=r"(?!)",
    ),
    "nl": DateWords(
        months=MONTHS["nl"],
        doubtful=frozenset({"mei"}),
        capitals=False,
        ordinal="e|ste",
        of="(?!)",
        month_first=False,
        year_end="(?!)",
        to="tot(?: en met)?|t/m",
        both="en|of",
        between="van|tussen",
        part=r"(?:begin|half|medio|midden|eind)[\s-]+",
        alone="in|sinds|tot|vanaf|van|tussen|en|begin|eind|half|voor|na",
        not_alone=r"\s+\d",
        named=r"(?!)",
    ),
}
