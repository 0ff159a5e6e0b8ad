"""Sent elsewhere: for good, for now, in circles, to the start page, to where nobody may go."""

from __future__ import annotations

from servers import redirect

from misbehaviour.answers import elsewhere, fair, moved, page
from misbehaviour.internet import OTHER
from misbehaviour.pages import CHANGED, HELP, START
from misbehaviour.scene import PATH, Scene, Stored, look

NEW = "/advice/help-in-kazakhstan"
_URLS = "SELECT count(*) FROM page_url"
_MOVED_TO = "SELECT moved_to FROM page"


def _refused(name: str, location: str, says: str) -> Scene:
    """The site sends to where this program does not go."""
    return Scene(
        name,
        (look(page(HELP), "page"), look(elsewhere(location), "failed", says=says), look(page(HELP), "page")),
        Stored(visits=3, snapshots=1, versions=1),
    )


SCENES = (
    Scene(
        "moved for good: the page keeps its identity, its history of URLs grows, nobody is told",
        (
            look(page(HELP), "page"),
            look({PATH: moved(NEW), NEW: page(HELP)}, "moved"),
            look(None, "moved"),
        ),
        Stored(visits=3, snapshots=1, versions=1),
        {_URLS: 2, _MOVED_TO: f"http://advice.example{NEW}", "SELECT count(*) FROM page": 1},
    ),
    Scene(
        "moved for good, and changed there: one change of the same page",
        (
            look(page(HELP), "page"),
            look({PATH: moved(NEW), NEW: page(CHANGED)}, "moved", "content"),
        ),
        Stored(visits=2, snapshots=2, versions=2),
        {_URLS: 2, "SELECT count(DISTINCT page_id) FROM version": 1},
    ),
    Scene(
        "moved for good, and back again",
        (
            look(page(HELP), "page"),
            look({PATH: moved(NEW), NEW: page(HELP)}, "moved"),
            look(page(HELP), "page"),
        ),
        Stored(visits=3, snapshots=1, versions=1),
        {_MOVED_TO: None},
    ),
    Scene(
        "moved for good, and not modified there: a good look, and the page stays where it is now",
        (
            look(fair(HELP, etag='"1"'), "page"),
            look({PATH: moved(NEW), NEW: fair(HELP, etag='"1"')}, "moved"),
            look(None, "not_modified"),
            look({NEW: fair(CHANGED, etag='"2"')}, "moved", "content"),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {_URLS: 2, _MOVED_TO: f"http://advice.example{NEW}"},
    ),
    Scene(
        "moved for good to an address over TLS",
        (look(page(HELP), "page"), look({PATH: moved(f"https://advice.example{NEW}"), NEW: page(HELP)}, "moved")),
        Stored(visits=2, snapshots=1, versions=1),
        {_MOVED_TO: f"https://advice.example{NEW}"},
        speaks_tls=True,
    ),
    Scene(
        "sent elsewhere for now: no move",
        (look(page(HELP), "page"), look({PATH: elsewhere(NEW), NEW: page(HELP)}, "page")),
        Stored(visits=2, snapshots=1, versions=1),
        {_URLS: 1, _MOVED_TO: None},
    ),
    Scene(
        "for good, then for now: no move",
        (look({PATH: moved("/a"), "/a": elsewhere("/b"), "/b": page(HELP)}, "page"),),
        Stored(visits=1, snapshots=1, versions=1),
        {_MOVED_TO: None},
    ),
    Scene(
        "moved for good to another host: the page keeps its identity",
        (
            look(page(HELP), "page"),
            look({PATH: moved(f"http://other.example{NEW}"), NEW: page(HELP)}, "moved"),
        ),
        Stored(visits=2, snapshots=1, versions=1),
        {_MOVED_TO: f"http://other.example{NEW}"},
        names={"other.example": ((OTHER,),)},
    ),
    Scene(
        "to another host: validators do not follow",
        (
            look(fair(HELP, etag='"1"'), "page"),
            look(
                {PATH: elsewhere(f"http://other.example{NEW}"), NEW: page(HELP)},
                "page",
                sent={"If-None-Match": None, "If-Modified-Since": None, "Authorization": None, "Cookie": None},
            ),
        ),
        Stored(visits=2, snapshots=1, versions=1),
        names={"other.example": ((OTHER,),)},
    ),
    Scene(
        "for good to the start page: gone, not moved; told at the second look",
        (
            look(page(HELP), "page"),
            look({PATH: moved("/"), "/": page(START, "Ministry")}, "gone", says="start page"),
            look(None, "gone", "first gone"),
            look(None, "gone"),
        ),
        Stored(visits=4, snapshots=2, versions=1),
        {_URLS: 1, _MOVED_TO: None},
    ),
    Scene(
        "for now to the start page: gone",
        (look(page(HELP), "page"), look({PATH: elsewhere("/"), "/": page(START, "Ministry")}, "gone")),
        Stored(visits=2, snapshots=2, versions=1),
        {_URLS: 1},
    ),
    Scene(
        "for good to the root of another language: gone, not moved",
        (look(page(HELP), "page"), look({PATH: moved("/kk/"), "/kk/": page(START, "Министрлік", lang="kk")}, "gone")),
        Stored(visits=2, snapshots=2, versions=1),
        {_URLS: 1, _MOVED_TO: None},
    ),
    Scene(
        "a loop of two redirects",
        (look(page(HELP), "page"), look({PATH: elsewhere("/a"), "/a": elsewhere(PATH)}, "failed", says="in a circle")),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "a redirect to itself",
        (look(page(HELP), "page"), look(moved(PATH), "failed", says="in a circle")),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "redirects without end, each to a new address",
        (
            look(
                {PATH: elsewhere("/1"), **{f"/{n}": elsewhere(f"/{n + 1}") for n in range(1, 12)}},
                "failed",
                says="too often",
                asked=6,
            ),
        ),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "a redirect to itself until a cookie is brought, which is not",
        (look(redirect(PATH, 302, [("Set-Cookie", "seen=1")]), "failed", says="in a circle"),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "a redirect that does not say where to",
        (look(redirect(""), "failed", says="without saying where to"),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    _refused("redirected to loopback", "http://127.0.0.1/", "not a public address"),
    _refused("redirected to a private network", "http://192.168.1.1/", "not a public address"),
    _refused("redirected to the metadata of a cloud", "http://169.254.169.254/latest/", "not a public address"),
    _refused("redirected to a shared address of a provider", "http://100.64.0.9/", "not a public address"),
    _refused("redirected to IPv4 within IPv6", "http://[::ffff:10.0.0.1]/", "not a public address"),
    _refused("redirected to an odd spelling of loopback", "http://0x7f000001/", "not plainly written"),
    _refused("redirected to a file", "file:///etc/passwd", "Only http and https"),
    _refused("redirected to a port of mail", "http://advice.example:25/", "Port 25"),
    _refused("redirected to an address with a password", "http://me:secret@advice.example/x", "password"),
    Scene(
        "redirected to a name that leads to a private address",
        (look(page(HELP), "page"), look(elsewhere("http://inside.example/"), "failed", says="not a public address")),
        Stored(visits=2, snapshots=1, versions=1),
        names={"inside.example": (("10.1.2.3",),)},
    ),
)
