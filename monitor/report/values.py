"""The normal form of a fact's value in words: what the program takes a statement to say."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections.abc import Mapping
from datetime import date
from typing import Any

from monitor.report.reader import UTC_ENGLISH, Reader

_BOUNDS = {"max": "up to", "below": "less than", "min": "at least", "above": "more than", "about": "about"}
_SIGNS = frozenset("$£€₸₽₹")
_COUNTED = frozenset("year month week day hour minute second page dose night mile photo".split())
"""Units that have a plural in "s"; a kilogram is kg however many there are."""


def value_words(kind: str, value: Any, reader: Reader = UTC_ENGLISH) -> str:
    """A value in words: {"low": 6, "high": None, "unit": "month", "bound": "min"} is "at least 6 months".

    Page text in it is not yet safe. A value of a shape that is not known here is given as JSON.
    """
    if isinstance(value, str):
        return _date(value, reader) if kind == "date" else _phone(value) if kind == "phone" else value
    if not isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if kind == "level":
        return _level(value)
    if kind == "rule":
        under = value.get("under")
        return f"{value.get('modality')}{f' (under “{under}”)' if under else ''}"
    if kind == "law":
        return _law(value)
    if kind == "penalty":
        return _penalty(value)
    return _amount(value) or json.dumps(value, ensure_ascii=False)


_PARAMETERS = {"ext": "extension", "channel": "", "country": "in"}
_CHANNELS = {"whatsapp": "WhatsApp", "fax": "fax", "sms": "SMS", "voice": "voice"}


def _phone(value: str) -> str:
    """ "+77172556200;ext=4901;channel=whatsapp" as "+77172556200, extension 4901, WhatsApp"."""
    number, *parameters = value.split(";")
    said = [number]
    for parameter in parameters:
        name, _, given = parameter.partition("=")
        said.append(f"{_PARAMETERS.get(name, name)} {_CHANNELS.get(given, given)}".strip())
    return ", ".join(said)


def _date(value: str, reader: Reader) -> str:
    """ISO 8601 as it is; a day without a year ("--01-03") as "3 January, any year"."""
    return " to ".join(_day(each, reader) for each in value.split("/"))


def _day(iso: str, reader: Reader) -> str:
    found = re.fullmatch(r"--(\d\d)(?:-(\d\d))?", iso)
    if not found or not 1 <= int(found[1]) <= 12:
        return iso
    if reader.language != "en":
        return _local_day(int(found[1]), int(found[2]) if found[2] else None, reader.language) or iso
    return f"{int(found[2])} {month_name[int(found[1])]}, any year" if found[2] else month_name[int(found[1])]


def _local_day(month: int, day: int | None, language: str) -> str:
    from monitor.report.local_days import day_of_any_year, month_of_any_year

    try:
        at = date(_LEAP, month, day or 1)
    except ValueError:
        return ""
    return f"{day_of_any_year(at, language)}, any year" if day else month_of_any_year(at, language)


_LEAP = 2024
"""A year that has a 29 February."""


def _amount(value: Mapping[str, Any]) -> str:
    """A number or a range with its unit or currency, and its bound; "" where it is none."""
    low, high = value.get("low", value.get("amount")), value.get("high")
    unit, currency = str(value.get("unit") or ""), str(value.get("currency") or "")
    if low is not None and high is not None and low != high:
        number = f"{_number(low)} to {_number(high)}"
    elif low is not None or high is not None:
        number = _number(high if low is None else low)
    else:
        return ""
    if unit == "percent":
        number += " %"
    elif unit:
        unit = unit.partition(":")[0]
        number += f" {unit}{'s' if unit in _COUNTED and number != '1' else ''}"
    if currency:
        number = f"{currency}{number}" if currency in _SIGNS else f"{number} {currency}"
    bound = _BOUNDS.get(str(value.get("bound")), "")
    inside = value.get("in")
    within = f" in {_amount(inside)}" if isinstance(inside, Mapping) else ""
    other = value.get("or")
    instead = f" (or {_amount(other)})" if isinstance(other, Mapping) else ""
    return f"{bound} {number}{within}{instead}".strip()


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def _level(value: Mapping[str, Any]) -> str:
    step = value.get("step")
    said = f"step {step} of the scale “{value.get('scale')}”" if step is not None else str(value.get("words", ""))
    area, reasons = value.get("area"), value.get("reasons") or ()
    return f"{said}, {area or 'whole country'}" + (f": {', '.join(map(str, reasons))}" if reasons else "")


def _law(value: Mapping[str, Any]) -> str:
    articles = [str(each) for each in value.get("articles") or ()]
    named = f"article{'s' if len(articles) > 1 else ''} {', '.join(articles)}" if articles else ""
    return ", ".join(filter(None, [str(value.get("instrument") or ""), named]))


def _penalty(value: Mapping[str, Any]) -> str:
    parts = [", ".join(map(str, value.get("kinds") or ()))]
    parts += [_amount(each) for each in (*(value.get("terms") or ()), *(value.get("amounts") or ()))]
    parts += [str(each) for each in value.get("degree") or ()]
    return "; ".join(filter(None, parts))
