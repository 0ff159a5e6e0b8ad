"""Texts of `sources.yaml` to values: each function reads one kind, or says in plain words what is wrong and allowed.

They raise ValueError; its message follows the path of the value ("sources.1.url: 'ftp://x' is not a web address; ...").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import time, timedelta
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from monitor.publishers.countries import country_code, near_countries
from monitor.sources.environment import Filled, quoted
from monitor.sources.units import Every, parse_duration, parse_size


def did_you_mean(wrong: str, allowed: Iterable[str]) -> str:
    """The clause that names the nearest of the allowed words; empty where none is near."""
    near = get_close_matches(wrong.lower(), list(allowed), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}? " if near else ""


def line(text: str) -> str:
    """A text of one line, without the spaces round it."""
    plain = str(text).strip()
    if not plain:
        raise ValueError("is empty" if not isinstance(text, Filled) else f"{quoted(text)} gives an empty text")
    if not plain.isprintable():
        raise ValueError(f"{quoted(text)} must be one line of plain text")
    return plain


def like(pattern: str, is_not: str) -> Callable[[str], str]:
    """Reads a line that fits a regular expression as a whole; `is_not` says what any other is not."""
    compiled = re.compile(pattern)

    def parse(text: str) -> str:
        plain = line(text)
        if not compiled.fullmatch(plain):
            raise ValueError(f"{quoted(text)} {is_not}")
        return plain

    return parse


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    """Reads one of these words."""

    def parse(text: str) -> str:
        if text in allowed:
            return str(text)
        hint = "" if isinstance(text, Filled) else did_you_mean(text, allowed)
        raise ValueError(f"{quoted(text)} is not one of the words known here; {hint}allowed are {', '.join(allowed)}")

    return parse


def switch(text: str) -> bool:
    """Reads true or false."""
    if text.lower() not in ("true", "false"):
        raise ValueError(f"{quoted(text)} must be true or false")
    return text.lower() == "true"


def lasting(shortest: str, longest: str) -> Callable[[str], timedelta]:
    """Reads a length of time between two others, which are written as in the file."""
    low, high = parse_duration(shortest), parse_duration(longest)
    if low is None or high is None:
        raise TypeError(f"{shortest!r} or {longest!r} is not a length of time")

    def parse(text: str) -> timedelta:
        length = parse_duration(text)
        if length is None:
            what = "has no unit" if text.strip().replace(".", "", 1).isdecimal() else "is not a length of time"
            raise ValueError(f"{quoted(text)} {what}; write a number and a unit, such as 30s, 90 min, 6h or 1d")
        if length < low:
            raise ValueError(f"{quoted(text)} is too short; at least {shortest} is allowed")
        if length > high:
            raise ValueError(f"{quoted(text)} is too long; at most {longest} is allowed")
        return length

    return parse


def every(shortest: str, longest: str) -> Callable[[str], Every]:
    """Reads an interval, or the two bounds of one that adapts: "6h", "30m to 6h"."""
    length = lasting(shortest, longest)

    def parse(text: str) -> Every:
        soonest, to, latest = re.sub(r"\s+", " ", text.strip()).partition(" to ")
        if not to:
            return Every(length(text))
        low, high = (length(_bound(bound, text)) for bound in (soonest, latest))
        if low > high:
            raise ValueError(f"{quoted(text)} begins with the longer of its bounds; write the shorter first: 30m to 6h")
        return Every(high, None if low == high else low)

    return parse


def _bound(bound: str, text: str) -> str:
    """One of two bounds, which a message shows as the file has both where they came from the environment."""
    return Filled.of(bound, text.written) if isinstance(text, Filled) else bound


def size(text: str) -> int:
    """A size in bytes, of 1kB to 1GB."""
    size = parse_size(text)
    if size is None:
        what = "has no unit" if text.strip().replace(".", "", 1).isdecimal() else "is not a size"
        raise ValueError(f"{quoted(text)} {what}; write a number and a unit, such as 500kB or 20MB")
    if not 1_000 <= size <= 1_000_000_000:
        raise ValueError(f"{quoted(text)} is out of bounds; 1kB to 1GB is allowed")
    return size


def port(text: str) -> int:
    """The number of a TCP port."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 5 and 1 <= int(plain) <= 65535):
        raise ValueError(f"{quoted(text)} is not a port; a port is a number from 1 to 65535")
    return int(plain)


def count(fewest: int, most: int) -> Callable[[str], int]:
    """Reads a whole number between two others."""

    def parse(text: str) -> int:
        plain = text.strip()
        if not (plain.isascii() and plain.isdecimal() and len(plain) <= 9 and fewest <= int(plain) <= most):
            raise ValueError(f"{quoted(text)} must be a whole number from {fewest} to {most}")
        return int(plain)

    return parse


_NOT_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"),
)
"""Two-letter codes of Unicode's that ISO 3166-1 does not assign to a country."""


def country(text: str) -> str:
    """ISO 3166-1 alpha-2, upper case, of a code or an English name."""
    code = country_code(text)
    if code is not None and code not in _NOT_COUNTRIES:
        return code
    # Two letters are meant as a code, and no name looks like a code.
    near = [] if isinstance(text, Filled) or len(text.strip()) <= 2 else near_countries(text)
    named = [f"{name} ({code})" for name in near if (code := country_code(name)) not in _NOT_COUNTRIES]
    hint = f"did you mean {' or '.join(named)}? " if named else ""
    raise ValueError(
        f"{quoted(text)} is not a country; {hint}"
        "a country is its ISO 3166-1 code of two letters, such as KZ, or its English name, such as Kazakhstan"
    )


def web_address(text: str) -> str:
    """An http or https URL, as it is written."""
    wrong = _wrong_with_web_address(str(text).strip())
    if wrong is None:
        return str(text).strip()
    # What has a user name in it may have a password in it: it is not quoted.
    raise ValueError(f"the address {wrong}" if "@" in text else f"{quoted(text)} {wrong}")


def _wrong_with_web_address(url: str) -> str | None:
    if not re.match(r"https?://", url, re.IGNORECASE):
        return "is not a web address; it must begin with http:// or https://"
    if not url.isprintable() or " " in url:
        return "is not a web address; it must not hold spaces or control characters"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # `port` raises where it is no port
    except ValueError:
        return "is not a web address; its host or port cannot be read"
    if not host or not re.fullmatch(r"[^\s\\<>\"{}|^`%]+", host):
        return "is not a web address; it names no host"
    if parts.username is not None or parts.password is not None:
        return "is not allowed; a web address here must not hold a user name or a password"
    return None


def secret(text: str) -> SecretStr:
    """A secret, which the file must name as ${NAME}. No message shows its value."""
    name = text.variable if isinstance(text, Filled) else None
    if name is None:
        raise ValueError("a secret must not stand in the file; write ${NAME}, and set the environment variable NAME")
    if not text:
        raise ValueError(f"the environment variable {name} is set to nothing")
    if not text.isprintable():
        raise ValueError(f"the environment variable {name} must hold one line of plain text")
    return SecretStr(str(text))


def webhook(text: str) -> SecretStr:
    """A web address that is a secret."""
    found = secret(text)
    wrong = _wrong_with_web_address(found.get_secret_value())
    if wrong is not None:
        raise ValueError(f"the value of the environment variable {getattr(text, 'variable', '')} {wrong}")
    return found


MAIL_ADDRESS = r"[^\s@<>,;:\"()\[\]\\]+@[^\W_](?:[\w.-]*[^\W_])?"


def contact(text: str) -> str:
    """A web address or an e-mail address, fit for a User-Agent."""
    plain = line(text)
    if plain.isascii() and (re.fullmatch(MAIL_ADDRESS, plain) or _wrong_with_web_address(plain) is None):
        return plain
    raise ValueError(f"{quoted(text)} is neither a web address (http:// or https://) nor an e-mail address")


def selector(text: str) -> str:
    """A CSS selector."""
    from soupsieve import SelectorSyntaxError, compile  # costly, and few entries have a root

    plain = line(text)
    try:
        compile(plain)
    except (SelectorSyntaxError, NotImplementedError):
        raise ValueError(f"{quoted(text)} is not a CSS selector; write one such as main or div.content") from None
    return plain


def folder(text: str) -> Path:
    """A folder; ~ is the home folder."""
    plain = line(text)
    try:
        return Path(plain).expanduser()
    except RuntimeError:
        raise ValueError(f"{quoted(text)} names the home folder of a user who has none") from None


def time_of_day(text: str) -> time:
    """A time of the day, to the minute: "07:00"."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", line(text))
    if not found:
        raise ValueError(f"{quoted(text)} is not a time of the day; write one such as 07:00 or 18:30")
    return time(int(found[1]), int(found[2]))


def is_between(at: time, since: time, until: time) -> bool:
    """Whether a time of the day lies in hours, up to their end, that may go over midnight."""
    return since <= at < until if since <= until else at >= since or at < until


def zone(text: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    from monitor.report.reader import zone as known

    return known(line(text))


def language(text: str) -> str:
    """The code of a language in which dates can be written."""
    from monitor.report.reader import language as known

    return known(line(text))
