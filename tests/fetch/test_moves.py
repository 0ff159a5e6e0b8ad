"""Redirects: what is a move of the page, and what only leads away from where it was."""

from __future__ import annotations

import pytest
from servers import Answer, Server, redirect

from monitor.fetch.asking import Asking
from monitor.fetch.client import client
from monitor.fetch.hops import elsewhere, is_spelling
from monitor.fetch.visit import Validators, Verdict, Visit

ADVICE = b"<title>Kazakhstan</title><h1>Kazakhstan</h1><p>Call 112 in an emergency, at any time of the day.</p>"


async def visit(asking: Asking, url: str, validators: Validators | None = None) -> Visit:
    async with client(asking) as look:
        return await look.visit(url, validators or Validators())


@pytest.mark.parametrize("status", [301, 308])
async def test_a_permanent_redirect_to_a_page_is_a_move(server: Server, asking: Asking, status: int) -> None:
    server.answer("/advice/kazakhstan", redirect("/travel/kazakhstan#top", status))
    server.answer("/travel/kazakhstan", Answer(200, ADVICE))
    seen = await visit(asking, server.url("/advice/kazakhstan"))
    there = server.url("/travel/kazakhstan")
    assert (seen.verdict, seen.body, seen.moved_to) == (Verdict.MOVED, ADVICE, there)
    assert seen.reason == f"The page has moved to {there}."
    assert seen.evidence == ("status 200", f"{status} to {there}")


@pytest.mark.parametrize("statuses", [(302,), (303,), (307,), (301, 302), (302, 301), (308, 307, 301)])
async def test_a_redirect_that_is_not_permanent_all_the_way_is_no_move(
    server: Server, asking: Asking, statuses: tuple[int, ...]
) -> None:
    for step, status in enumerate(statuses):
        server.answer(f"/advice/{step}", redirect(f"/advice/{step + 1}", status))
    server.answer(f"/advice/{len(statuses)}", Answer(200, ADVICE))
    seen = await visit(asking, server.url("/advice/0"))
    assert (seen.verdict, seen.reason, seen.moved_to) == (Verdict.PAGE, "", None)
    assert seen.final_url == server.url(f"/advice/{len(statuses)}")
    assert len(seen.evidence) == 1 + len(statuses)


async def test_not_modified_after_a_permanent_redirect_does_not_hide_the_move(server: Server, asking: Asking) -> None:
    server.answer("/advice/kazakhstan", redirect("/travel/kazakhstan", 301))
    server.page("/travel/kazakhstan", ADVICE, etag='"1"')
    seen = await visit(asking, server.url("/advice/kazakhstan"), Validators('"1"'))
    assert (seen.verdict, seen.reason) == (Verdict.NOT_MODIFIED, "Not modified since the last visit.")
    assert seen.moved_to == server.url("/travel/kazakhstan")
    assert seen.evidence == ("status 304", "asked with If-None-Match", f"301 to {server.url('/travel/kazakhstan')}")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(404, b"no"), Verdict.GONE),
        (Answer(403, b"no"), Verdict.BLOCKED),
        (Answer(500, b"no"), Verdict.FAILED),
        (Answer(200, b""), Verdict.EMPTY),
        (Answer(200, b"<title>Page not found</title><h1>Page not found</h1>"), Verdict.EMPTY),
        (Answer(200, b"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue"), Verdict.BLOCKED),
    ],
)
async def test_where_no_page_comes_nothing_has_moved(
    server: Server, asking: Asking, answer: Answer, verdict: Verdict
) -> None:
    server.answer("/advice/kazakhstan", redirect("/travel/kazakhstan", 301))
    server.answer("/travel/kazakhstan", answer)
    seen = await visit(asking, server.url("/advice/kazakhstan"))
    assert (seen.verdict, seen.moved_to) == (verdict, None)


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("/", "its start page"),
        ("/en/", "its start page"),
        ("/index.html", "its start page"),
        ("/advice", "a page above the one that was asked"),
        ("/404.html", "an error page"),
    ],
)
async def test_a_redirect_to_the_start_page_is_no_move_whatever_comes_from_there(
    server: Server, asking: Asking, status: int, end: str, words: str
) -> None:
    server.answer("/advice/kazakhstan", redirect(end, status))
    server.answer(end, Answer(200, ADVICE * 40))
    seen = await visit(asking, server.url("/advice/kazakhstan"))
    assert (seen.verdict, seen.moved_to) == (Verdict.GONE, None)
    assert seen.reason == f"The site sends to {words} instead: {server.url(end)}."
    assert seen.evidence[-1] == f"{status} to {server.url(end)}"


async def test_a_start_page_cannot_say_that_the_page_is_not_modified(server: Server, asking: Asking) -> None:
    server.answer("/advice/kazakhstan", redirect("/"))
    server.page("/", ADVICE, etag='"1"')
    seen = await visit(asking, server.url("/advice/kazakhstan"), Validators('"1"'))
    assert seen.verdict is Verdict.GONE


async def test_a_start_page_that_is_down_does_not_make_the_page_gone(server: Server, asking: Asking) -> None:
    server.answer("/advice/kazakhstan", redirect("/"))
    server.answer("/", Answer(200, b"<title>Site under maintenance</title><h1>We'll be back soon</h1>"))
    seen = await visit(asking, server.url("/advice/kazakhstan"))
    assert (seen.verdict, seen.reason) == (
        Verdict.EMPTY,
        "Instead of the page came a notice that the site is down for now (200 OK).",
    )


SITE = "https://travel.example"
LEADS_AWAY = [
    ("/advice/kazakhstan", "/", Verdict.GONE, "its start page"),
    ("/advice/kazakhstan", "/?utm_source=old&ref=404", Verdict.GONE, "its start page"),
    ("/advice/kazakhstan", "/de", Verdict.GONE, "its start page"),
    ("/advice/kazakhstan", "/en-gb/", Verdict.GONE, "its start page"),
    ("/advice/kazakhstan", "/en/home.aspx", Verdict.GONE, "its start page"),
    ("/advice/kazakhstan", "/Default.aspx", Verdict.GONE, "its start page"),
    ("/advice/kazakhstan", "https://www.other.example/", Verdict.GONE, "its start page"),
    ("/kazakhstan", "/en", Verdict.GONE, "its start page"),
    ("/?p=123", "/", Verdict.GONE, "its start page"),
    ("/content/travel/en/countries/Kazakhstan.html", "/content/travel/en.html", Verdict.GONE, "a page above"),
    ("/foreign-travel-advice/kazakhstan/terrorism", "/foreign-travel-advice/kazakhstan", Verdict.GONE, "a page above"),
    ("/a/b/c", "/A/", Verdict.GONE, "a page above"),
    ("/advice/kazakhstan", "/404", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/errors/404.html", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/en/404", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/errors/500.html", Verdict.FAILED, "a page that tells of a fault"),
    ("/advice/kazakhstan", "/en/page-not-found", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/NotFound.aspx?aspxerrorpath=/advice/kazakhstan", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/oops.aspx?aspxerrorpath=/advice/kazakhstan", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/error?code=404", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/page?status=404", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/error", Verdict.GONE, "an error page"),
    ("/", "/404", Verdict.GONE, "an error page"),
    ("/advice/kazakhstan", "/error?code=500", Verdict.FAILED, "a page that tells of a fault"),
    ("/advice/kazakhstan", "/server-error", Verdict.FAILED, "a page that tells of a fault"),
    ("/advice/kazakhstan", "/maintenance.html", Verdict.EMPTY, "a page that says that it is down for now"),
    ("/advice/kazakhstan", "https://sorry.example/sorry", Verdict.EMPTY, "a page that says that it is down for now"),
    ("/advice/kazakhstan", "/login?return=/advice/kazakhstan", Verdict.BLOCKED, "a page to sign in"),
    ("/advice/kazakhstan", "/wp-login.php?redirect_to=x", Verdict.BLOCKED, "a page to sign in"),
    ("/advice/kazakhstan", "https://sso.example/oauth2/authorize?x=1", Verdict.BLOCKED, "a page to sign in"),
]


@pytest.mark.parametrize(("asked", "end", "verdict", "words"), LEADS_AWAY)
def test_what_a_redirect_leads_to_is_told_by_its_address(asked: str, end: str, verdict: Verdict, words: str) -> None:
    found = elsewhere(SITE + asked, end if ":" in end else SITE + end)
    assert found is not None
    assert found.verdict is verdict
    assert words in found.words


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("/advice/kazakhstan", "/travel/kazakhstan"),
        ("/advice/kazakhstan", "/advice/kazakhstan/"),
        ("/advice/kazakhstan/index.html", "/advice/kazakhstan/"),
        ("/advice/Kazakhstan.html", "/advice/kazakhstan"),
        ("/advice/kazakhstan", "/en/advice/kazakhstan"),
        ("/advice/kazakhstan", "/kazakhstan"),
        ("/advice/kazakhstan", "/?page_id=12"),
        ("/", "/en/"),
        ("/", "/de/index.html"),
        ("/en/", "/"),
        ("/index.php", "/"),
        ("/login", "/login/"),
        ("/guides/404", "/guides/404/print"),
        ("/advice/kazakhstan", "/node/512"),
        ("/advice/kazakhstan", "/node/404"),
        ("/advice/kazakhstan", "/pages/503/kazakhstan"),
        ("/advice/maintenance", "/advice/maintenance/"),
        ("/advice/errors-and-omissions", "/help/errors-and-omissions"),
        ("/advice/kazakhstan", "http://other.example/advice/kazakhstan?id=5"),
    ],
)
def test_an_address_that_may_be_the_page_is_not_taken_for_another(asked: str, end: str) -> None:
    assert elsewhere(SITE + asked, end if ":" in end else SITE + end) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://travel.example/advice", "https://travel.example/advice"),
        ("https://travel.example/advice", "https://www.travel.example/advice"),
        ("https://travel.example/advice", "https://travel.example/advice/"),
        ("https://travel.example/Advice", "https://travel.example/advice"),
        ("https://travel.example/a%2Db", "https://travel.example/a-b"),
        ("https://travel.example/advice/index.html", "https://travel.example/advice"),
    ],
)
def test_another_spelling_is_no_other_place(old: str, new: str) -> None:
    assert is_spelling(old, new)
    assert is_spelling(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://travel.example/a", "https://travel.example/b"),
        ("https://travel.example/a", "https://travel.example/a?id=1"),
        ("https://travel.example/a", "https://other.example/a"),
        ("https://travel.example/a", "https://travel.example:8443/a"),
    ],
)
def test_another_place_is_no_other_spelling(old: str, new: str) -> None:
    assert not is_spelling(old, new)


async def test_another_spelling_for_good_is_a_move_and_is_said_as_what_it_is(server: Server, asking: Asking) -> None:
    server.answer("/Advice/Kazakhstan", redirect("/advice/kazakhstan/", 301))
    server.answer("/advice/kazakhstan/", Answer(200, ADVICE))
    seen = await visit(asking, server.url("/Advice/Kazakhstan"))
    there = server.url("/advice/kazakhstan/")
    assert (seen.verdict, seen.moved_to) == (Verdict.MOVED, there)
    assert seen.reason == f"The site now writes this address {there}."


@pytest.mark.parametrize(
    "location", ["/?" + "&".join(f"a{n}=1" for n in range(3_000)), "/" + "%41" * 3_000, "/x?=&&=;"]
)
async def test_an_odd_address_ends_in_a_verdict(server: Server, asking: Asking, location: str) -> None:
    server.answer("/advice/kazakhstan", redirect(location))
    seen = await visit(asking, server.url("/advice/kazakhstan"))
    assert seen.verdict is Verdict.GONE  # the server knows no such path
    assert seen.reason == "The page is not there: 404 Not Found."
