"""No more: not found once, not found again, removed, withdrawn, back."""

from __future__ import annotations

from typing import Any

from servers import Answer
from world import content_api

from misbehaviour.answers import bare, page, status
from misbehaviour.pages import CHANGED, HELP
from misbehaviour.scene import DAY, Scene, Stored, entry, look

JSON = "application/json; charset=utf-8"
API = "http://advice.example/api"
HEALTH, SAFETY = "uk-fcdo/kazakhstan/health", "uk-fcdo/kazakhstan/safety-and-security"
PARTS = {"safety-and-security": "<p>Call the police on 112.</p>", "health": "<p>Drink bottled water only.</p>"}


def parts_entry(**more: Any) -> dict[str, Any]:
    """Travel advice whose answer has parts, all of them watched."""
    return entry(publisher="uk-fcdo", name="travel-advice", url=API, parts="all", **more)


def advice(parts: dict[str, str], **more: Any) -> Answer:
    """The answer with these parts."""
    return bare(content_api(parts, **more), JSON)


WITHDRAWN = (
    '<div class="gem-c-notice govuk-notice"><h2>This guidance was withdrawn on 3 March 2026</h2>'
    "<p>This page is no longer current. Read the travel advice instead.</p></div>"
)

SCENES = (
    Scene(
        "404 once: nobody is told",
        (look(page(HELP), "page"), look(status(404), "gone", says="404"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "404 twice: told once",
        (
            look(page(HELP), "page"),
            look(status(404), "gone"),
            look(None, "gone", "first gone"),
            look(None, "gone"),
        ),
        Stored(visits=4, snapshots=1, versions=1),
    ),
    Scene(
        "404 for days, then back: told again after a week, and once when it is back",
        (
            look(page(HELP), "page"),
            look(status(404), "gone"),
            look(None, "gone", "first gone"),
            look(None, "gone"),
            look(None, "gone", after=3 * DAY),
            look(None, "gone", "again gone", after=4 * DAY),
            look(page(HELP), "page", "over gone"),
        ),
        Stored(visits=7, snapshots=1, versions=1),
    ),
    Scene(
        "404, the page, 404: never twice in a row, so nobody is told",
        (
            look(page(HELP), "page"),
            look(status(404), "gone"),
            look(page(HELP), "page"),
            look(status(404), "gone"),
            look(page(HELP), "page"),
        ),
        Stored(visits=5, snapshots=1, versions=1),
    ),
    Scene(
        "410: confirmed by a later look like a 404",
        (look(page(HELP), "page"), look(status(410), "gone", says="410"), look(None, "gone", "first gone")),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "gone, and back with another number: both are told",
        (
            look(page(HELP), "page"),
            look(status(404), "gone"),
            look(None, "gone", "first gone"),
            look(page(CHANGED), "page", "content", "over gone"),
        ),
        Stored(visits=4, snapshots=2, versions=2),
    ),
    Scene(
        "never there: told at the second look",
        (look(status(404), "gone"), look(None, "gone", "first gone")),
        Stored(visits=2, snapshots=0, versions=0),
    ),
    Scene(
        "a part that is not in the answer any more: gone, told at the second look, and the other part is well seen",
        (
            look({"/api": advice(PARTS)}, {HEALTH: "page", SAFETY: "page"}),
            look({"/api": advice({"health": PARTS["health"]})}, {HEALTH: "page", SAFETY: "gone"}),
            look(None, {HEALTH: "page", SAFETY: "gone"}, "first gone"),
            look({"/api": advice(PARTS)}, {HEALTH: "page", SAFETY: "page"}, "over gone"),
        ),
        Stored(visits=4, snapshots=3, versions=2),
        sources=(parts_entry(),),
    ),
    Scene(
        "withdrawn by its publisher: a good look, and a change that is told",
        (
            look(page(HELP), {"uk-fcdo/kazakhstan/help": "page"}),
            look(page(WITHDRAWN + HELP), {"uk-fcdo/kazakhstan/help": "withdrawn"}, "content"),
            look(None, {"uk-fcdo/kazakhstan/help": "withdrawn"}),
        ),
        Stored(visits=3, snapshots=2, versions=2),
        sources=(entry(publisher="uk-fcdo"),),
    ),
)
