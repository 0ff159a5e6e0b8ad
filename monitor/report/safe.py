"""Page text is hostile: what every output does to it before it goes out.

A page may carry terminal escapes, bidirectional overrides that make a reader see another order than the bytes have,
line breaks that would start a mail header, and links that run a script. The formats' own escaping (HTML, Markdown,
Slack) comes on top of this and stands with each renderer.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

REPLACED = "\N{REPLACEMENT CHARACTER}"
"""Stands where a harmful character was: an attack should be seen, not swallowed."""

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
# C0, DEL and C1 controls (ESC, CSI ...), bidirectional embeddings, overrides and isolates with the deprecated format
# characters behind them, lone surrogates (no output can encode them) and the two non-characters that XML refuses.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufffe\uffff]")
_HARMFUL_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufffe\uffff]")


def safe_line(text: str) -> str:
    """The text on one line, with every control character and bidirectional override neutralised.

    Line breaks and tabs become one space; other harmful characters become U+FFFD, so that a reader sees that something
    stood there.
    """
    return _HARMFUL.sub(REPLACED, _BREAKS.sub(" ", text))


# Blocks of letters that are written from right to left, and the marks that stand for one (UAX 9: R, AL, RLM, ALM).
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(safe: str) -> str:
    """Safe page text for a line of plain text of ours: where any of it is written from right to left, isolated.

    By UAX 9; else an old value and a new one in Arabic change places, "->" between them. HTML has `<bdi>` for it.
    """
    return f"{_FIRST_STRONG_ISOLATE}{safe}{_POP_ISOLATE}" if is_right_to_left(safe) else safe


def is_right_to_left(text: str) -> bool:
    """Whether any of a text is written from right to left, so that it would draw what stands beside it along."""
    return _RIGHT_TO_LEFT.search(text) is not None


def safe_json(text: str) -> str:
    r"""JSON text in which harmful characters are written as `\uXXXX`: the value is the same, terminals are left alone.

    (Control characters below U+0020 are escaped by JSON itself; the others can stand in strings only.)
    """
    return _HARMFUL_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


_SCHEMES = ("http", "https", "mailto", "tel")
# All that RFC 3986 lets stand, but for quotes, brackets and the bar, which end a link in one or another of our formats.
_URL_SAFE = "%/:?#@!$&+,;=-._~"


def safe_url(url: str) -> str | None:
    """The address where it may become a link, in plain ASCII and without quotes, brackets or spaces; else None.

    Only http, https, mailto and tel. A user name in the address ("https://www.gov.uk@example.org/") is how links lie,
    so it makes no link.
    """
    if _HARMFUL.search(url) or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
        scheme, host = parts.scheme.lower(), parts.netloc
        if scheme not in _SCHEMES:
            return None
        if scheme in ("http", "https"):
            if not parts.hostname or "@" in host:
                return None
            host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # an unbalanced bracket, a name that IDNA refuses
        return None
    return "".join(
        (
            f"{scheme}:",
            f"//{quote(host, safe='[]:.-_%')}" if host else "",
            quote(parts.path, safe=_URL_SAFE),
            f"?{quote(parts.query, safe=_URL_SAFE)}" if parts.query else "",
            f"#{quote(parts.fragment, safe=_URL_SAFE)}" if parts.fragment else "",
        )
    )
