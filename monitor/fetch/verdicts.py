"""What an answer is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus

from monitor.fetch.blocked import ANYBODY, wall
from monitor.fetch.visit import Verdict

ANSWERS = frozenset({200, 203})
"""Statuses under which a page comes."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOTHING = frozenset({204, 205})
_REFUSALS = frozenset({401, 403, 407, 429, 451})
_GONE = frozenset({404, 410})

# Types that are read: text in any form, the structured forms that sites publish, and PDF.
_READABLE = re.compile(r"text/.+|application/(?:(?:.+\+)?(?:json|xml))|application/xhtml\+xml|application/(?:x-)?pdf")
_BLANK = b" \t\r\n\f\v\0"


def media_type(content_type: str | None) -> str:
    """The bare type of a Content-Type ("text/html"), in lower case; empty where there is none."""
    return (content_type or "").partition(";")[0].strip().lower()


def is_readable(content_type: str | None) -> bool:
    """Whether a body of this type may be a page. A server that names no type is given the benefit of the doubt."""
    bare = media_type(content_type)
    return not bare or _READABLE.fullmatch(bare) is not None


def judge(
    status: int, headers: Sequence[tuple[str, str]], body: bytes | None, *, compared: bool
) -> tuple[Verdict, str]:
    """The verdict on a complete answer, and its reason as one sentence (empty for a page).

    `compared` tells whether validators went with the request. A wall is a wall under any status: some answer 200,
    some 202, 404 or 503.
    """
    if status == HTTPStatus.NOT_MODIFIED:
        if compared:
            return Verdict.NOT_MODIFIED, "Not modified since the last visit."
        return Verdict.FAILED, "The site answered 304 Not Modified although nothing was there to compare with."
    whose = wall(headers, body or b"")
    if status in _REFUSALS:
        by = f" ({whose})" if whose and whose != ANYBODY else ""
        return Verdict.BLOCKED, f"The site refused: {phrase(status)}{by}."
    if whose:
        shown = whose if whose == ANYBODY else f"a bot check or block page of {whose}"
        return Verdict.BLOCKED, f"Instead of the page came {shown} ({phrase(status)})."
    if status in _GONE:
        return Verdict.GONE, f"The page is not there: {phrase(status)}."
    if status in _NOTHING or (status in ANSWERS and _is_blank(body)):
        return Verdict.EMPTY, f"The answer was empty ({phrase(status)})."
    if status in ANSWERS:
        return Verdict.PAGE, ""
    return Verdict.FAILED, _failure(status)


def phrase(status: int) -> str:
    """A status as people know it: "403 Forbidden". The words are those of the standard, never the server's own."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _failure(status: int) -> str:
    if status >= 500:
        return f"The site has a fault: {phrase(status)}."
    if status >= 400:
        return f"The site did not accept the request: {phrase(status)}."
    if status in REDIRECTS:
        return f"The site redirected without saying where to: {phrase(status)}."
    return f"The site answered {phrase(status)}, which is not a page."


def _is_blank(body: bytes | None) -> bool:
    return not (body or b"").removeprefix(b"\xef\xbb\xbf").strip(_BLANK)
