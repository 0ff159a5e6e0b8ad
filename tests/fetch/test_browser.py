"""Pages that need a browser are seen as their scripts make them, and their scripts reach nothing that we do not ask."""

from __future__ import annotations

import asyncio
import gzip
import os
import shlex
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from servers import Answer, Raw, Reply, Seen, Server, redirect

from monitor.errors import MonitorError
from monitor.fetch.asking import Asking
from monitor.fetch.browser import InBrowser, browser
from monitor.fetch.chromium import ENVIRONMENT, NoBrowserError, find_chromium
from monitor.fetch.client import client
from monitor.fetch.guard import Guard
from monitor.fetch.page_parts import check_reach, is_of_the_site
from monitor.fetch.rendering import MOST_REQUESTS
from monitor.fetch.unseen import RefusedError
from monitor.fetch.visit import Validators, Verdict


def _why_not() -> str:
    try:
        find_chromium()
    except NoBrowserError as missing:
        return str(missing)
    return ""


pytestmark = pytest.mark.skipif(bool(_why_not()), reason=_why_not())

ADVICE = "<p>Do not travel to the border without the permit of the embassy.</p>" * 20
SHELL = """<!DOCTYPE html><html lang="en">
<head><title>Travel advice</title><link rel="stylesheet" href="/style.css"></head>
<body><noscript>Switch on scripts to read this page.</noscript><div id="root"></div><img src="/map.png" alt="">
<script src="/app.js"></script></body></html>"""
APP = """
fetch("/api/advice.json").then(answer => answer.json()).then(advice => {
  document.getElementById("root").innerHTML = `<h1>${advice.title}</h1>${advice.text}`;
});
"""
UNICODE = "Überblick – «Отель»"


@asynccontextmanager
async def _in_browser(asking: Asking, resolve: Callable[[str, int], object] | None = None) -> AsyncIterator[InBrowser]:
    given = {} if resolve is None else {"resolve": resolve}
    async with client(asking, **given) as look, browser(look, asking) as seen:  # type: ignore[arg-type]
        yield seen


def _script(server: Server, path: str, code: str, before: str = ADVICE) -> str:
    """A page with a script; its URL."""
    server.page(path, f"<title>Travel advice</title>{before}<script>{code}</script>")
    return server.url(path)


def _text(body: bytes | None) -> str:
    return (body or b"").decode("utf-8")


@pytest.fixture
def application(server: Server) -> str:
    """A page whose content comes by a script that fetches it; its URL."""
    server.page("/advice", SHELL, etag='"shell"')
    server.page("/app.js", APP, kind="application/javascript")
    server.page("/api/advice.json", f'{{"title": "{UNICODE}", "text": "{ADVICE}"}}', kind="application/json")
    return server.url("/advice")


async def test_a_page_whose_content_comes_by_script_is_seen_as_its_readers_see_it(
    server: Server, asking: Asking, application: str
) -> None:
    async with _in_browser(asking) as seen:
        visit = await seen.visit(application)
        again = await seen.visit(application, Validators(etag='"shell"'))
    assert (visit.verdict, visit.reason, visit.status) == (Verdict.PAGE, "", 200)
    assert f"<h1>{UNICODE}</h1>" in _text(visit.body)
    assert _text(visit.body).count("permit of the embassy") == 20
    assert visit.header("content-type") == "text/html; charset=utf-8"
    assert "Switch on scripts" not in _text(visit.body)
    assert "shown in a browser, with 2 further requests" in visit.evidence
    # That the shell is as it was says nothing of what its scripts fetch.
    assert visit.validators == Validators()
    assert again.verdict is Verdict.PAGE
    assert again.body == visit.body
    # Neither style sheet nor picture, and everything under our own name, without cookies or conditions.
    assert [seen.path for seen in server.log] == ["/advice", "/app.js", "/api/advice.json"] * 2
    assert {seen.header("user-agent") for seen in server.log} == {asking.user_agent}
    assert {seen.header("if-none-match") for seen in server.log} == {None}


async def test_a_script_that_its_site_lets_be_kept_is_asked_for_once_in_a_run_and_data_each_time(
    server: Server, asking: Asking, application: str
) -> None:
    kept = [("Content-Type", "text/javascript"), ("Cache-Control", "max-age=3600")]
    server.answer("/app.js", Answer(200, APP.encode(), kept))
    advice = f'{{"title": "{UNICODE}", "text": "{ADVICE}"}}'.encode()
    server.answer("/api/advice.json", Answer(200, advice, [("Cache-Control", "max-age=3600")]))
    async with _in_browser(asking) as seen:
        assert [(await seen.visit(application)).verdict for _ in range(2)] == [Verdict.PAGE] * 2
    assert [seen.path for seen in server.log] == [
        "/advice",
        "/app.js",
        "/api/advice.json",
        "/advice",
        "/api/advice.json",
    ]


async def test_the_scripts_of_a_page_reach_nothing_but_what_we_ask(server: Server, asking: Asking) -> None:
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with Server() as other, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.bind(("127.0.0.1", 0))
        datagrams.setblocking(False)
        stun = datagrams.getsockname()[1]
        targets = [
            other.url("/fetched"),
            other.url("/fetched", host="localhost"),
            other.url("/fetched", host="[::1]"),
            other.url("/fetched", host="2130706433"),
            f"http://elsewhere.example:{other.port}/fetched",
            "http://elsewhere.example/fetched",
            "http://169.254.169.254/latest/meta-data/",
            "file:///etc/hostname",
            "ftp://127.0.0.1/fetched",
        ]
        code = f"""
        const log = text => document.body.append(text + " ");
        const into = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
        let left = {len(targets)};
        for (const target of {targets}) {{
          fetch(target, {{mode: "no-cors"}}).then(() => log("REACHED " + target), () => log("refused"))
            .finally(() => --left || log("all tried"));
          into("img", {{src: target}}); into("iframe", {{src: target}}); into("script", {{src: target}});
          into("link", {{rel: "prefetch", href: target}}); into("link", {{rel: "preconnect", href: target}});
          into("video", {{src: target}}); into("object", {{data: target}});
          navigator.sendBeacon(target.startsWith("http") ? target : "http://127.0.0.1:{other.port}/", "x");
          window.open(target);
        }}
        into("script", {{type: "speculationrules", text: JSON.stringify({{
          prefetch: [{{urls: ["{other.url("/prefetched")}"]}}], prerender: [{{urls: ["{other.url("/prerendered")}"]}}],
        }})}});
        new WebSocket("ws://127.0.0.1:{other.port}/socket");
        new EventSource("{other.url("/events")}");
        const worker = `fetch("{other.url("/worker")}", {{mode: "no-cors"}}).catch(() => 0);
          new WebSocket("ws://127.0.0.1:{other.port}/socket")`;
        new Worker(URL.createObjectURL(new Blob([worker])));
        new SharedWorker(URL.createObjectURL(new Blob([worker])));
        const frame = document.createElement("iframe");
        document.body.append(frame);
        for (const window of [self, frame.contentWindow]) {{
          const peer = new window.RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:{stun}"}}]}});
          peer.createDataChannel("x");
          peer.createOffer().then(offer => peer.setLocalDescription(offer));
        }}
        navigator.serviceWorker?.register("/worker.js").catch(() => 0);
        fetch("/form", {{method: "POST", body: "x"}}).catch(() => 0);
        """
        async with _in_browser(asking, resolve) as seen:
            visit = await seen.visit(_script(server, "/hostile", code))
        assert visit.verdict is Verdict.PAGE
        assert "all tried" in _text(visit.body)
        assert "REACHED" not in _text(visit.body).replace(code, "")
        assert (other.log, other.connections) == ([], 0)
        with pytest.raises(BlockingIOError):
            datagrams.recv(1)
    assert [seen.path for seen in server.log] == ["/hostile"]
    # What is on a port where sites answer is looked up, by us, and refused for what it is.
    assert set(asked) == {"127.0.0.1", "elsewhere.example", "169.254.169.254"}


@pytest.mark.parametrize(
    ("url", "page", "passes"),
    [
        ("https://api.example.gov/data", "https://www.example.gov/advice", True),
        ("http://intranet.example/data", "https://www.example.gov/advice", False),
        ("http://intranet.example/data", "http://intranet.example/advice", True),
        ("http://127.0.0.1:9999/data", "https://www.example.gov/advice", False),
        ("http://127.0.0.1:9999/data", "http://intranet.example/advice", True),
        ("http://127.0.0.1:9998/data", "http://intranet.example/advice", False),
        ("file:///etc/hostname", "http://intranet.example/advice", False),
    ],
)
def test_hosts_that_may_be_private_are_for_the_pages_that_are_on_such_hosts(url: str, page: str, passes: bool) -> None:
    guard = Guard(frozenset({"intranet.example", "127.0.0.1:9999"}))
    with nullcontext() if passes else pytest.raises(RefusedError):
        check_reach(url, page, guard)


@pytest.mark.parametrize(
    ("host", "page", "is_own"),
    [
        ("travel.example.gov", "travel.example.gov", True),
        ("api.example.gov", "travel.example.gov", True),
        ("example.gov", "www.example.gov", True),
        ("data.example.gov", "www.example.gov", True),
        ("statistics.example.com", "travel.example.gov", False),
        ("example.gov.evil.example", "travel.example.gov", False),
        ("127.0.0.2", "127.0.0.1", False),
        ("127.0.0.1", "127.0.0.1", True),
    ],
)
def test_what_must_not_be_missing_is_what_comes_from_the_site_of_the_page(host: str, page: str, is_own: bool) -> None:
    assert is_of_the_site(f"https://{host}/data", f"https://{page}/advice") is is_own


async def test_a_wall_is_a_wall_and_no_browser_is_started_for_it(
    server: Server, asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    program = _program(tmp_path, f"touch {shlex.quote(str(started))}; exit 1")
    monkeypatch.setenv(ENVIRONMENT, str(program))
    server.answer("/refused", Answer(403, b"<title>Access denied</title>"))
    challenge = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
    server.page("/challenge", challenge)
    server.answer("/gone", Answer(410))
    server.page("/feed", '{"title": "Advice"}', kind="application/json")
    async with _in_browser(asking) as seen:
        verdicts = [
            (await seen.visit(server.url(path))).verdict for path in ("/refused", "/challenge", "/gone", "/feed")
        ]
        assert verdicts == [Verdict.BLOCKED, Verdict.BLOCKED, Verdict.GONE, Verdict.PAGE]
        assert not started.exists()
        server.page("/advice", ADVICE)
        visit = await seen.visit(server.url("/advice"))
    # The program is what would have been started, and one that does not work is told.
    assert started.exists()
    assert visit.verdict is Verdict.FAILED
    assert f"The browser {program} did not start" in visit.reason


async def test_what_the_scripts_make_of_a_page_is_judged_as_what_is_served(server: Server, asking: Asking) -> None:
    pages = {
        "/challenge": (
            ADVICE,
            "document.title = 'Just a moment...'; window._cf_chl_opt = {};"
            "document.body.innerHTML = '<div id=challenge-stage></div>'",
        ),
        "/shell": ("<div id=root></div>", "document.getElementById('root').className = 'loaded'"),
        "/sent": (ADVICE, "location.replace('/wall')"),
        "/home": (ADVICE, "location.replace('/')"),
        "/inside": (ADVICE, "location.replace('http://169.254.169.254/latest/')"),
    }
    server.answer("/wall", Answer(403))
    server.page("/", f"<title>Welcome</title>{ADVICE}")
    urls = [_script(server, f"/en/advice{path}", code, before) for path, (before, code) in pages.items()]
    server.page("/home", ADVICE)
    async with _in_browser(asking) as seen:
        visits = await asyncio.gather(*(seen.visit(url) for url in urls))
    verdicts = dict(zip(pages, (visit.verdict for visit in visits), strict=True))
    assert verdicts["/challenge"] is Verdict.BLOCKED
    assert verdicts["/shell"] is Verdict.EMPTY
    assert verdicts["/home"] is Verdict.GONE
    assert verdicts["/inside"] is Verdict.FAILED
    assert "169.254.169.254 is not a public address" in visits[-1].reason
    assert all(visit.reason for visit in visits)


async def test_a_page_that_sends_on_by_script_is_seen_where_it_ends(
    server: Server, asking: Asking, application: str
) -> None:
    old = _script(server, "/advice-old", "location.href = '/advice-moved'")
    server.answer("/advice-moved", redirect("/advice"))
    circle = _script(server, "/circle", "location.reload()")
    async with _in_browser(asking) as seen:
        visit = await seen.visit(old)
        round_about = await seen.visit(circle)
    assert (visit.verdict, visit.url, visit.final_url) == (Verdict.PAGE, old, application)
    assert f"<h1>{UNICODE}</h1>" in _text(visit.body)
    assert round_about.verdict is Verdict.FAILED
    assert "sends on too often" in round_about.reason
    assert sum(seen.path == "/circle" for seen in server.log) == 1


async def test_a_page_without_an_end_is_not_checked_and_the_next_one_is(
    server: Server, asking: Asking, application: str
) -> None:
    greedy = _script(
        server, "/greedy", "(async () => { for (let i = 0; ; i++) await fetch('/data?' + i).catch(() => 0) })()"
    )
    busy = _script(server, "/busy", "for (;;);")
    growing = _script(server, "/growing", "const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()))")
    polling = _script(server, "/polling", "(async () => { for (;;) await fetch('/api/advice.json') })()")
    large = _script(server, "/large", "document.body.append('x'.repeat(300000))")
    deep = _script(
        server,
        "/deep",
        "let at = document.body; for (let i = 0; i < 20000; i++) at = at.appendChild(document.createElement('b'))",
    )
    async with _in_browser(replace(asking, total=60, max_size=200_000)) as seen:
        visits = await asyncio.gather(*(seen.visit(url) for url in (greedy, growing, large, deep)))
        assert (await seen.visit(polling)).verdict is Verdict.PAGE
    async with _in_browser(replace(asking, total=2)) as seen:
        visits.append(await seen.visit(busy))
        assert (await seen.visit(application)).verdict is Verdict.PAGE
    assert {visit.verdict for visit in visits} == {Verdict.FAILED}
    assert f"more than {MOST_REQUESTS} things" in visits[0].reason
    assert "crashed" in visits[1].reason
    assert "grew larger than 200000" in visits[2].reason
    assert "did not come to rest in the browser within 2 s" in visits[4].reason
    paths = [seen.path for seen in server.log]
    assert sum(path.startswith("/data") for path in paths) == MOST_REQUESTS
    # One that asks the same again and again is told the same, without the site being asked.
    assert paths.count("/api/advice.json") == 2


async def test_a_page_whose_own_data_fail_is_not_taken_for_what_it_says_of_that(server: Server, asking: Asking) -> None:
    failing = (
        "fetch('/data').then(a => { if (!a.ok) throw 0 }).catch(() => document.body.innerHTML = 'Please try again')"
    )
    url = _script(server, "/advice", failing)
    server.answer(
        "/data", Answer(503), Answer(403), Raw([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"]), Answer(404)
    )
    strange = _script(server, "/strange", "fetch('http://169.254.169.254/').catch(() => 0)")
    async with _in_browser(replace(asking, retry_for=0)) as seen:
        visits = [await seen.visit(url) for _ in range(4)]
        beside = await seen.visit(strange)
    assert [visit.verdict for visit in visits[:3]] == [Verdict.FAILED, Verdict.BLOCKED, Verdict.FAILED]
    assert all("was not whole" in visit.reason and "/data" in visit.reason for visit in visits[:3])
    # What is not there at all, or is never asked, belongs to the page as it is.
    assert [visits[3].verdict, beside.verdict] == [Verdict.PAGE, Verdict.PAGE]
    assert any("169.254.169.254" in line for line in beside.evidence)


async def test_what_robots_txt_forbids_is_not_asked_for_a_page_either(
    server: Server, asking: Asking, application: str
) -> None:
    server.answer("/robots.txt", Answer(200, b"User-agent: *\nDisallow: /api/\n", [("Content-Type", "text/plain")]))
    async with _in_browser(asking) as seen:
        visit = await seen.visit(application)
    assert visit.verdict is Verdict.BLOCKED
    assert "/api/advice.json did not come: The robots.txt of 127.0.0.1 forbids" in visit.reason
    assert [seen.path for seen in server.log] == ["/advice", "/app.js"]


async def test_headers_that_a_browser_does_not_take_do_not_keep_a_page_from_being_seen(
    server: Server, asking: Asking
) -> None:
    headers = [
        ("Content-Type", "text/html; charset=windows-1251"),
        ("Content-Disposition", 'attachment; filename="page.html"'),
        ("Content-Encoding", "gzip"),
        ("X-Served-By", "caf\xe9"),
        ("X-Note", "one"),
        ("X-Note", "two"),
        ("Content-Security-Policy", "default-src 'none'"),
    ]
    body = f"<title>Совет</title><h1>Граница</h1>{ADVICE}<script>document.body.innerHTML = ''</script>"
    server.answer("/page", Answer(200, gzip.compress(body.encode("windows-1251")), headers))
    async with _in_browser(asking) as seen:
        visit = await seen.visit(server.url("/page"))
    # The page's own policy forbids its script, in any browser.
    assert visit.verdict is Verdict.PAGE
    assert "<h1>Граница</h1>" in _text(visit.body)


async def test_dialogs_and_windows_do_not_hold_a_page_up_and_nothing_is_left_of_it(
    server: Server, asking: Asking
) -> None:
    code = """
    alert(1); confirm(2); prompt(3); window.open("/window");
    const visits = 1 + Number(localStorage.visits || document.cookie.split("visits=")[1] || 0);
    localStorage.visits = visits; document.cookie = "visits=" + visits;
    document.body.append(`visit ${visits} in ${new Date(0).getHours()} ${navigator.userAgent}`);
    """
    url = _script(server, "/page", code)
    async with _in_browser(asking) as seen:
        visits = [await seen.visit(url) for _ in range(2)]
    for visit in visits:
        assert f"visit 1 in 0 {asking.user_agent}" in _text(visit.body)
    assert [seen.path for seen in server.log] == ["/page", "/page"]


async def test_what_stands_in_shadow_roots_is_seen_where_it_stands(server: Server, asking: Asking) -> None:
    code = """customElements.define("x-advice", class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({mode: "open"}).innerHTML = "<h2>Level</h2><slot name=level>none</slot><slot>empty</slot>";
      }
    })"""
    url = _script(server, "/page", code, ADVICE + "<x-advice><b slot=level>three</b></x-advice>")
    async with _in_browser(asking) as seen:
        visit = await seen.visit(url)
    shown = '<x-advice><h2>Level</h2><slot name="level"><b slot="level">three</b></slot><slot>empty</slot></x-advice>'
    assert shown in _text(visit.body)


async def test_a_browser_that_dies_fails_the_page_and_is_started_anew(
    server: Server, asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, application: str
) -> None:
    pids = _tell_pids(tmp_path, monkeypatch)
    url = _script(server, "/page", "fetch('/data')")

    def kill(seen: Seen) -> Reply:
        os.kill(_pids(pids)[0], signal.SIGKILL)
        return Answer(200, b"{}")

    server.answer("/data", kill)
    async with _in_browser(asking) as seen:
        visit = await seen.visit(url)
        after = await seen.visit(application)
    assert (visit.verdict, visit.reason) == (Verdict.FAILED, "The browser went away in the middle.")
    assert after.verdict is Verdict.PAGE
    assert len(_pids(pids)) == 2
    _assert_ended(pids)


async def test_a_run_that_is_cancelled_leaves_no_browser_behind(
    server: Server, asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = _tell_pids(tmp_path, monkeypatch)
    arrived = threading.Event()

    def hang(seen: Seen) -> Reply:
        arrived.set()
        return Raw([b""], hold=True)

    server.answer("/data", hang)
    url = _script(server, "/page", "fetch('/data')")

    async def run() -> None:
        async with _in_browser(asking) as seen:
            await seen.visit(url)

    task = asyncio.create_task(run())
    assert await asyncio.to_thread(arrived.wait, 60)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(_pids(pids)) == 1
    _assert_ended(pids)


async def test_without_a_browser_the_page_is_not_checked_and_the_site_not_asked(
    server: Server, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, "/nowhere/chromium")
    async with _in_browser(asking) as seen:
        visit = await seen.visit(server.url("/advice"))
    assert visit.verdict is Verdict.FAILED
    assert visit.reason == "MONITOR_CHROMIUM names '/nowhere/chromium', which is no program that can be run."
    assert server.log == []


def test_a_chromium_is_found_by_its_variable_then_by_its_names_then_where_playwright_puts_it(tmp_path: Path) -> None:
    empty = {"PATH": str(tmp_path), "HOME": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers")}
    with pytest.raises(MonitorError, match="need a browser: no Chromium was found on PATH"):
        find_chromium(empty)
    (tmp_path / "browsers/chromium-1234").mkdir(parents=True)
    assert find_chromium(empty) is None
    edge = _program(tmp_path, "exit 0", "microsoft-edge")
    assert find_chromium(empty) == edge
    own = _program(tmp_path, "exit 0", "my-chromium")
    assert find_chromium({**empty, ENVIRONMENT: str(own)}) == own


def _program(folder: Path, script: str, name: str = "program") -> Path:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def _tell_pids(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have each Chromium write its process number into a file before it starts."""
    real = find_chromium()
    if real is None:
        pytest.skip("only Playwright's own Chromium is here, which is not started by name")
    pids = folder / "pids"
    program = _program(folder, f'echo $$ >> {shlex.quote(str(pids))}; exec {shlex.quote(str(real))} "$@"')
    monkeypatch.setenv(ENVIRONMENT, str(program))
    return pids


def _pids(told: Path) -> list[int]:
    return [int(line) for line in told.read_text().split()]


def _assert_ended(told: Path) -> None:
    for pid in _pids(told):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
