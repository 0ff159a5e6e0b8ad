"""Redirects: whether a page has moved, or the site only sends its readers away from where the page was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.fetch.visit import Verdict

PERMANENT = frozenset({301, 308})
"""Redirects that say that the new address is the right one from now on (RFC 9110, 15.4)."""

_ENDING = re.compile(r"\.(?:html?|xhtml|php|aspx?|jsp|jsf|cfm|do)$")
_INDEX = frozenset({"index", "default", "home", "homepage", "start", "startpage", "welcome", "main"})
"""Names of pages that are the whole of their folder."""
_LANGUAGE = re.compile(
    r"(?:ar|az|be|bg|bn|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|ko|ky|lt|lv|mn|ms|mt|"
    r"nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|sw|tg|th|tr|uk|ur|uz|vi|zh)(?:[-_][a-z]{2,4})?|"
    r"eng|fra|deu|spa|rus|english|deutsch|francais|espanol|italiano|nederlands|russian"
)
_ERROR = re.compile(
    r"(?:error|err|status|http)?[-_]?(?:404|410)(?:[-_]?(?:error|page|notfound|not-found))?|(?:page|file)?[-_]?not[-_]?found|"
    r"page[-_]?(?:missing|removed|unavailable|introuvable)|errors?(?:[-_]?page)?|(?:seite[-_])?nicht[-_]gefunden|"
    r"(?:pagina|página)[-_]no[-_]encontrada"
)
_FAULT = re.compile(r"(?:error|err|status|http)?[-_]?5\d\d|(?:server|internal)[-_]?error")
_DOWN = re.compile(r"(?:site[-_])?maintenance|(?:site[-_])?(?:down|offline|unavailable)|sorry|wartung|busy")
_DOOR = re.compile(r"log[-_]?(?:in|on)|sign[-_]?in|wp-login|sso|saml2?|oauth2?|authenticate|anmelden|connexion|captcha")
_TELLING = frozenset({"code", "error", "err", "status", "statuscode", "errorcode", "e"})
_ASIDE = re.compile(
    r"utm_\w+|gclid|fbclid|ref|referrer|source|lang|language|locale|hl|redirect\w*|redirected\w*|from|return\w*|msg|message|"
    r"notfound|not_found|aspxerrorpath|url|src|v|ver|t|ts"
)
"""Parameters by which no page is chosen."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: its status, and the address to which it led."""

    status: int
    to: str

    def __str__(self) -> str:
        return f"{self.status} to {self.to}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The redirects end at something that is not the page."""

    words: str
    """What they end at, for a sentence: "its start page"."""
    verdict: Verdict = Verdict.GONE
    """What that says of the page."""


ERROR_PAGE = Elsewhere("an error page")


def is_move(hops: Sequence[Hop]) -> bool:
    """Whether the site says that the page is elsewhere for good: it redirects, and each time permanently."""
    return bool(hops) and all(hop.status in PERMANENT for hop in hops)


def is_spelling(old: str, new: str) -> bool:
    """Whether two addresses are one but for how they are written.

    So are http and https, "www.", the case of letters, %-encoding, a slash or a name such as "index.html" at the end.
    """
    one, other = urlsplit(old), urlsplit(new)
    return (
        _host(one.hostname) == _host(other.hostname)
        and one.port == other.port
        and _steps(one.path) == _steps(other.path)
        and one.query == other.query
    )


def elsewhere(asked: str, end: str) -> Elsewhere | None:
    """What the site sends to instead of the page, by the look of the address at the end; None where it may be the page.

    Only a page that lies deeper than a start page can be replaced by one.
    """
    before, after = urlsplit(asked), urlsplit(end)
    was, now = _steps(before.path), _steps(after.path)
    if is_spelling(asked, end):
        return None
    if special := _special(was, now, after.query):
        return special
    if _chooses(after.query) or (_is_front(was) and not _chooses(before.query)):
        return None
    if _is_front(now):
        return Elsewhere("its start page")
    if len(now) < len(was) and was[: len(now)] == now:
        return Elsewhere("a page above the one that was asked")
    return None


def _special(was: Sequence[str], now: Sequence[str], query: str) -> Elsewhere | None:
    """What a page of errors, of maintenance or for signing in is known by: its last steps, or its query."""
    given = _given(query)
    codes = [value for name, value in given if name in _TELLING]
    # A number is a status where it stands alone ("/404", "/en/404", "/errors/404"), and the number of a page elsewhere.
    alone = len(now) == 1 or _LANGUAGE.fullmatch(now[-2]) or _ERROR.fullmatch(now[-2]) if now else False
    fresh = [step for step in now[-2:] if step not in was and (alone or not step.isdigit())]
    for special, pattern in _SPECIAL:
        if any(pattern.fullmatch(text) for text in (*fresh, *codes)):
            return special
    if any(name == "aspxerrorpath" for name, _ in given):  # so ASP.NET marks the way to a page of errors
        return ERROR_PAGE
    return None


_SPECIAL = (
    (Elsewhere("a page that tells of a fault", Verdict.FAILED), _FAULT),
    (ERROR_PAGE, _ERROR),
    (Elsewhere("a page that says that it is down for now", Verdict.EMPTY), _DOWN),
    (Elsewhere("a page to sign in or to pass a check", Verdict.BLOCKED), _DOOR),
)
"""A fault (500) is told before an error of no number: it says nothing of the page."""


def _steps(path: str) -> list[str]:
    """The steps of a path in lower case, without the ending of the last and without a name that says nothing."""
    steps = [unquote(step).casefold() for step in path.split("/") if step]
    if steps:
        steps[-1] = _ENDING.sub("", steps[-1])
        if steps[-1] in _INDEX:
            steps.pop()
    return steps


def _is_front(steps: Sequence[str]) -> bool:
    """Whether this is the start page of a site, or of one of its languages."""
    return len(steps) <= 2 and all(_LANGUAGE.fullmatch(step) for step in steps)


def _chooses(query: str) -> bool:
    """Whether a query may choose a page, as WordPress's "?p=123" does."""
    return any(not _ASIDE.fullmatch(name) and name not in _TELLING for name, _ in _given(query))


def _given(query: str) -> list[tuple[str, str]]:
    """The parameters of a query, names in lower case."""
    return [(name.casefold(), value.casefold()) for name, value in parse_qsl(query[:2_000], keep_blank_values=True)]


def _host(name: str | None) -> str:
    return (name or "").removeprefix("www.")
