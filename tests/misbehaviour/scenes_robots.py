"""robots.txt: what it forbids, how long it is waited for, how much of it is read."""

from __future__ import annotations

from servers import ROBOTS, redirect

from misbehaviour.answers import bare, page, robots, silence, status
from misbehaviour.pages import CHANGED, HELP
from misbehaviour.scene import DAY, HOST, HOUR, PAGE, PATH, Scene, Stored, entry, look

FORBIDS = robots("User-agent: *", "Disallow: /help")
PADDING = "# " + "x" * 97
ALLOWED = Stored(visits=1, snapshots=1, versions=1)

SCENES = (
    Scene(
        "robots.txt forbids the page: it is not asked, and the sentence says so",
        (look({ROBOTS: FORBIDS, PATH: page(HELP)}, "blocked", asked=0, says="robots.txt"),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt forbids another program by name: the page is asked",
        (look({ROBOTS: robots("User-agent: GreedyBot", "Disallow: /"), PATH: page(HELP)}, "page", asked=1),),
        ALLOWED,
    ),
    Scene(
        "robots.txt forbids this program by name",
        (
            look(
                {
                    ROBOTS: robots("User-agent: *", "Allow: /", "", "User-agent: advisory-monitor", "Disallow: /"),
                    PATH: page(HELP),
                },
                "blocked",
                asked=0,
                says="robots.txt",
            ),
        ),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt forbids, and sources.yaml records a permission: the page is asked",
        (look({ROBOTS: FORBIDS, PATH: page(HELP)}, "page", asked=1),),
        ALLOWED,
        more={"hosts": [{"host": HOST, "permission": "Web team of advice.example, by mail of 3 March 2026"}]},
    ),
    Scene(
        "robots.txt forbids from one day on: no more is asked, the last version stays, somebody hears of it",
        (
            look(page(HELP), "page"),
            look({ROBOTS: FORBIDS, PATH: page(CHANGED)}, "blocked", "first not_checked", after=DAY + HOUR, asked=0),
            look({ROBOTS: status(404)}, "page", "content", "over not_checked", after=DAY + HOUR),
        ),
        Stored(visits=3, snapshots=2, versions=2),
    ),
    Scene(
        "robots.txt that hangs: nothing is asked, for nobody knows what it would forbid",
        (look({ROBOTS: silence(), PATH: page(HELP)}, "blocked", asked=0, says="robots.txt", patience="200ms"),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt that hangs after it was read once: what it said still holds",
        (
            look({ROBOTS: robots("User-agent: *", "Disallow: /private"), PATH: page(HELP)}, "page"),
            look({ROBOTS: silence()}, "page", after=DAY + HOUR, patience="1s"),
        ),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "robots.txt with status 503: nothing is asked",
        (look({ROBOTS: status(503), PATH: page(HELP)}, "blocked", asked=0, says="robots.txt"),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt with status 403 forbids nothing",
        (look({ROBOTS: status(403), PATH: page(HELP)}, "page", asked=1),),
        ALLOWED,
    ),
    Scene(
        "robots.txt of 5 MB with its rule at the beginning: read as far as 500 KiB, and obeyed",
        (
            look(
                {ROBOTS: robots("User-agent: *", "Disallow: /help", *[PADDING] * 50_000), PATH: page(HELP)},
                "blocked",
                asked=0,
            ),
        ),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt of 5 MB with its rule at the end: what stands behind 500 KiB is not read",
        (look({ROBOTS: robots(*[PADDING] * 50_000, "User-agent: *", "Disallow: /help"), PATH: page(HELP)}, "page"),),
        ALLOWED,
    ),
    Scene(
        "robots.txt that is a web page forbids nothing",
        (look({ROBOTS: page("<p>Disallow: /</p>"), PATH: page(HELP)}, "page", asked=1),),
        ALLOWED,
    ),
    Scene(
        "robots.txt that is bytes without sense forbids nothing",
        (look({ROBOTS: bare(bytes(range(256)) * 40, "text/plain"), PATH: page(HELP)}, "page", asked=1),),
        ALLOWED,
    ),
    Scene(
        "robots.txt behind a redirect is read where it is",
        (look({ROBOTS: redirect("/rules.txt", 301), "/rules.txt": FORBIDS, PATH: page(HELP)}, "blocked"),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt that redirects to a private address: nothing there is asked",
        (look({ROBOTS: redirect("http://127.0.0.1/robots.txt", 302), PATH: page(HELP)}, "blocked", asked=0),),
        Stored(visits=1, snapshots=0, versions=0),
    ),
    Scene(
        "robots.txt wants a pause between two requests, and gets it",
        (
            look(
                {ROBOTS: robots("User-agent: *", "Crawl-delay: 0.5"), PATH: page(HELP), "/more": page(HELP)},
                {PAGE: "page", "ngo/kazakhstan/more": "page"},
                asked=2,
                apart=0.3,
            ),
        ),
        Stored(visits=2, snapshots=2, versions=2),
        sources=(entry(), entry(name="more", url=f"http://{HOST}/more")),
    ),
    Scene(
        "robots.txt is asked for once a day",
        (
            look({ROBOTS: robots("User-agent: *", "Allow: /"), PATH: page(HELP)}, "page"),
            look({ROBOTS: FORBIDS}, "page", after=12 * HOUR),
            look(None, "blocked", after=13 * HOUR, asked=0),
        ),
        Stored(visits=3, snapshots=1, versions=1),
        sources=(entry(allowance="3d"),),
    ),
)
