"""What an answer is worth, and by what that is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from monitor.fetch.hops import ERROR_PAGE, Hop, elsewhere, is_move, is_spelling
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why, and by what signs."""

    verdict: Verdict
    reason: str = ""
    """One sentence; empty for a plain page."""
    evidence: tuple[str, ...] = ()
    """Each a few words."""
    moved_to: str | None = None


def media_type(content_type: str | None) -> str:
    """The bare type of a Content-Type ("text/html"), in lower case; empty where there is none."""
    return (content_type or "").partition(";")[0].strip().lower()


def is_readable(content_type: str | None) -> bool:
    """Whether a body of this type may be a page. A server that names no type is given the benefit of the doubt."""
    bare = media_type(content_type)
    return not bare or _READABLE.fullmatch(bare) is not None


def judge(
    status: int, headers: Sequence[tuple[str, str]], body: bytes | None, *, validators: Sequence[str]
) -> Judgement:
    """The verdict on a complete answer, whatever way led to it.

    `validators` are the names of those that went with the request. A wall is a wall under any status: some answer 200,
    some 202, 404 or 503.
    """
    evidence: tuple[str, ...] = (f"status {status}",)
    if status == HTTPStatus.NOT_MODIFIED:
        return _not_modified(validators, evidence)
    # Imported here: a round of pages that did not change does without these tables.
    from monitor.fetch.blocked import wall
    from monitor.fetch.shown import shown

    page = shown(body, _header(headers, "content-type")) if body else None
    barrier = wall(headers, page)
    if barrier is not None:
        evidence += barrier.evidence
    if status in _REFUSALS:
        by = f" ({barrier.vendor})" if barrier is not None and barrier.vendor else ""
        return Judgement(Verdict.BLOCKED, f"The site refused: {phrase(status)}{by}.", evidence)
    if barrier is not None:
        return Judgement(Verdict.BLOCKED, f"Instead of the page came {barrier} ({phrase(status)}).", evidence)
    if status in _GONE:
        return Judgement(Verdict.GONE, f"The page is not there: {phrase(status)}.", evidence)
    if status in _NOTHING or (status in ANSWERS and _is_blank(body)):
        shown_size = f"body of {len(body or b'')} bytes without a character"
        return Judgement(Verdict.EMPTY, f"The answer was empty ({phrase(status)}).", (*evidence, shown_size))
    if status not in ANSWERS:
        return Judgement(Verdict.FAILED, _failure(status), evidence)
    if page is not None:
        from monitor.fetch.absent import missing

        if (instead := missing(page)) is not None:
            return Judgement(Verdict.EMPTY, f"{instead} ({phrase(status)}).", evidence + instead.evidence)
    return Judgement(Verdict.PAGE, "", evidence)


def follow(judgement: Judgement, asked: str, hops: Sequence[Hop]) -> Judgement:
    """The verdict on an answer in the light of the redirects that led to it, from the address `asked`.

    A page that came at the end of permanent redirects has moved, and "not modified" there does not hide it. What came
    from a start page or a page of errors is not the page, whatever it holds.
    """
    if not hops:
        return judgement
    judgement = replace(judgement, evidence=judgement.evidence + tuple(map(str, hops)))
    if not judgement.verdict.is_good and judgement.verdict is not Verdict.EMPTY:
        return judgement
    end = hops[-1].to
    instead = elsewhere(asked, end)
    # A start page that is down for now is no word on the page.
    if instead is not None and (judgement.verdict.is_good or instead == ERROR_PAGE):
        return replace(judgement, verdict=instead.verdict, reason=f"The site sends to {instead.words} instead: {end}.")
    if not judgement.verdict.is_good or not is_move(hops):
        return judgement
    if judgement.verdict is Verdict.NOT_MODIFIED:
        return replace(judgement, moved_to=end)
    how = "The site now writes this address" if is_spelling(asked, end) else "The page has moved to"
    return replace(judgement, verdict=Verdict.MOVED, reason=f"{how} {end}.", moved_to=end)


def phrase(status: int) -> str:
    """A status as people know it: "403 Forbidden". The words are those of the standard, never the server's own."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _not_modified(validators: Sequence[str], evidence: tuple[str, ...]) -> Judgement:
    if validators:
        sent = f"asked with {' and '.join(validators)}"
        return Judgement(Verdict.NOT_MODIFIED, "Not modified since the last visit.", (*evidence, sent))
    return Judgement(
        Verdict.FAILED,
        "The site answered 304 Not Modified although nothing was there to compare with.",
        (*evidence, "no validators were sent"),
    )


def _header(headers: Sequence[tuple[str, str]], wanted: str) -> str | None:
    return next((value for name, value in headers if name.lower() == wanted), None)


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
