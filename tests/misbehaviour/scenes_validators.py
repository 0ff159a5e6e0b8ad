"""Whether it is the same page as before: what validators promise, and what servers do."""

from __future__ import annotations

from misbehaviour.answers import fair, page, status, stuck
from misbehaviour.pages import CHANGED, HELP
from misbehaviour.scene import DAY, PATH, Scene, Stored, look

MAY = "Mon, 04 May 2026 08:00:00 GMT"
JUNE = "Mon, 01 Jun 2026 08:00:00 GMT"

_DISTRUSTED = "SELECT group_concat(key) FROM way, json_each(way.distrusted)"
"""Which validators are not trusted any more."""

SCENES = (
    Scene(
        "the same bytes again and again: not read, not stored, and each visit is kept",
        (look(page(HELP), "page"), look(None, "page"), look(None, "page"), look(None, "page")),
        Stored(visits=4, snapshots=1, versions=1),
    ),
    Scene(
        "the same page under another token in its markup: the bytes are kept, no version is made",
        (
            look(page(HELP, head='<meta name="csrf" content="a91f">'), "page"),
            look(page(HELP, head='<meta name="csrf" content="77c0">'), "page"),
        ),
        Stored(visits=2, snapshots=2, versions=1),
    ),
    Scene(
        "a server that keeps its word: 304 until the page changes",
        (
            look(fair(HELP, etag='W/"a-1"'), "page", sent={"If-None-Match": None}),
            look(None, "not_modified", sent={"If-None-Match": 'W/"a-1"'}),
            look(fair(CHANGED, etag='W/"a-2"'), "page", "content", sent={"If-None-Match": 'W/"a-1"'}),
            look(None, "not_modified", sent={"If-None-Match": 'W/"a-2"'}),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {_DISTRUSTED: None},
    ),
    Scene(
        "an odd ETag goes back byte for byte",
        (
            look(fair(HELP, etag="no quotes, no sense"), "page"),
            look(None, "not_modified", sent={"If-None-Match": "no quotes, no sense"}),
        ),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "an ETag of letters that no header should hold goes back byte for byte",
        (
            look(fair(HELP, etag='"\xe9\xff"'), "page"),
            look(None, "not_modified", sent={"If-None-Match": '"\xe9\xff"'}),
        ),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "an ETag that changes on each request, with an equal body",
        (
            look(page(HELP, etag='"1"'), "page"),
            look(page(HELP, etag='"2"'), "page", sent={"If-None-Match": '"1"'}),
            look(page(HELP, etag='"3"'), "page", sent={"If-None-Match": '"2"'}),
        ),
        Stored(visits=3, snapshots=1, versions=1),
        {_DISTRUSTED: None},
    ),
    Scene(
        "a new article whose Last-Modified is older than the last look",
        (
            look(fair(HELP, modified=MAY), "page"),
            look(fair(CHANGED, modified=JUNE), "page", "content", sent={"If-Modified-Since": MAY}),
        ),
        Stored(visits=2, snapshots=2, versions=2),
    ),
    Scene(
        "Last-Modified that stays in the past under a new body: found by the daily whole look, trusted no more",
        (
            look(fair(HELP, modified=MAY), "page"),
            look(fair(CHANGED, modified=MAY), "not_modified"),
            look(None, "page", "content", after=DAY, sent={"If-Modified-Since": None}),
            look(None, "page", sent={"If-Modified-Since": None}),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {_DISTRUSTED: "last_modified"},
    ),
    Scene(
        "an ETag that stays under a new body: found by the daily whole look, trusted no more",
        (
            look(fair(HELP, etag='"1"'), "page"),
            look(fair(CHANGED, etag='"1"'), "not_modified"),
            look(None, "page", "content", after=DAY, sent={"If-None-Match": None}),
            look(None, "page", sent={"If-None-Match": None}),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {_DISTRUSTED: "etag"},
    ),
    Scene(
        "304 to a page that has changed, after a fault of a proxy: found within a day, told once",
        (
            look(stuck(HELP, etag='"1"', old='"1"'), "page"),
            look(stuck(CHANGED, etag='"2"', old='"1"'), "not_modified"),
            look(None, "not_modified"),
            look(None, "page", "content", after=DAY, sent={"If-None-Match": None}),
            look(fair(CHANGED, etag='"2"'), "not_modified", sent={"If-None-Match": '"2"'}),
        ),
        Stored(visits=5, snapshots=2, versions=2),
    ),
    Scene(
        "304 to a page that has changed, under the new ETag: who says so of the old body is trusted no more",
        (
            look(stuck(HELP, etag='"1"', old='"1"'), "page"),
            look(stuck(CHANGED, etag='"2"', old='"2"'), "not_modified"),
            look(None, "page", "content", after=DAY, sent={"If-None-Match": None}),
            look(None, "page", sent={"If-None-Match": None}),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {_DISTRUSTED: "etag"},
    ),
    Scene(
        "304 although nothing was there to compare with",
        (look(status(304), "failed"), look(page(HELP), "page")),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "validators that vanish: the page is asked for as if for the first time",
        (
            look(fair(HELP, etag='"1"'), "page"),
            look(page(CHANGED), "page", "content"),
            look(None, "page", sent={"If-None-Match": None, "If-Modified-Since": None}),
        ),
        Stored(visits=3, snapshots=2, versions=2),
    ),
    Scene(
        "A, B, A: both are told, the second as reverted",
        (look(page(HELP), "page"), look(page(CHANGED), "page", "content"), look(page(HELP), "page", "reverted")),
        Stored(visits=3, snapshots=3, versions=3),
    ),
    Scene(
        "A, B, A between two caches that disagree: told each time it turns, and always as what it is",
        (
            look(page(HELP, etag='"a"'), "page"),
            look(page(CHANGED, etag='"b"'), "page", "content"),
            look(page(HELP, etag='"a"'), "page", "reverted"),
            look(page(CHANGED, etag='"b"'), "page", "reverted"),
        ),
        Stored(visits=4, snapshots=4, versions=4),
    ),
    Scene(
        "other markup round the same words: the bytes are kept, no version is made",
        (
            look({PATH: (page(HELP),)}, "page"),
            look({PATH: page(HELP.replace("<section>", '<section class="wide">'))}, "page"),
        ),
        Stored(visits=2, snapshots=2, versions=1),
    ),
)
