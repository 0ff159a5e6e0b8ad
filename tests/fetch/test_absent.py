# ruff: noqa: E501
"""Answers without the page, under a status of success, are told from pages, both ways."""

from __future__ import annotations

import time

import pytest
from servers import Answer, Server

from monitor.fetch.absences import Absence
from monitor.fetch.absent import missing
from monitor.fetch.asking import Asking
from monitor.fetch.client import client
from monitor.fetch.shown import shown
from monitor.fetch.visit import Verdict

MENU = "<nav>" + "<a href='/x'>Destinations of the world and advice for them</a> " * 60 + "</nav>"
FOOT = "<footer>" + "<a href='/y'>About us, privacy, accessibility, contact</a> " * 40 + "</footer>"

MISSING = {
    Absence.NOT_FOUND: [
        f"<title>SafeTravel | Page not found</title>{MENU}<h1>Page not found</h1><p>Sorry, try the search.</p>{FOOT}",
        "<title>Page not found - GOV.UK</title><h1>Page not found</h1><p>If you typed the web address, check it is correct.</p>",
        "<title>404 - File or directory not found.</title><h1>404</h1><p>The page you are looking for might have been removed.</p>",
        "<title>Ministry of Foreign Affairs</title><h1>Oops! Page not found</h1><p>Go to the start page.</p>",
        "<title>404 Not Found</title><h1>Not Found</h1>",
        "<title>Error 404</title><p>Nothing here.</p>",
        "<title>HTTP Status 404 – Not Found</title><h1>HTTP Status 404 – Not Found</h1><p>The requested resource is not available.</p>",
        "<title>We couldn't find that Web page (Error 404) - Canada.ca</title><h1>We couldn't find that Web page (Error 404)</h1>",
        "<title>Nous ne pouvons trouver cette page Web (Erreur 404)</title><h1>Nous ne pouvons trouver cette page Web</h1>",
        "<title>Travel</title><h1>Oops! That page can't be found.</h1><p>It looks like nothing was found at this location.</p>",
        "<title>Page not found (404)</title><p>Not there.</p>",
        "<title>The page you were looking for doesn't exist (404)</title><h1>The page you were looking for doesn't exist.</h1>",
        "<title>Object not found!</title><h1>Object not found!</h1><p>The requested URL was not found on this server.</p>",
        "<title>Travel</title><h1>We couldn't find that page</h1><p>Please check the address.</p>",
        "<title>Travel</title><h1>Sorry</h1><p>The page you requested could not be found.</p>",
        "<title>Travel</title><p>The page you're looking for doesn't exist or has moved.</p>",
        "<title>This page is no longer available</title><h1>This page is no longer available</h1>",
        f"<title>Seite nicht gefunden - Auswärtiges Amt</title>{MENU}<h1>Seite nicht gefunden</h1><p>Leider.</p>{FOOT}",
        "<title>Amt</title><h1>404</h1><p>Die gesuchte Seite konnte leider nicht gefunden werden.</p>",
        "<title>Page introuvable | Conseils</title><h1>Page introuvable</h1>",
        "<title>Conseils</title><h1>Désolé</h1><p>La page que vous recherchez n'existe plus.</p>",
        "<title>Pagina niet gevonden | Nederland Wereldwijd</title><h1>Pagina niet gevonden</h1>",
        "<title>Página no encontrada</title><p>Vuelva al inicio.</p>",
        "<title>Pagina non trovata</title><h1>404</h1>",
        "<title>Página não encontrada</title><h1>Erro</h1>",
        "<title>Nie znaleziono strony</title><h1>404</h1>",
        "<title>Sidan kunde inte hittas</title><h1>Sidan kunde inte hittas</h1>",
        "<title>Siden blev ikke fundet</title><h1>Hov</h1>",
        "<title>Страница не найдена</title><h1>Ошибка 404</h1>",
        "<title>Сторінку не знайдено</title><h1>404</h1>",
        "<title>Sayfa bulunamadı</title><h1>404</h1>",
        "<title>ページが見つかりません</title><h1>ページが見つかりません</h1>",
        "<title>找不到页面</title><h1>404</h1>",
    ],
    Absence.MAINTENANCE: [
        "<title>Site under maintenance</title><h1>We'll be back soon!</h1><p>We're performing scheduled maintenance.</p>",
        "<title>Scheduled maintenance</title><h1>Our website is undergoing scheduled maintenance</h1><p>Please check back soon.</p>",
        "<title>Temporarily unavailable</title><p>Please try again later.</p>",
        "<title>Maintenance</title><h1>Maintenance</h1><p>Our site is currently down for maintenance. We will be back shortly.</p>",
        "<title>Service Unavailable</title><h1>Service Unavailable</h1><hr>",
        "<title>Advice</title><h1>Be right back</h1><p>The site is down for maintenance. Come back later.</p>",
        "<title>Wartungsarbeiten</title><h1>Wartungsarbeiten</h1><p>Bitte versuchen Sie es später noch einmal.</p>",
        "<title>Site en maintenance</title><p>Veuillez réessayer plus tard.</p>",
        "<title>В настоящее время</title><h1>Технические работы</h1><p>Пожалуйста, попробуйте позже.</p>",
    ],
    Absence.SCRIPTS: [
        '<!doctype html><html><head><title>Advice</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/static/js/main.js"></script></body></html>',
        '<html><head><title>Advice</title><script type="module" src="/a.js"></script></head><body><div id="app"></div></body></html>',
        "<html><head><base href='/'><script src='/runtime.js'></script></head><body><app-root>\n</app-root></body></html>",
        '<html><body><div id="__next" data-x="1"><!-- --></div><script id="__NEXT_DATA__" type="application/json">{"a":1}</script></body></html>',
        "<html><head><title>Advice</title><script src='/a.js'></script></head><body><div class='spinner'></div></body></html>",
        "<html><head><title>Advice</title><script src='/a.js'></script></head><body><p>Loading…</p></body></html>",
        "<html><body><p>Please enable JavaScript to view the page content.</p></body></html>",
        f"<html><head><script src='/a.js'></script></head><body>{MENU}<main id='content'></main>{FOOT}</body></html>",
        "<body><noscript><strong>We're sorry but advice doesn't work properly without JavaScript enabled. Please enable it to continue.</strong></noscript><div id=app></div><script src=/js/app.js></script></body>",
    ],
    Absence.ONWARD: [
        '<html><head><meta http-equiv="refresh" content="0; url=https://travel.example/new"></head><body></body></html>',
        "<html><head><meta http-equiv=refresh content='2;URL=/new'></head><body><p>This page has moved.</p></body></html>",
        "<html><body><script>window.location.href = '/new/advice';</script>Redirecting...</body></html>",
    ],
}


@pytest.mark.parametrize(("kind", "body"), [(kind, body) for kind, bodies in MISSING.items() for body in bodies])
def test_an_answer_without_the_page_is_known(kind: Absence, body: str) -> None:
    page = shown(body.encode())
    assert page is not None
    found = missing(page)
    assert found is not None
    assert found.kind is kind
    assert found.evidence


def page(title: str, content: str, extra: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title><script src='/site.js'></script>{extra}</head><body>"
        f"<noscript>JavaScript is disabled. Please enable JavaScript for the best experience.</noscript>{MENU}"
        f"<main>{content}</main>{FOOT}</body></html>"
    )


ADVICE = (
    "<p>The police may ask for your passport at any time of day. Call 112 where you need help, in any language.</p>"
)
PROSE = (
    "<p>If the page you are looking for does not exist on the ministry's site, ask the embassy: the old page not found in "
    "2023 is printed there. The service is temporarily unavailable at weekends. The site is under maintenance on Sundays; "
    "please try again later. Please enable JavaScript to use this site's map. Error 404 Not Found is what many see.</p>"
)

PAGES = {
    "advice that speaks of pages that are not found": page(
        "Kazakhstan - Entry requirements", f"<h1>Visas</h1>{ADVICE * 12}{PROSE}"
    ),
    "a short page": page("Kazakhstan", f"<h1>Getting help</h1>{ADVICE}"),
    "a page on a lost passport": page(
        "Passport not found: what to do", f"<h1>Passport not found: what to do</h1>{ADVICE}"
    ),
    "a page on maintenance of children": page("Maintenance", f"<h1>Maintenance</h1>{ADVICE}"),
    "a notice on works at the consulate": page(
        "Scheduled maintenance of the visa system",
        f"<h1>Scheduled maintenance of the visa system</h1>{ADVICE * 3}<p>From 4 May you cannot book.</p>",
    ),
    "a service that is not available": page(
        "Consular services temporarily suspended", f"<h1>Consular services</h1>{ADVICE}"
    ),
    "an address that scripts show": page(
        "Contact",
        f"<h1>Contact</h1>{ADVICE}<p>This email address is being protected from spambots. You need JavaScript enabled to view it.</p>",
    ),
    "a page with an empty place for a chat": page("Contact", f"<h1>Contact</h1>{ADVICE}<div id='app'></div>"),
    "a page that loads itself anew": page(
        "Alerts", f"<h1>Alerts</h1>{ADVICE}", "<meta http-equiv=refresh content='0; url=/alerts'>"
    ),
    "a page that carries its text as data": "<title>Kazakhstan</title><script src='/a.js'></script><div id='app' data-content='"
    + '{"title": "Crime", "body": "Call 112."}, ' * 20
    + "'></div>",
    "a page with the number 404": page("Room 404", f"<h1>Room 404 of the ministry</h1>{ADVICE}"),
    "a video that needs consent": page(
        "Kazakhstan", f"<h1>Safety</h1>{ADVICE}<p>This content is not available without cookies.</p>"
    ),
    "a page with nothing but two words": "<title>Notice</title><main><p>No change.</p></main>",
    "a page that opens no main part": f"<title>Kazakhstan</title><nav>Home<h1>Kazakhstan</h1>{ADVICE * 3}",
    "data": '{"title": "Page not found", "details": {"body": "<h1>Page not found</h1>"}}',
    "a feed": "<?xml version='1.0'?><rss><channel><title>Page not found</title><item><title>404</title></item></channel></rss>",
    "plain text": "Page not found\n\nis what the site says when the ministry has moved the page.",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_not_taken_for_an_absence(name: str) -> None:
    body = shown(PAGES[name].encode())
    assert body is not None
    assert missing(body) is None


def test_title_and_heading_that_both_say_not_found_outweigh_any_length() -> None:
    body = f"<title>Page not found</title><h1>Page not found</h1>{ADVICE * 200}"
    page = shown(body.encode())
    assert page is not None
    assert missing(page) is not None


def test_a_title_alone_does_not_outweigh_a_page() -> None:
    page = shown(f"<title>Page not found</title><h1>Kazakhstan</h1>{ADVICE * 20}".encode())
    assert page is not None
    assert missing(page) is None


def test_a_page_in_another_encoding_is_known_too() -> None:
    body = "<title>Страница не найдена</title><h1>Страница не найдена</h1>".encode("cp1251")
    page = shown(body, "text/html; charset=windows-1251")
    assert page is not None
    assert missing(page) is not None


@pytest.mark.parametrize(
    "piece",
    [
        "<nav>",
        "<nav",
        "<h1>",
        "<h1>x</h1>",
        "<noscript>",
        "<header></header>",
        "404 ",
        "page ",
        "<meta http-equiv=refresh ",
    ],
)
def test_no_page_makes_the_search_slow(piece: str) -> None:
    body = ("<html>" + piece * 400_000).encode()[:400_000]
    started = time.process_time()
    page = shown(body)
    assert page is not None
    missing(page)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (MISSING[Absence.NOT_FOUND][0], 'The site says "not found", though it answered as if it were a page (200 OK).'),
        (MISSING[Absence.MAINTENANCE][0], "Instead of the page came a notice that the site is down for now (200 OK)."),
        (
            MISSING[Absence.SCRIPTS][0],
            "The page came without its text, which scripts would fetch in a browser: try `browser: true` (200 OK).",
        ),
        (
            MISSING[Absence.ONWARD][0],
            "The page came without text: it only sends on to another address, by script or <meta> (200 OK).",
        ),
    ],
)
async def test_an_answer_without_the_page_is_empty_and_says_why(
    server: Server, asking: Asking, body: str, reason: str
) -> None:
    server.answer("/", Answer(200, body.encode()))
    async with client(asking) as look:
        seen = await look.visit(server.url("/"))
    assert (seen.verdict, seen.reason, seen.body) == (Verdict.EMPTY, reason, body.encode())
    assert seen.evidence[0] == "status 200"
    assert len(seen.evidence) > 1


async def test_not_found_shows_the_words_by_which_it_is_known(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, MISSING[Absence.NOT_FOUND][1].encode()))
    async with client(asking) as look:
        seen = await look.visit(server.url("/"))
    assert seen.evidence == (
        "status 200",
        "title: Page not found (3)",
        "heading: Page not found (3)",
        "text: Page not found (3)",
        "characters of text: 65 (2)",
    )
