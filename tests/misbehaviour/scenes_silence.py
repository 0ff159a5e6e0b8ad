"""Not checked for longer than allowed: told once, daily at most, once when it is over; never shown as unchanged."""

from __future__ import annotations

from misbehaviour.answers import page, status
from misbehaviour.pages import CHANGED, HELP
from misbehaviour.scene import DAY, HOST, HOUR, Scene, Stored, entry, look

_OPEN = "SELECT count(*) FROM alarm WHERE ended_at IS NULL"

YEAR = 365 * DAY

_FIVE = {f"ngo/kazakhstan/{number}": f"/{number}" for number in range(5)}

SCENES = (
    Scene(
        "blocked for three days: told once, then daily, then once when it is over",
        (
            look(page(HELP), "page"),
            look(status(403), "blocked", after=12 * HOUR),
            look(None, "blocked", "first not_checked", after=13 * HOUR, reads="Not checked for 25 hours"),
            look(None, "blocked", after=6 * HOUR),
            look(None, "blocked", after=6 * HOUR),
            look(None, "blocked", "again not_checked", after=13 * HOUR, reads="Not checked for 2 days"),
            look(None, "blocked", after=12 * HOUR),
            look(None, "blocked", "again not_checked", after=13 * HOUR, reads="Not checked for 3 days"),
            look(page(HELP), "page", "over not_checked", reads="Checked again"),
            look(None, "page", after=DAY),
        ),
        Stored(visits=10, snapshots=1, versions=1),
        {_OPEN: 0},
    ),
    Scene(
        "an allowance of 3 days: two days of silence are allowed",
        (
            look(page(HELP), "page"),
            look(status(403), "blocked", after=2 * DAY),
            look(None, "blocked", "first not_checked", after=DAY + HOUR),
        ),
        Stored(visits=3, snapshots=1, versions=1),
        {_OPEN: 1},
        sources=(entry(allowance="3d"),),
    ),
    Scene(
        "never seen since the first look: told when the allowance is over",
        (
            look(status(403), "blocked"),
            look(None, "blocked", after=12 * HOUR),
            look(None, "blocked", "first not_checked", after=13 * HOUR),
            look(page(HELP), "page", "over not_checked"),
        ),
        Stored(visits=4, snapshots=1, versions=1),
    ),
    Scene(
        "blocked, failed, empty in turn: one alarm, for the page was not seen all the while",
        (
            look(page(HELP), "page"),
            look(status(403), "blocked", after=12 * HOUR),
            look(status(500), "failed", "first not_checked", after=13 * HOUR),
            look(page(""), "empty", after=6 * HOUR),
            look(status(403), "blocked", after=6 * HOUR),
            look(page(CHANGED), "page", "content", "over not_checked"),
        ),
        Stored(visits=6, snapshots=3, versions=2),
        {"SELECT count(*) FROM alarm": 1},
    ),
    Scene(
        "a wall before five pages: one notice with five alarms, and one when it is over",
        (
            look({path: page(HELP) for path in _FIVE.values()}, dict.fromkeys(_FIVE, "page")),
            look(
                {path: status(403) for path in _FIVE.values()},
                dict.fromkeys(_FIVE, "blocked"),
                *["first not_checked"] * 5,
                after=DAY + HOUR,
            ),
            look(
                {path: page(HELP) for path in _FIVE.values()}, dict.fromkeys(_FIVE, "page"), *["over not_checked"] * 5
            ),
        ),
        Stored(visits=15, snapshots=5, versions=5),
        {"SELECT count(*) FROM notice": 2},
        sources=tuple(entry(name=path[1:], url=f"http://{HOST}{path}") for path in _FIVE.values()),
    ),
    Scene(
        "two silences are two alarms",
        (
            look(page(HELP), "page"),
            look(status(403), "blocked", "first not_checked", after=DAY + HOUR),
            look(page(HELP), "page", "over not_checked"),
            look(status(403), "blocked", "first not_checked", after=DAY + HOUR),
        ),
        Stored(visits=4, snapshots=1, versions=1),
        {"SELECT count(*) FROM alarm": 2, _OPEN: 1},
    ),
    Scene(
        "a clock that was three years ahead, then right: looked at when due, told, and alarmed as ever",
        (
            look(page(HELP), "page"),
            look(page(CHANGED), "page", "content", after=-3 * YEAR, only_due=True),
            look(status(403), "blocked"),
            look(None, "blocked", "first not_checked", after=DAY + HOUR, only_due=True),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        {"SELECT last_verdict FROM page": "blocked"},
    ),
    Scene(
        "a clock that was a year ahead while the page was blocked: told anew, and over when it is",
        (
            look(page(HELP), "page"),
            look(status(403), "blocked", "first not_checked", after=2 * DAY),
            look(None, "blocked", "again not_checked", after=-YEAR, only_due=True),
            look(None, "blocked", "again not_checked", after=DAY + HOUR),
            look(page(HELP), "page", "over not_checked"),
        ),
        Stored(visits=5, snapshots=1, versions=1),
        {_OPEN: 0, "SELECT last_good_at > '2' || strftime('%Y-%m-%d', 'now', '+1 day') FROM page": 0},
    ),
    Scene(
        "304 day after day is a good look: nobody is told of silence",
        (
            look(page(HELP, etag='"1"'), "page"),
            *(look(None, "page", after=2 * DAY) for _ in range(3)),
        ),
        Stored(visits=4, snapshots=1, versions=1),
        {"SELECT count(*) FROM alarm": 0},
    ),
)
