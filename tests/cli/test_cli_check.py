"""`monitor check now` and `monitor check due`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from datetime import timedelta

import jsonschema
import pytest
from command import COMMAND, CONTRACT, Done, process
from world import JSON, MOVED, PAGE, PATH, POLICE, Answer, Seen, World, content_api, slack_says

Monitor = Callable[..., Done]
PARTS = {"health": "<p>Drink bottled water.</p>", "safety-and-security": "<p>Call the police on 112.</p>"}


def test_a_first_look_and_a_second_one_with_a_change(world: World) -> None:
    world.watch()
    first = process("check", "now", cwd=world.folder, environ=world.environ)
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [
        "Page                 Verdict  Significance  What        Change",
        "ngo/kazakhstan/help  page                   first look",
        "",
        "1 page: 1 seen for the first time.",
    ]
    world.page(MOVED)
    second = process("check", "now", cwd=world.folder, environ=world.environ)
    assert (second.code, second.err) == (10, "")
    assert second.out.splitlines()[1:] == [
        "ngo/kazakhstan/help  page     critical      Kazakhstan: police number changed: 112 -> 102  1",
        "",
        "1 page: 1 changed. Read one with `monitor show 1`, all with `monitor report`.",
        "Told newsroom by slack: 1 change (200 ok)",
    ]


def test_nothing_changed_is_exit_0_and_says_so(world: World, monitor: Monitor) -> None:
    world.watch()
    monitor("check", "now")
    done = monitor("check", "now")
    assert done.code == 0
    assert "1 page: 1 unchanged." in done.out


def test_a_moved_stamp_is_nothing_to_read_and_exit_0(world: World, monitor: Monitor) -> None:
    world.watch(world.parts_entry())
    for day in (1, 2):
        body = content_api(PARTS, reviewed=f"2026-01-0{day}T00:00:00Z")
        world.server.answer("/api", Answer(200, body, JSON))
        done = monitor("check", "now")
    assert done.code == 0
    assert "nothing to read (stamp)" in done.out
    assert "2 pages: 2 with nothing to read." in done.out


def test_a_page_that_could_not_be_checked_is_exit_3_and_weighs_more_than_a_change(
    world: World, monitor: Monitor
) -> None:
    world.watch(world.entry(), world.entry("/wall"))
    world.page(POLICE, "/wall")
    monitor("check", "now")
    world.page(MOVED)
    world.server.answer("/wall", Answer(403))
    done = monitor("check", "now")
    assert done.code == 3
    assert "blocked" in done.out
    assert "The site refused: 403 Forbidden." in done.out
    assert "2 pages: 1 changed, 1 not checked." in done.out


def test_a_notice_that_was_not_taken_is_exit_3(world: World, monitor: Monitor) -> None:
    world.watch()
    monitor("check", "now")
    world.page(MOVED)
    world.server.answer("/slack", slack_says(500, b"oops"))
    done = monitor("check", "now")
    assert done.code == 3
    assert "Not yet delivered to newsroom by slack, to be tried again from " in done.out
    assert done.out.rstrip().endswith("oops")
    world.server.answer("/slack", slack_says(404, b"no_service"))
    world.let_time_pass(timedelta(hours=1))
    done = monitor("check", "now")
    assert done.code == 3
    assert "NOT DELIVERED to newsroom by slack, and given up: " in done.out


def test_a_mistake_in_sources_yaml_is_exit_2_and_weighs_most(world: World, monitor: Monitor) -> None:
    world.sources.write_text("contact: https://example.org\nsources:\n  - publisher: 3 x\n    urls: y\n")
    done = monitor("check", "now")
    assert (done.code, done.out) == (2, "")
    assert [line.split(": ")[:2] for line in done.err.splitlines()] == [
        ["sources.yaml:3:16", "sources.0.publisher"],
        ["sources.yaml:4:5", "sources.0.urls"],
    ]
    assert not world.snapshots.exists()


def test_no_sources_yaml_says_so(world: World, monitor: Monitor) -> None:
    done = monitor("check", "now")
    assert done.code == 2
    assert done.err.startswith("sources.yaml: there is no such file; it says what to watch")


# -- which pages -------------------------------------------------------------------------------------------------------


def paths(world: World) -> list[str]:
    asked = [seen.path for seen in world.server.log]
    world.server.log.clear()
    return sorted(asked)


def test_pages_are_named_by_their_ids_or_the_beginnings_of_ids(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/kyrgyz", country="KG"), world.parts_entry())
    world.page(POLICE, "/kyrgyz")
    world.server.answer("/api", Answer(200, content_api(PARTS), JSON))
    monitor("check", "now", PAGE)
    assert paths(world) == [PATH]
    monitor("check", "now", "ngo")
    assert paths(world) == [PATH, "/kyrgyz"]
    monitor("check", "now", "ngo/kyrgyzstan/", "ngo/kazakhstan/help")
    assert paths(world) == [PATH, "/kyrgyz"]
    monitor("check", "now")
    assert paths(world) == ["/api", PATH, "/kyrgyz"]


def test_a_usual_part_is_known_before_it_was_ever_seen(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.parts_entry())
    world.server.answer("/api", Answer(200, content_api(PARTS), JSON))
    done = monitor("check", "now", "uk-fcdo/kazakhstan/getting-help")
    assert paths(world) == ["/api"]
    assert "uk-fcdo/kazakhstan/health" in done.out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ngo/kasakhstan/help", "; did you mean ngo/kazakhstan/help?"),
        ("help", "; did you mean ngo/kazakhstan/help?"),
        ("ngo/kazakhstan/hel", "; did you mean ngo/kazakhstan/help?"),
        ("qqqq", ""),
        ("", ""),
    ],
)
def test_a_page_that_is_not_watched_is_refused_with_the_nearest_names(
    world: World, monitor: Monitor, name: str, hint: str
) -> None:
    world.watch(world.entry(), world.entry("/legal-aid", country="UZ"))
    done = monitor("check", "now", name)
    assert done.code == 2
    assert done.sentence == f"no page {name!r} is watched{hint}; `monitor pages` lists them all"
    assert world.server.log == []


def test_a_page_that_is_not_watched_any_more_is_not_offered_as_its_own_remedy(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/left"))
    world.page(POLICE, "/left")
    monitor("check", "now")
    world.watch()
    done = monitor("check", "now", "ngo/kazakhstan/left")
    assert done.code == 2
    assert done.sentence == "ngo/kazakhstan/left is in the store, but sources.yaml does not watch it (any more)"


# -- what is due -------------------------------------------------------------------------------------------------------


def test_due_looks_at_a_page_once_its_interval_has_passed(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(every="6h"), world.entry("/often", every="30m"))
    world.page(POLICE, "/often")
    assert monitor("check", "due").code == 0
    assert paths(world) == [PATH, "/often"]
    done = monitor("check", "due")
    assert (done.code, done.out) == (0, "No page is due.\n")
    world.let_time_pass(timedelta(minutes=31))
    assert "1 page: 1 unchanged." in monitor("check", "due").out
    assert paths(world) == ["/often"]
    world.let_time_pass(timedelta(hours=6))
    monitor("check", "due")
    assert paths(world) == [PATH, "/often"]


def test_due_delivers_what_waits_also_where_no_page_is_due(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(every="1d"))
    monitor("check", "now")
    world.page(MOVED)
    world.server.answer("/slack", slack_says(500), slack_says())
    monitor("check", "now")
    world.let_time_pass(timedelta(hours=1))
    done = monitor("check", "due")
    assert done.out.splitlines() == ["No page is due.", "Told newsroom by slack: 1 change (200 ok)"]
    assert done.code == 0


# -- for programs, and for terminals ----------------------------------------------------------------------------------


def test_a_notice_that_waits_is_named_by_the_next_run_too(world: World, monitor: Monitor) -> None:
    world.watch()
    monitor("check", "now")
    world.page(MOVED)
    world.server.answer("/slack", slack_says(500))
    failed = monitor("check", "now")
    assert (failed.code, "Not yet delivered to newsroom by slack" in failed.out) == (3, True)
    again = monitor("check", "now")
    assert again.code == 3
    assert "A notice to newsroom still waits, to be tried again from " in again.out


def test_json_is_one_object_whose_changes_fit_the_contract(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/gone"))
    monitor("check", "now", "--format", "json")
    world.page(MOVED)
    done = monitor("check", "now", "--format", "json")
    assert (done.code, done.err) == (3, "")
    data = json.loads(done.out)
    gone, changed = data["pages"]
    assert (gone["page"], gone["verdict"], gone["change"]) == ("ngo/kazakhstan/gone", "gone", None)
    assert (changed["page"], changed["first_look"], changed["change"]["id"]) == (PAGE, False, 1)
    assert data["notices"] == [
        {
            "recipient": "newsroom", "channel": "slack", "changes": 1, "alarms": 1, "delivered": True, "dead": False,
            "answer": "200 ok", "next_try_at": None,
        }
    ]  # fmt: skip
    if CONTRACT.exists():
        jsonschema.validate(changed["change"], json.loads(CONTRACT.read_text(encoding="utf-8")))


def test_page_text_does_no_harm_in_a_table(world: World, monitor: Monitor) -> None:
    hostile = "Kazakhstan\x1b]0;owned\x07 [bold]x[/bold] :smile:"
    world.watch(world.entry(title="Kazakhstan [bold]x[/bold] :smile: / Help"))
    world.page(f"<h2>{hostile}</h2><p>The {hostile} police on 112.</p>")
    monitor("check", "now")
    world.page(f"<h2>{hostile}</h2><p>The {hostile} police on 102.</p>")
    done = monitor("check", "now")
    assert done.code == 10
    assert "\x1b" not in done.out
    assert "Kazakhstan [bold]x[/bold] :smile:" in done.out


def test_ctrl_c_ends_with_a_word_and_exit_130(world: World) -> None:
    world.watch()
    running: list[subprocess.Popen[str]] = []

    def interrupt(seen: Seen) -> Answer:
        running[0].send_signal(signal.SIGINT)
        running[0].wait(30)
        return Answer(500)

    world.server.answer(PATH, interrupt)
    # A shell's background jobs ignore SIGINT, and so would their children: the tests may be such a job.
    with subprocess.Popen(
        [*COMMAND, "check", "now"], cwd=world.folder, env={**os.environ, **world.environ}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as started:  # fmt: skip
        running.append(started)
        out, err = started.communicate(timeout=60)
    assert (started.returncode, out) == (130, "")
    assert err.strip().splitlines() == ["Stopped."]
    assert world.sql("SELECT count(*) FROM visit") == [(0,)]


def test_without_a_network_every_page_says_why_and_the_exit_is_3(world: World, monitor: Monitor) -> None:
    unknown = f"http://{'x' * 64}.example/"
    defaults = {"pace": "0s", "retry_for": "0s", "confirm_after": "0s", "allow_private": ["127.0.0.1:9"]}
    world.watch(
        world.entry("/unknown", url=unknown), world.entry("/dead", url="http://127.0.0.1:9/"), defaults=defaults
    )
    done = monitor("check", "now")
    assert done.code == 3
    assert "2 pages: 2 not checked." in done.out
    assert "No connection to 127.0.0.1: connection refused." in done.out
    assert done.err == ""
