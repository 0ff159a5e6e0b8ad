"""`monitor pages try`: what a page would be watched as, before one watches it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import Done, process
from world import JSON, PATH, POLICE, Answer, World, content_api, html

Monitor = Callable[..., Done]

HELP = (
    "<h2>Emergencies</h2><p>Call the police on <a href='tel:112'>112</a> at any time.</p>"
    "<h3>Embassy</h3><p>Write to <a href='mailto:help@embassy.example'>help@embassy.example</a> within 24 hours.</p>"
    "<h2>Laws</h2><p>You can be sent to prison for up to 5 years. See <a href='/law'>the law</a>.</p>"
)
CANONICAL = '<link rel="canonical" href="https://www.gov.uk/foreign-travel-advice/kazakhstan/health">'


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Writes a page into a file, and gives its name."""

    def write(content: bytes | str, name: str = "page.html") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def tried(monitor: Monitor, *args: str) -> dict[str, Any]:
    done = monitor("pages", "try", *args, "--format", "json")
    data = json.loads(done.out)
    assert isinstance(data, dict)
    return data


def accepted(world: World, monitor: Monitor, entry: str) -> bool:
    """Whether `monitor sources check` takes a file with this entry."""
    world.sources.write_text(f"contact: https://example.org/about\nsources:\n{entry}", encoding="utf-8")
    done = monitor("sources", "check")
    assert done.code == 0, done.err
    return done.out.startswith("sources.yaml: good. 1 source")


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_a_page_is_shown_whole_and_nothing_is_kept(world: World, monitor: Monitor, file: Callable[..., str]) -> None:
    done = monitor("pages", "try", file(html(HELP)), "--country", "Kazakhstan")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert "  country    Kazakhstan (KZ)" in lines
    assert "  title      Help in Kazakhstan" in lines
    assert any(line.startswith("  root       main: the page marks its content so") for line in lines)
    assert "  left out   1 word of 36 (3 %) stand outside the root" in lines
    at = lines.index("4 sections, 7 blocks, 34 words")
    assert lines[at + 2 : at + 6] == [
        "       1      3  (before the first heading)",
        "       2      9  Emergencies",
        "       2      7    Embassy",
        "       2     15  Laws",
    ]
    assert "    phone      112  = KZ:112  (police)" in lines
    assert any(line.startswith("    penalty    can be sent to prison for up to 5 years") for line in lines)
    assert "3 links, of them 1 tel, 1 mailto" in lines
    assert "    mailto  help@embassy.example  mailto:help@embassy.example" in lines
    assert not world.snapshots.exists()


def test_a_url_is_asked_once(world: World, monitor: Monitor) -> None:
    world.watch(world.entry("/other"))
    world.page(HELP)
    done = monitor("pages", "try", world.server.url(PATH))
    assert done.code == 0
    assert [seen.path for seen in world.server.log] == [PATH]
    assert "advisory-monitor/" in (world.server.log[0].header("User-Agent") or "")
    assert "verdict    page" in done.out
    assert not world.snapshots.exists()


def test_the_words_and_the_json_say_the_same(monitor: Monitor, file: Callable[..., str]) -> None:
    name = file(html(HELP))
    data = tried(monitor, name)
    assert [section["path"] for section in data["sections"]] == [
        [], ["Emergencies"], ["Emergencies", "Embassy"], ["Laws"],
    ]  # fmt: skip
    assert {fact["kind"] for fact in data["facts"]} >= {"phone", "email", "penalty", "duration"}
    assert (data["root"]["selector"], data["root"]["share"], data["root"]["words_outside"]) == ("main", 1.0, 1)
    assert [link["url"] for link in data["links"]] == ["tel:112", "mailto:help@embassy.example", "/law"]
    text = monitor("pages", "try", name).out
    assert all(fact["text"] in text for fact in data["facts"])
    assert data["sources_yaml"] in text


def test_every_fact_names_the_bytes_that_state_it(monitor: Monitor, file: Callable[..., str]) -> None:
    name = file(html(HELP))
    body = Path(name).read_bytes()
    facts = tried(monitor, name)["facts"]
    assert len(facts) >= 4
    for fact in facts:
        start, end = fact["bytes"]
        assert body[start:end].decode() == fact["text"]


def test_stamps_advice_and_parts_are_shown(world: World, monitor: Monitor, file: Callable[..., str]) -> None:
    body = content_api({"health": "<p>Drink bottled water.</p>", "safety": "<p>Call 112.</p>"}, note="More on water.")
    done = monitor("pages", "try", file(body, "kz.json"), "--country", "KZ")
    lines = done.out.splitlines()
    assert "  publisher  uk-fcdo (FCDO): its JSON has their form" in lines
    assert "  form       json, layout content-api" in lines
    assert "  note       More on water." in lines
    at = lines.index("2 pages would be watched")
    assert lines[at + 1 : at + 3] == ["  uk-fcdo/kazakhstan/health", "  uk-fcdo/kazakhstan/safety"]
    assert "    parts: all" in lines


def test_a_page_that_is_watched_is_said_to_be_so(world: World, monitor: Monitor) -> None:
    world.watch()
    data = tried(monitor, world.server.url(PATH))
    assert data["watched_as"] == ["ngo/kazakhstan/help"]
    assert "Watched already\n  ngo/kazakhstan/help\n" in monitor("pages", "try", world.server.url(PATH)).out


def test_the_address_that_answered_is_named(world: World, monitor: Monitor) -> None:
    world.watch()
    world.server.answer("/old", Answer(301, headers=[("Location", PATH)]))
    (remark, *_) = tried(monitor, world.server.url("/old"))["remarks"]
    assert remark == f"The site answered from {world.server.url(PATH)}."


# -- whose page it is --------------------------------------------------------------------------------------------------


def test_the_url_that_a_page_gives_itself_says_whose_it_is(
    world: World, monitor: Monitor, file: Callable[..., str]
) -> None:
    data = tried(monitor, file(html(POLICE, head=CANONICAL)))
    assert (data["publisher"], data["country"]) == ("uk-fcdo", "KZ")
    assert data["publisher_because"] == "www.gov.uk is its host, and the file names its own URL there"
    assert data["pages"] == ["uk-fcdo/kazakhstan/health"]
    assert data["sources_yaml"] == "  - publisher: uk-fcdo\n    country: KZ\n    pages: [health]\n"
    assert accepted(world, monitor, data["sources_yaml"])


def test_publisher_and_country_that_are_given_go_before_what_is_guessed(
    monitor: Monitor, file: Callable[..., str]
) -> None:
    name = file(html(POLICE, head=CANONICAL))
    data = tried(monitor, name, "--publisher", "ngo", "--country", "KG")
    assert (data["publisher"], data["country"]) == (None, "KG")
    assert "nothing is known of it" in data["publisher_because"]
    assert data["pages"] == ["ngo/kyrgyzstan/health"]


# -- the root ----------------------------------------------------------------------------------------------------------

BODY = "<p>Call the police on 112 and wait where you are safe and can be seen.</p>" * 8
BESIDE = "<div class=side><h3>Most read</h3><p>Ten tips for a holiday in the sun.</p></div>"
NO_MAIN = f"<!doctype html><html><body><div class=page-body><h1>Help</h1>{BODY}</div>{BESIDE}</body></html>"


def test_a_root_is_proposed_where_a_page_does_not_say_where_its_content_is(
    world: World, monitor: Monitor, file: Callable[..., str]
) -> None:
    name = file(NO_MAIN)
    data = tried(monitor, name)
    assert data["root"]["selector"] == "body"
    assert data["root"]["better"]["selector"] == "div.page-body"
    assert "    root: div.page-body\n" in data["sources_yaml"]
    assert accepted(world, monitor, data["sources_yaml"])
    done = monitor("pages", "try", name)
    assert "root: div.page-body  div.page-body holds 9" in done.out
    assert "so all of it is read" in done.out


def test_a_root_that_is_given_is_used_and_proposed(world: World, monitor: Monitor, file: Callable[..., str]) -> None:
    name = file(NO_MAIN)
    data = tried(monitor, name, "--root", "div.page-body")
    assert "Most read" not in [path for section in data["sections"] for path in section["path"]]
    assert (data["root"]["selector"], data["root"]["better"]) == ("div.page-body", None)
    assert accepted(world, monitor, data["sources_yaml"])


def test_a_root_that_fits_nothing_is_said_and_another_proposed(monitor: Monitor, file: Callable[..., str]) -> None:
    done = monitor("pages", "try", file(NO_MAIN), "--root", "#gone")
    assert done.code == 3
    assert "EMPTY  Nothing stands at '#gone'." in done.out
    assert "root: div.page-body" in done.out
    done = monitor("pages", "try", file(NO_MAIN), "--root", "div[")
    assert done.code == 3
    assert "FAILED  The page cannot be read at 'div[', which is no CSS selector." in done.out


# -- entries that sources.yaml takes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Help: what #1 to do - \"now\" 'or' later",
        "Deutschland ${HOME} {a: b}",
        "- yes\\no &amp; *star* !x %y @z `q`",
        "Помощь в Казахстане",
        "112",
        "null",
        "x" * 400,
        "\u202eevil \u001b[31m red",
        "",
    ],
)
@pytest.mark.parametrize("country", ["NO", "KZ", ""])
def test_an_entry_can_be_pasted_whatever_the_title_is(
    world: World, monitor: Monitor, file: Callable[..., str], title: str, country: str
) -> None:
    named = ["--country", country] if country else []
    data = tried(monitor, file(html(POLICE, title=title)), *named)
    assert accepted(world, monitor, data["sources_yaml"])


@pytest.mark.parametrize(
    "path", ["/a?b=c&d=e#f", "/Ünïcode/%D0%9F", "/a:b,[c]", "/", "/2026/", "/x/page.html", "/$%7BHOME%7D"]
)
def test_an_entry_can_be_pasted_whatever_the_url_is(world: World, monitor: Monitor, path: str) -> None:
    world.watch()
    world.server.answer(path.partition("#")[0], Answer(200, html(POLICE)))
    url = world.server.url(path)
    data = tried(monitor, url)
    if data["verdict"] == "page":  # the client may spell a path otherwise than this server lists it
        assert url in data["sources_yaml"].replace("\\u", "")
    proposal = data["sources_yaml"] or tried_at(world, monitor)
    assert accepted(world, monitor, proposal)


def tried_at(world: World, monitor: Monitor) -> str:
    return str(tried(monitor, world.server.url(PATH))["sources_yaml"])


def test_the_proposed_entry_watches_the_pages_that_were_shown(world: World, monitor: Monitor) -> None:
    world.watch()
    world.page(NO_MAIN, "/page")
    data = tried(monitor, world.server.url("/page"), "--country", "KZ", "--publisher", "ngo")
    world.watch(*[{"publisher": "ngo", "country": "KZ", "name": "page", "url": world.server.url("/page")}])
    (watched,) = json.loads(monitor("pages", "--format", "json").out)
    assert data["pages"] == [watched["id"]]


# -- an index ----------------------------------------------------------------------------------------------------------


def test_an_index_is_a_table_and_what_it_is_made_of_stays_short(monitor: Monitor, file: Callable[..., str]) -> None:
    items = "".join(
        f"<item><title>Country{n} - Level 1</title><link>https://example.org/{n}</link>"
        f"<pubDate>Tue, 06 Oct 2026 00:00:00 GMT</pubDate><description>Call 112 in {n}.</description></item>"
        for n in range(215)
    )
    name = file(f'<?xml version="1.0"?><rss version="2.0"><channel><title>All</title>{items}</channel></rss>', "f.xml")
    done = monitor("pages", "try", name)
    assert done.code == 0
    assert "An index of 215 lines" in done.out
    assert sum(line.startswith("Country") and "https://" in line for line in done.out.splitlines()) == 215
    assert "… and 206 more sections: --format json has all of them." in done.out
    assert len(done.out.splitlines()) < 290
    assert len(tried(monitor, name)["entries"]) == 215


def test_a_long_page_is_shortened_in_words_and_whole_in_json(monitor: Monitor, file: Callable[..., str]) -> None:
    many = "".join(f"<h2>Country {n}</h2><p>Call 55{n:04}12.</p><p><a href='/{n}'>More</a></p>" for n in range(215))
    name = file(html(many))
    done = monitor("pages", "try", name)
    assert "216 sections, 646 blocks" in done.out
    assert "more sections: --format json" in done.out
    assert "more links: --format json" in done.out
    assert len(done.out.splitlines()) < 600
    assert len(tried(monitor, name)["sections"]) == 216


# -- trouble -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "verdict", "reason"),
    [
        (Answer(403), "BLOCKED", "The site refused: 403 Forbidden."),
        (Answer(404), "GONE", "The page is not there: 404 Not Found."),
        (Answer(200, b""), "EMPTY", "The answer was empty (200 OK)."),
        (Answer(200, html("")[:40] + b"</html>"), "EMPTY", "The page came without content."),
        (Answer(200, b'{"no": "page"}', JSON), "FAILED", "is JSON"),
        (Answer(503), "FAILED", "The site has a fault: 503 Service Unavailable."),
    ],
)
def test_what_is_no_page_is_said_and_exit_3(
    world: World, monitor: Monitor, answer: Answer, verdict: str, reason: str
) -> None:
    world.watch()
    world.server.answer("/x", answer)
    done = monitor("pages", "try", world.server.url("/x"))
    assert (done.code, done.err) == (3, "")
    assert f"verdict    {verdict}" in done.out
    assert reason in " ".join(done.out.split())
    assert "For sources.yaml" not in done.out


@pytest.mark.parametrize(
    ("content", "verdict", "reason"),
    [
        (b"", "empty", "The file is empty."),
        (b"PK\x03\x04" + b"\x00" * 100, "failed", "The page is a ZIP archive (or an Office file), not a page of text."),
        (
            b"<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script><body>Enable JavaScript and "
            b"cookies to continue</body></html>",
            "blocked",
            "Instead of the page the file holds a bot check or block page of Cloudflare.",
        ),
    ],
)
def test_a_file_that_is_no_page_is_said_and_exit_3(
    monitor: Monitor, file: Callable[..., str], content: bytes, verdict: str, reason: str
) -> None:
    done = monitor("pages", "try", file(content), "--format", "json")
    assert done.code == 3
    data = json.loads(done.out)
    assert (data["verdict"], data["reason"]) == (verdict, reason)


def test_this_machine_is_asked_only_where_sources_yaml_allows_it(world: World, monitor: Monitor) -> None:
    world.watch(defaults={"pace": "0s", "retry_for": "0s", "confirm_after": "0s"})
    done = monitor("pages", "try", world.server.url(PATH))
    assert done.code == 3
    assert "verdict    FAILED" in done.out
    assert world.server.log == []


def test_a_site_is_told_who_asks(world: World, monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONITOR_CONTACT", raising=False)
    done = monitor("pages", "try", "https://example.org/")
    assert done.code == 2
    assert done.sentence.startswith("a site is to be told who asks it: name a sources.yaml with --sources, or set")
    monkeypatch.setenv("MONITOR_CONTACT", "desk@example.org")
    done = monitor("pages", "try", world.server.url(PATH))
    assert done.code == 3  # this machine is no public address
    assert world.server.log == []


def test_the_sources_of_the_command_above_count_too(world: World, monitor: Monitor) -> None:
    world.watch()
    elsewhere = world.sources.rename(world.folder / "mine.yaml")
    for arguments in (
        ["pages", "--sources", str(elsewhere), "try", world.server.url(PATH)],
        ["pages", "try", world.server.url(PATH), "--sources", str(elsewhere)],
    ):
        assert monitor(*arguments).code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.html"], "nowhere.html: cannot be read: No such file or directory"),
        (["."], ".: is a folder; name a file"),
        (["https://"], "'https://' is not a web address; it names no host"),
        (["https://me:hunter2@example.org/"], "the address is not allowed; a web address here must not hold"),
        (["x.html", "--publisher", "UK FCDO"], "--publisher 'UK FCDO' is no id"),
        (["x.html", "--country", "Kasakhstan"], "--country 'Kasakhstan' is no country"),
    ],
)
def test_wrong_use_is_one_sentence(monitor: Monitor, arguments: list[str], sentence: str) -> None:
    done = monitor("pages", "try", *arguments)
    assert done.code == 2
    assert done.sentence.startswith(sentence)
    assert "hunter2" not in done.err


def test_page_text_cannot_write_to_the_terminal(monitor: Monitor, file: Callable[..., str]) -> None:
    evil = "\x1b[31m\x9b2J\u202e"
    page = html(
        f"<h2>Crime&#27;[2J{evil}</h2><p>Call 112 {evil} now&#x1b;]0;x&#7;.</p><p><a href='/x{evil}'>l{evil}</a></p>",
        title=f"T{evil}",
    )
    name = file(page)
    for format_ in ("text", "json"):
        out = monitor("pages", "try", name, "--format", format_).out
        assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(out)


def test_the_list_of_pages_is_what_it_was(world: World) -> None:
    world.watch()
    done = process("pages", cwd=world.folder, environ=world.environ)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0].split() == ["Page", "Last", "well", "seen", "(UTC)", "State", "Address"]
    assert process("pages", "tri", "x", cwd=world.folder).code == 2


def test_a_feed_without_a_line_of_the_country_says_so(tmp_path: Path, monitor: Monitor) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<rss version="2.0"><channel><title>Advisories</title><item><title>Chad - Level 4: Do Not Travel</title>'
        "<link>https://travel.state.gov/content/travel/en/traveladvisories/traveladvisories/chad-travel-advisory.html"
        "</link></item></channel></rss>"
    )
    done = monitor("pages", "try", str(feed), "--country", "FR")
    assert done.code == 3
    assert "is an index of one line, with none about FR" in done.out


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("www.gov.uk/foreign-travel-advice", "there is no such file, and an address begins with https://"),
        ("ftp://example.org/page", "there is no such file, and an address begins with https://"),
        ("", "name a file, or an address that begins with https://"),
        ("nothing-here.html", "cannot be read: No such file"),
    ],
)
def test_what_is_neither_a_file_nor_an_address_is_said_to_be_so(monitor: Monitor, target: str, said: str) -> None:
    done = monitor("pages", "try", target)
    assert done.code == 2
    assert said in done.sentence
