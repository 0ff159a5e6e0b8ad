"""What a page in the browser is made of: what its requests are answered, and what of it must not be missing."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.fetch._http import httpx
from monitor.fetch.guard import Guard, port_of
from monitor.fetch.unseen import RefusedError
from monitor.fetch.verdicts import ANSWERS, media_type
from monitor.fetch.visit import Verdict, Visit


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request of a page is answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


HTML = {"Content-Type": "text/html; charset=utf-8"}
_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
STAND_INS = {
    "image": Reply(200, {"Content-Type": "image/gif"}, _PIXEL),
    "stylesheet": Reply(200, {"Content-Type": "text/css"}, b""),
}
"""What is not fetched, and stands in for it: scripts may wait until a style sheet or a picture is there."""
_NOT_PASSED = frozenset(
    {
        # Untrue of a body that was unpacked.
        *("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"),
        # Would leave something behind, or make a file of the page.
        *("set-cookie", "content-disposition"),
    }
)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a header (RFC 9110, 5.6.2). Chromium takes none of the headers where one of them is broken."""


def is_to_be_shown(visit: Visit) -> bool:
    """Whether a browser can make something of what came: a page, or one that is nothing but scripts yet."""
    if visit.status not in ANSWERS or not (visit.body or b"").strip():
        return False
    if media_type(visit.header("content-type")) not in ("text/html", "application/xhtml+xml", ""):
        return False
    return visit.verdict.has_page or visit.verdict is Verdict.EMPTY


def reply_of(visit: Visit, origin: str | None = None) -> Reply | None:
    """What came, as an answer to the page; None where nothing did, or not whole.

    `origin` is the origin of the page where the request goes to another.
    """
    if visit.status is None or (visit.body is None and visit.status in ANSWERS):
        return None
    headers: dict[str, str] = {}
    for name, value in visit.headers:
        if name.lower() not in _NOT_PASSED and _TOKEN.fullmatch(name) and value.isascii() and value.isprintable():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    if origin is not None:
        # We ask without Origin and without credentials: there is nobody whom this rule of browsers would protect.
        headers = {name: value for name, value in headers.items() if not name.lower().startswith("access-control-")}
        headers |= {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
    return Reply(visit.status, headers, visit.body or b"")


def check_reach(url: str, page: str, guard: Guard) -> None:
    """Pass where the page at `page` may ask for this. Raises RefusedError.

    A host that sources.yaml lets be private is for the pages that are on such a host, not for those of strangers.
    """
    target, here = guard.target(url), guard.target(page)
    if guard.allows(target.host, port_of(target)) and not guard.allows(here.host, port_of(here)):
        raise RefusedError(f"{target.host} may be private, and a page of the open internet has no business there.")


def is_lost(visit: Visit, kind: str) -> bool:
    """Whether something that was there for a page did not come: refused, broken off, walled.

    What is not there for anybody (404) is not lost, nor is a script that robots.txt forbids: those that watch readers
    often are. `kind` is Playwright's word for what was asked for: "script", "fetch", "xhr".
    """
    if visit.status is None:
        return kind != "script" or visit.verdict is not Verdict.BLOCKED or visit.next_try_at is not None
    if visit.status in ANSWERS:
        walled = visit.verdict is Verdict.BLOCKED and media_type(visit.header("content-type")) == "text/html"
        return walled or visit.body is None
    return visit.status >= 400 and visit.status not in (404, 410)


def is_of_the_site(url: str, page: str) -> bool:
    """Whether a host is the page's own, or a sibling of it ("api.example.gov" of "travel.example.gov")."""
    host, own = httpx.URL(url).host, httpx.URL(page).host
    base = own.removeprefix("www.")
    if base == own and own.count(".") >= 2 and not own.replace(".", "").isdecimal():
        base = own.partition(".")[2]
    return host in (own, base) or host.endswith(f".{base}")
