"""Several ways to one page, and indexes that say where to look: GOV.UK and State, under their own addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from misbehaviour.answers import bare, page, status
from misbehaviour.internet import PUBLIC
from misbehaviour.publishers import (
    ADVISORIES,
    CHANGED,
    CONTENT_API,
    DAY,
    FEED,
    GOVUK,
    INDEX,
    INFORMATION,
    JSON,
    LATER,
    OLD_PAGE,
    PARTS,
    PRINTED,
    STATE,
    STATE_DATA,
    advisory,
    content_api,
    feed,
    index,
    information,
    old_page,
    printed,
)
from misbehaviour.scene import HOUR, MINUTE, Scene, Stored, look
from misbehaviour.walls import AKAMAI, CLOUDFLARE

NAMES = {GOVUK: ((PUBLIC,),), STATE: ((PUBLIC,),), STATE_DATA: ((PUBLIC,),)}
SAFETY = "uk-fcdo/kazakhstan/safety-and-security"
BRITISH = {"publisher": "uk-fcdo", "country": "KZ", "pages": "all", "index": False}
WITH_INDEX = BRITISH | {"index": True}
LAWFUL = {"publisher": "us-state", "country": "KZ", "pages": ["advisory", "safety-and-security"], "index": False}
AMERICAN, CRIME = "us-state/kazakhstan/advisory", "us-state/kazakhstan/safety-and-security"


def _govuk(name: str, *looks: Any, stored: Stored, **more: Any) -> Scene:
    return Scene(name, looks, stored, sources=(more.pop("entry", BRITISH),), names=NAMES, **more)


def _state(name: str, *looks: Any, stored: Stored, **more: Any) -> Scene:
    return Scene(name, looks, stored, sources=(more.pop("entry", LAWFUL),), names=NAMES, **more)


def _safe(verdict: str) -> Mapping[str, str]:
    return {SAFETY: verdict}


def _both(verdict: str) -> Mapping[str, str]:
    return {AMERICAN: verdict, CRIME: verdict}


KENYA = CONTENT_API.replace("kazakhstan", "kenya")
WHOLE = {CONTENT_API: content_api(PARTS), PRINTED: printed(PARTS)}

ELSE = page(
    "<h2>Your privacy</h2><p>We and our partners would like to keep things on your device. Choose what you accept.</p>"
)
WITHOUT = {slug: body for slug, body in PARTS.items() if slug != SAFETY.rpartition("/")[2]}
WITHDRAWN = {CONTENT_API: content_api(PARTS, LATER, withdrawn="<p>Out of date.</p>")}
STATED = {INFORMATION: information(), ADVISORIES: advisory(), FEED: feed(), OLD_PAGE: old_page()}

SCENES: tuple[Scene, ...] = (
    _govuk(
        "GOV.UK as it should be: one way is gone",
        look(WHOLE, _safe("page"), asked=1),
        look(None, _safe("page"), asked=1),
        stored=Stored(visits=2, snapshots=1, versions=3),
    ),
    _govuk(
        "GOV.UK: the interface is blocked, the printed page is taken and named; nothing changed",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: status(403)}, _safe("page"), asked=2, says="print page"),
        look(WHOLE, _safe("page"), asked=1),
        stored=Stored(visits=4, snapshots=2, versions=6),
        database={"SELECT group_concat(way) FROM visit": "Content API,Content API,print page,Content API"},
    ),
    _govuk(
        "GOV.UK: the interface fails while a number changes: told once, by the other way, never again",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: status(500), PRINTED: printed(CHANGED)}, _safe("page"), "content", says="print page"),
        look({CONTENT_API: content_api(CHANGED)}, _safe("page")),
        look(None, _safe("page")),
        stored=Stored(visits=5, snapshots=3, versions=7),
    ),
    _govuk(
        "GOV.UK: an empty answer of the interface: the printed page is taken",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: bare(b"{}", JSON)}, _safe("page"), says="print page"),
        stored=Stored(visits=3, snapshots=3, versions=6),
    ),
    _govuk(
        "GOV.UK: two ways that disagree: an alarm of its own",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: CLOUDFLARE, PRINTED: printed(CHANGED)}, _safe("page"), "content"),
        look({CONTENT_API: content_api(PARTS)}, _safe("page"), "first disagreement"),
        stored=Stored(visits=4, snapshots=3, versions=6),
    ),
    _govuk(
        "GOV.UK: a printed page that stands still, byte for byte, behind what the interface told: an alarm too",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: status(403)}, _safe("page")),
        look({CONTENT_API: content_api(CHANGED)}, _safe("page"), "content"),
        look({CONTENT_API: status(403)}, _safe("page"), "first disagreement", says="print page"),
        look(None, _safe("page")),
        stored=Stored(visits=8, snapshots=3, versions=7),
    ),
    _govuk(
        "GOV.UK: something else with status 200 where the interface was: empty, and the printed page as soon as it can",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: ELSE, PRINTED: status(403)}, _safe("empty"), asked=2),
        look({PRINTED: printed(PARTS)}, _safe("page"), asked=2, says="print page"),
        stored=Stored(visits=5, snapshots=3, versions=6),
    ),
    _govuk(
        "GOV.UK: 404 by the interface, and the printed page blocked: not gone, and tried again",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: status(404), PRINTED: status(403)}, _safe("blocked"), asked=2),
        look({PRINTED: printed(PARTS)}, _safe("page"), asked=2, says="print page"),
        stored=Stored(visits=5, snapshots=2, versions=6),
    ),
    _govuk(
        "GOV.UK: the interface leaves out a part that the printed page has: seen there, and said why",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: content_api(WITHOUT)}, _safe("page"), says="(gone: The site answered, but without the part"),
        stored=Stored(visits=3, snapshots=3, versions=4),
    ),
    _govuk(
        "GOV.UK: withdrawn, as the interface says it: a good look, and a change that is told",
        look(WHOLE, _safe("page")),
        look(WITHDRAWN, _safe("withdrawn"), *["content"] * 3),
        look(None, _safe("withdrawn")),
        stored=Stored(visits=3, snapshots=2, versions=6),
    ),
    _govuk(
        "GOV.UK: all ways are blocked: not checked",
        look(WHOLE, _safe("page")),
        look({CONTENT_API: AKAMAI, PRINTED: AKAMAI}, _safe("blocked"), asked=2),
        look(WHOLE, _safe("page")),
        stored=Stored(visits=4, snapshots=2, versions=3),
    ),
    _govuk(
        "GOV.UK: its index announces a change: the page is looked at at once",
        look({**WHOLE, INDEX: index(kazakhstan=DAY, kenya=DAY)}, _safe("page"), asked=2),
        look(None, _safe(""), asked=1, after=6 * MINUTE, only_due=True),
        look(
            {CONTENT_API: content_api(CHANGED, LATER), INDEX: index(kazakhstan=LATER, kenya=DAY)},
            _safe("page"),
            "content",
            asked=2,
            after=6 * MINUTE,
            only_due=True,
        ),
        look(None, _safe(""), asked=1, after=6 * MINUTE, only_due=True),
        stored=Stored(visits=6, snapshots=4, versions=6),
        entry=WITH_INDEX,
    ),
    _govuk(
        "GOV.UK: the index announces what no way shows yet: looked at again with the index, until it is there",
        look({**WHOLE, INDEX: index(kazakhstan=DAY, kenya=DAY)}, _safe("page"), asked=2),
        look({INDEX: index(kazakhstan=LATER, kenya=DAY)}, _safe("page"), after=6 * MINUTE, only_due=True),
        look(None, _safe("page"), after=6 * MINUTE, only_due=True),
        look({CONTENT_API: content_api(CHANGED, LATER)}, _safe("page"), "content", after=6 * MINUTE, only_due=True),
        look(None, _safe(""), asked=1, after=6 * MINUTE, only_due=True),
        stored=Stored(visits=9, snapshots=4, versions=6),
        entry=WITH_INDEX,
    ),
    _govuk(
        "GOV.UK: a silent change, of which the index does not speak: found in the page's own turn",
        look({**WHOLE, INDEX: index(kazakhstan=DAY)}, _safe("page")),
        look({CONTENT_API: content_api(CHANGED)}, _safe(""), after=6 * MINUTE, only_due=True),
        look(None, _safe("page"), "content", after=6 * HOUR, only_due=True),
        stored=Stored(visits=5, snapshots=3, versions=4),
        entry=WITH_INDEX,
    ),
    _govuk(
        "GOV.UK: the index stands still while the page moves on: an alarm of its own",
        look(
            {**WHOLE, KENYA: content_api(PARTS, DAY, "kenya"), INDEX: index(kazakhstan=DAY, kenya=DAY)}, _safe("page")
        ),
        look(
            {CONTENT_API: content_api(CHANGED, LATER), KENYA: content_api(PARTS, LATER, "kenya")},
            _safe("page"),
            "content",
            after=7 * HOUR,
        ),
        look(None, _safe("page"), "first stale"),
        stored=Stored(visits=9, snapshots=5, versions=12),
        entry=WITH_INDEX | {"country": ["KZ", "KE"]},
    ),
    _govuk(
        "GOV.UK: the index announces what the interface does not show yet: the printed page is taken and named",
        look({**WHOLE, INDEX: index(kazakhstan=DAY)}, _safe("page")),
        look(
            {PRINTED: printed(CHANGED, LATER), INDEX: index(kazakhstan=LATER)},
            _safe("page"),
            "content",
            says="as the Content API is behind",
            after=timedelta(days=4),
        ),
        look({CONTENT_API: content_api(CHANGED, LATER)}, _safe("page"), after=HOUR),
        stored=Stored(visits=7, snapshots=5, versions=9),
        entry=WITH_INDEX,
    ),
    _govuk(
        "GOV.UK: the index names a day that is still to come: a mistake, and the interface is not behind it",
        look({**WHOLE, INDEX: index(kazakhstan=DAY)}, _safe("page")),
        look({INDEX: index(kazakhstan=DAY + timedelta(days=400))}, _safe("page"), asked=2, after=HOUR),
        stored=Stored(visits=4, snapshots=3, versions=3),
        entry=WITH_INDEX,
    ),
    _govuk(
        "GOV.UK: the index is blocked: the pages are looked at in their own turn",
        look({**WHOLE, INDEX: CLOUDFLARE}, _safe("page")),
        look(None, _safe("page"), after=7 * HOUR),
        stored=Stored(visits=4, snapshots=2, versions=3),
        entry=WITH_INDEX,
    ),
    _state(
        "State as it should be: its data service tells all",
        look(STATED, _both("page"), asked=2),
        look(None, _both("page"), asked=2),
        stored=Stored(visits=4, snapshots=2, versions=2),
    ),
    _state(
        "State: the data service answers with an empty list: the feed and the page are taken and named",
        look(STATED, _both("page")),
        look({INFORMATION: bare(b"[]", JSON), ADVISORIES: bare(b"[]", JSON)}, _both("page"), says="feed of advisories"),
        stored=Stored(visits=7, snapshots=5, versions=4),
    ),
    _state(
        "State: its feed announces a new level: the advisory is looked at at once",
        look(STATED, _both("page")),
        look(
            {ADVISORIES: advisory(2, LATER), FEED: feed(2, LATER)},
            _both("page"),
            "content",
            after=6 * MINUTE,
            only_due=True,
        ),
        look(None, _both(""), asked=1, after=6 * MINUTE, only_due=True),
        stored=Stored(visits=7, snapshots=5, versions=3),
        entry=LAWFUL | {"index": True},
    ),
    _state(
        "State: the data service is blocked while a number changes: told by the page of the old layout",
        look(STATED, _both("page")),
        look(
            {INFORMATION: status(403), ADVISORIES: status(403), OLD_PAGE: old_page("102")},
            _both("page"),
            "content",
            says="old layout",
        ),
        stored=Stored(visits=7, snapshots=4, versions=4),
    ),
)
