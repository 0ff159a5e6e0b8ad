"""An answer without the content: nothing, scripts only, "not found" with status 200, a selector that fits no more."""

from __future__ import annotations

from servers import Answer

from misbehaviour.answers import bare, page
from misbehaviour.pages import CHANGED, HELP, MAINTENANCE, SCRIPT_ONLY, SOFT_404
from misbehaviour.scene import DAY, HOUR, Scene, Stored, entry, look


def _empty(name: str, answer: Answer, snapshots: int, says: str = "") -> Scene:
    return Scene(
        name,
        (look(page(HELP), "page"), look(answer, "empty", says=says), look(page(HELP), "page")),
        Stored(visits=3, snapshots=snapshots, versions=1),
    )


SCENES = (
    _empty("an empty body with status 200", bare(b""), 1),
    _empty("white space only", bare(b"  \r\n\t \r\n"), 2),
    _empty("204: no content", Answer(204, b"", []), 1),
    _empty("a frame without content", page(""), 2),
    _empty("scripts only: nothing to read without a browser", bare(SCRIPT_ONLY), 2),
    _empty("a soft 404: “Page not found” with status 200", page(SOFT_404, "Page not found"), 2),
    _empty(
        "nothing but the word to go elsewhere",
        bare(b'<html><head><meta http-equiv="refresh" content="0; url=/new"></head><body>Redirecting</body></html>'),
        2,
    ),
    _empty("a notice of maintenance with status 200", page(MAINTENANCE, "Scheduled maintenance"), 2),
    _empty("a fault of the database with status 200", bare(b"<h1>Error establishing a database connection</h1>"), 2),
    _empty(
        "a fault of the program with status 200",
        bare(b"<br /><b>Fatal error</b>: Uncaught Exception in /var/www/index.php on line <b>12</b><br />"),
        2,
    ),
    _empty("a fault of the gateway with status 200", bare(b"<center><h1>502 Bad Gateway</h1></center><hr>nginx"), 2),
    Scene(
        "a page about what to do when a form says “page not found” is a page",
        (
            look(
                page(
                    HELP + "<p>Where the form of the visa site says “page not found”, begin again from its start.</p>"
                ),
                "page",
            ),
        ),
        Stored(visits=1, snapshots=1, versions=1),
    ),
    Scene(
        "a selector that is gone once",
        (
            look(page(f'<div class="content">{HELP}</div>'), "page"),
            look(page(f'<div class="inhalt">{HELP}</div>'), "empty", says="does the selector still fit?"),
            look(page(f'<div class="content">{HELP}</div>'), "page"),
        ),
        Stored(visits=3, snapshots=2, versions=1),
        sources=(entry(root="div.content"),),
    ),
    Scene(
        "a selector that is gone and stays gone: alarmed, and never healthy",
        (
            look(page(f'<div class="content">{HELP}</div>'), "page"),
            look(page(f'<div class="inhalt">{CHANGED}</div>'), "empty", says="does the selector still fit?"),
            look(None, "empty", after=12 * HOUR),
            look(None, "empty", "first not_checked", after=12 * HOUR),
            look(None, "empty", after=12 * HOUR),
            look(None, "empty", "again not_checked", after=12 * HOUR),
            look(None, "empty", "again not_checked", after=DAY),
        ),
        Stored(visits=7, snapshots=2, versions=1),
        {"SELECT last_verdict FROM page": "empty", "SELECT count(*) FROM visit WHERE verdict = 'page'": 1},
        sources=(entry(root="div.content"),),
    ),
    Scene(
        "a selector that is gone, and back with another number: told as a change, and as over",
        (
            look(page(f'<div class="content">{HELP}</div>'), "page"),
            look(page(f'<div class="inhalt">{CHANGED}</div>'), "empty", after=12 * HOUR),
            look(None, "empty", "first not_checked", after=13 * HOUR),
            look(page(f'<div class="content">{CHANGED}</div>'), "page", "content", "over not_checked"),
        ),
        Stored(visits=4, snapshots=3, versions=2),
        sources=(entry(root="div.content"),),
    ),
)
