"""Kept out: walls with status 200, refusals, sites that are busy, hosts that are left alone."""

from __future__ import annotations

from servers import Answer

from misbehaviour.answers import HTML, bare, busy, busy_until, document, elsewhere, page, status
from misbehaviour.pages import CHANGED, HELP
from misbehaviour.scene import HOUR, MINUTE, PAGE, PATH, Scene, Stored, entry, look
from misbehaviour.walls import ANYBODY, AWS, CLOUDFLARE, SORRY, VENDORS


def _wall(vendor: str, answer: Answer) -> Scene:
    return Scene(
        f"the wall of {vendor} with status 200, then the page: blocked, and no change on recovery",
        (look(page(HELP), "page"), look(answer, "blocked", says=vendor), look(page(HELP), "page")),
        Stored(visits=3, snapshots=2, versions=1),
    )


_HOURS = tuple(look(None, "failed") for _ in range(22))

SCENES = (
    Scene(
        "a challenge with status 200 for half a day, then recovery: no false changes, none on recovery",
        (
            look(page(HELP), "page"),
            look(CLOUDFLARE, "blocked"),
            *(look(None, "blocked") for _ in range(11)),
            look(page(HELP), "page"),
            look(None, "page"),
        ),
        Stored(visits=15, snapshots=2, versions=1),
    ),
    Scene(
        "a challenge at the very first look: nothing of it becomes the page",
        (look(CLOUDFLARE, "blocked"), look(page(HELP), "page"), look(page(CHANGED), "page", "content")),
        Stored(visits=3, snapshots=3, versions=2),
    ),
    Scene(
        "a page that changed behind a challenge: told once, beside the last good version",
        (look(page(HELP), "page"), look(CLOUDFLARE, "blocked"), look(page(CHANGED), "page", "content")),
        Stored(visits=3, snapshots=3, versions=2),
    ),
    *(_wall(vendor, answer) for vendor, answer in VENDORS.items()),
    Scene(
        "“Access denied” of nobody in particular with status 200",
        (look(page(HELP), "page"), look(ANYBODY, "blocked"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=2, versions=1),
    ),
    Scene(
        "“Sorry, you have been blocked” with status 200",
        (look(page(HELP), "page"), look(SORRY, "blocked"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=2, versions=1),
    ),
    Scene(
        "a page that speaks of blocked accounts and captchas is a page",
        (
            look(
                page(
                    HELP + "<p>If your bank card was blocked, or access denied to you at a cash machine, call 103.</p>"
                    "<p>The visa form ends with a captcha: check that you are human, then send it.</p>"
                ),
                "page",
            ),
        ),
        Stored(visits=1, snapshots=1, versions=1),
    ),
    Scene(
        "403, then the page",
        (look(page(HELP), "page"), look(status(403, "Forbidden"), "blocked", says="403"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "sent to a page to sign in",
        (
            look(page(HELP), "page"),
            look({PATH: elsewhere("/login"), "/login": page("<p>E-mail, password</p>", "Sign in")}, "blocked"),
            look(page(HELP), "page"),
        ),
        Stored(visits=3, snapshots=2, versions=1),
    ),
    Scene(
        "403 from a wall: the sentence names whose it is",
        (
            look(page(HELP), "page"),
            look(Answer(403, CLOUDFLARE.body, CLOUDFLARE.headers), "blocked", says="Cloudflare"),
            look(page(HELP), "page"),
        ),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "202 with a challenge",
        (
            look(page(HELP), "page"),
            look(Answer(202, AWS.body, AWS.headers), "blocked", says="AWS WAF"),
            look(page(HELP), "page"),
        ),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "a cookie that the site sets is not brought back",
        (
            look(bare(document(HELP).encode(), HTML, ("Set-Cookie", "visitor=1; Path=/")), "page"),
            look(None, "page", sent={"Cookie": None}),
        ),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "401: a login stands before the page",
        (look(page(HELP), "page"), look(status(401), "blocked", says="401"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "451: withheld by law",
        (look(page(HELP), "page"), look(status(451), "blocked", says="451")),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "429 with Retry-After in seconds: the host is left alone until then",
        (
            look(page(HELP), "page"),
            look(busy(429, 7200), "blocked", asked=1),
            look(page(CHANGED), "blocked", asked=0, after=119 * MINUTE),
            look(None, "page", "content", asked=1, after=2 * MINUTE),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        sources=(entry(every="30m"),),
    ),
    Scene(
        "429 with Retry-After as a date: the host is left alone until then",
        (
            look(page(HELP), "page"),
            look(busy_until(429, 7200), "blocked", asked=1),
            look(page(CHANGED), "blocked", asked=0, after=119 * MINUTE),
            look(None, "page", "content", asked=1, after=2 * MINUTE),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        sources=(entry(every="30m"),),
    ),
    Scene(
        "429 with a Retry-After that is no time at all",
        (
            look(page(HELP), "page"),
            look(status(429, "", ("Retry-After", "soon")), "blocked", asked=1),
            look(page(HELP), "page"),
        ),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "503 with a Retry-After of ten years: believed for a day",
        (
            look(page(HELP), "page"),
            look(busy(503, 315_360_000), "failed", asked=1),
            look(page(CHANGED), "failed", asked=0, after=12 * HOUR),
            look(None, "page", "content", asked=1, after=13 * HOUR),
        ),
        Stored(visits=4, snapshots=2, versions=2),
    ),
    Scene(
        "503 with Retry-After, and a page that is back when the time is over",
        (
            look(page(HELP), "page"),
            look(busy(503, 3600), "failed", asked=1),
            look(page(HELP), "page", after=2 * HOUR),
        ),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "503 once, and the page at the second try of the same look",
        (look((busy(503, 0), page(HELP)), "page", asked=2),),
        Stored(visits=1, snapshots=1, versions=1),
        more={"defaults": {"retry_for": "10s"}},
    ),
    Scene(
        "503 for 24 hours: told once as not checked, and once when it is over",
        (
            look(page(HELP), "page"),
            look(status(503), "failed"),
            *_HOURS,
            look(None, "failed", "first not_checked", after=90 * MINUTE),
            look(None, "failed"),
            look(page(HELP), "page", "over not_checked"),
            look(None, "page"),
        ),
        Stored(visits=28, snapshots=1, versions=1),
    ),
    Scene(
        "500 at one look of many: nobody is told",
        (look(page(HELP), "page"), look(status(500), "failed", says="500"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=1, versions=1),
    ),
    Scene(
        "a host that fails five times in a row is left alone, then asked once",
        (
            look(page(HELP), "page"),
            *(look(status(502), "failed", asked=1, after=5 * MINUTE) for _ in range(5)),
            look(None, "failed", asked=0, after=4 * MINUTE, says="left alone"),
            look(None, "failed", asked=1, after=4 * MINUTE),
            look(None, "failed", asked=0, after=6 * MINUTE, says="left alone"),
            look(page(HELP), "page", asked=1, after=6 * MINUTE),
        ),
        Stored(visits=10, snapshots=1, versions=1),
        sources=(entry(every="1m"),),
    ),
    Scene(
        "a manual check asks a host that is left alone",
        (
            look(page(HELP), "page"),
            *(look(status(502), "failed", asked=1, after=5 * MINUTE) for _ in range(5)),
            look(page(HELP), "page", asked=1, after=MINUTE, by_hand=True),
        ),
        Stored(visits=7, snapshots=1, versions=1),
    ),
    Scene(
        "one page of a host is refused: the other is a page all the same",
        (
            look({"/help": page(HELP), "/more": page(HELP)}, {PAGE: "page", "ngo/kazakhstan/more": "page"}),
            look({"/help": status(403)}, {PAGE: "blocked", "ngo/kazakhstan/more": "page"}),
        ),
        Stored(visits=4, snapshots=2, versions=2),
        sources=(entry(), entry(name="more", url="http://advice.example/more")),
    ),
)
