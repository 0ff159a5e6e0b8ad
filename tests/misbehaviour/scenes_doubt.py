"""In doubt: half a page, another page, a page in another language, a level that falls; a second look decides."""

from __future__ import annotations

from itertools import count

from servers import Answer, Script

from misbehaviour.answers import page, status
from misbehaviour.pages import CHANGED, GERMAN, HALF, HELP, NEIGHBOUR, NEW, OLD, WITHOUT_ONE, first, rows, text
from misbehaviour.scene import HOUR, Scene, Stored, look
from misbehaviour.scenes_gone import HEALTH, advice, parts_entry

WARNINGS = "uk-fcdo/kazakhstan/warnings-and-insurance"
ALL = "<p>FCDO advises against all travel to Kazakhstan.</p>"
ESSENTIAL = "<p>FCDO advises against all but essential travel to Kazakhstan.</p>"
INSURANCE = "<h2>Insurance</h2><p>Get insurance that covers your way, your things and help in an emergency.</p>"
_LOOKS = "SELECT group_concat(verdict) FROM visit"


def warned(level: str) -> Answer:
    """Travel advice with this sentence on its level."""
    return advice({"warnings-and-insurance": level + INSURANCE})


def warning(level: str) -> dict[str, Answer]:
    """The same, at its path."""
    return {"/api": warned(level)}


def with_tickets(content: str) -> Script:
    """A page on which another number stands each time that it is asked for."""
    numbers = count(7919, 7919)
    return lambda seen: page(f"{content}<p>Ticket {next(numbers)} was opened for you by the office.</p>")


def _doubtful(name: str, whole: str, doubtful: str, says: str, **more: str) -> Scene:
    """What is doubtful comes once, and the second look of the same round finds the page as it was: nobody is told."""
    return Scene(
        name,
        (look(page(whole), "page"), look((page(doubtful, **more), page(whole)), "page"), look(None, "page")),
        Stored(visits=4, snapshots=2, versions=1),
        {_LOOKS: "page,suspect,page,page", f"SELECT evidence LIKE '%{says}%' FROM visit WHERE verdict = 'suspect'": 1},
    )


SCENES = (
    _doubtful("half a page, then the whole page: suspect, nothing told", HELP, HALF, "are gone"),
    _doubtful("the beginning of a page, then the whole page", HELP, first(1), "are gone"),
    _doubtful("a list of 20 rows where 215 were, then all", rows(215), rows(20), "longest table"),
    _doubtful(
        "the page in another language, then as before",
        HELP,
        text(GERMAN),
        "another language",
        title="Hilfe in Kasachstan",
        lang="de",
    ),
    _doubtful(
        "the page of another country, then the right one",
        HELP,
        text(NEIGHBOUR),
        "another page",
        title="Trekking in Kyrgyzstan",
    ),
    _doubtful(
        "the page emptied down to a sentence, then whole", HELP, "<p>This text is being revised.</p>", "are gone"
    ),
    Scene(
        "half a page with another number in it, then the whole with that number: the number is told, the half never",
        (
            look(page(HELP), "page"),
            look((page(HALF.replace(OLD, NEW)), page(CHANGED)), "page", "content"),
        ),
        Stored(visits=3, snapshots=3, versions=2),
        {_LOOKS: "page,suspect,page"},
    ),
    Scene(
        "a page that is cut down for good: confirmed by a second look, then told; both looks are kept",
        (look(page(HELP), "page"), look(page(HALF), "page", "content"), look(None, "page")),
        Stored(visits=4, snapshots=2, versions=2),
        {_LOOKS: "page,suspect,page,page"},
    ),
    Scene(
        "a page that is emptied for good: confirmed by a second look, then told",
        (
            look(page(HELP), "page"),
            look(page("<p>This text is being revised. Call the police on 112.</p>"), "page", "content"),
        ),
        Stored(visits=3, snapshots=2, versions=2),
        {_LOOKS: "page,suspect,page"},
    ),
    Scene(
        "half a page, then another half: the second is no confirmation of the first",
        (look(page(HELP), "page"), look((page(HALF), page(first(3))), "suspect"), look(page(HELP), "page")),
        Stored(visits=4, snapshots=3, versions=1),
        {_LOOKS: "page,suspect,suspect,page"},
    ),
    Scene(
        "half a page at every first look: never told",
        (
            look(page(HELP), "page"),
            look((page(HALF), page(HELP)), "page"),
            look((page(HALF), page(HELP)), "page"),
        ),
        Stored(visits=5, snapshots=2, versions=1),
        {_LOOKS: "page,suspect,page,suspect,page"},
    ),
    Scene(
        "half a page, and no answer at the second look: neither told nor forgotten",
        (
            look(page(HELP), "page"),
            look((page(HALF), status(500)), "failed"),
            look(page(HALF), "page", "content"),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {_LOOKS: "page,suspect,failed,page"},
    ),
    Scene(
        "half a page that comes in other words at each look: never believed, and told as not checked",
        (
            look(page(HELP), "page"),
            look(with_tickets(HALF), "suspect", after=12 * HOUR),
            look(None, "suspect", "first not_checked", after=13 * HOUR, reads="Not checked for 25 hours"),
        ),
        Stored(visits=5, snapshots=5, versions=1),
        {_LOOKS: "page,suspect,suspect,suspect,suspect"},
    ),
    Scene(
        "one section of nine less: an edit like any other, told at once",
        (look(page(HELP), "page"), look(page(WITHOUT_ONE), "page", "content")),
        Stored(visits=2, snapshots=2, versions=2),
    ),
    Scene(
        "a level that falls: told after a second look; both looks are kept",
        (look(warning(ALL), {WARNINGS: "page"}), look(warning(ESSENTIAL), {WARNINGS: "page"}, "content")),
        Stored(visits=3, snapshots=2, versions=2),
        {_LOOKS: "page,suspect,page"},
        sources=(parts_entry(),),
    ),
    Scene(
        "a level that falls by mistake and is back: nobody is told",
        (
            look(warning(ALL), {WARNINGS: "page"}),
            look({"/api": (warned(ESSENTIAL), warned(ALL))}, {WARNINGS: "page"}),
        ),
        Stored(visits=3, snapshots=2, versions=1),
        {_LOOKS: "page,suspect,page"},
        sources=(parts_entry(),),
    ),
    Scene(
        "a level that rises: told at once",
        (look(warning(ESSENTIAL), {WARNINGS: "page"}), look(warning(ALL), {WARNINGS: "page"}, "content")),
        Stored(visits=2, snapshots=2, versions=2),
        {_LOOKS: "page,page"},
        sources=(parts_entry(),),
    ),
    Scene(
        "a part emptied for a moment, beside one that changed: the change is told, the loss never",
        (
            look(
                {"/api": advice({"warnings-and-insurance": ALL + HELP, "health": "<p>Call 103.</p>"})},
                {WARNINGS: "page", HEALTH: "page"},
            ),
            look(
                {
                    "/api": (
                        advice({"warnings-and-insurance": ALL, "health": "<p>Call 102.</p>"}),
                        advice({"warnings-and-insurance": ALL + HELP, "health": "<p>Call 102.</p>"}),
                    )
                },
                {WARNINGS: "page", HEALTH: "page"},
                "content",
            ),
        ),
        Stored(visits=3, snapshots=3, versions=3),
        {_LOOKS: "page,suspect,page"},
        sources=(parts_entry(),),
    ),
)
