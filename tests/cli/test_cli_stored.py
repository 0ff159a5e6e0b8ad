"""`monitor pages`, `history` and `show`: what is stored, and what is to be said where nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from command import CONTRACT, Done, process
from world import JSON, MOVED, PAGE, PATH, POLICE, SLACK, Answer, World, content_api

Monitor = Callable[..., Done]


def changed(world: World) -> None:
    world.watch()
    for content in (POLICE, MOVED):
        world.page(content)
        world.round()


@pytest.mark.parametrize("command", [["history", PAGE], ["show", "1"], ["report"], ["pages"], ["diff", "1", "2"]])
def test_before_anything_was_looked_at_every_command_says_what_to_do(monitor: Monitor, command: list[str]) -> None:
    done = monitor(*command)
    assert done.code == 3
    assert done.sentence == "nothing has been looked at yet in snapshots: run `monitor check now` first"


@pytest.mark.parametrize("command", [["history", PAGE], ["show", "1"], ["report"], ["diff", "1", "2"]])
def test_the_same_where_there_are_only_sources(world: World, monitor: Monitor, command: list[str]) -> None:
    world.watch()
    done = monitor(*command)
    assert done.code == 3
    assert "nothing has been looked at yet in snapshots" in done.sentence
    assert not world.snapshots.exists()


# -- pages -------------------------------------------------------------------------------------------------------------


def test_pages_are_listed_before_the_first_look(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.parts_entry(country="KG"))
    done = monitor("pages")
    assert done.code == 0
    assert [line.split("  ")[0] for line in done.out.splitlines()] == [
        "Page", PAGE, "uk-fcdo/kyrgyzstan/travel-advice",
    ]  # fmt: skip
    assert done.out.count("never") == done.out.count("not looked at yet") == 2
    assert not world.snapshots.exists()


def test_pages_say_when_each_was_last_well_seen_and_which_were_not(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/gone"), world.entry("/wall"), world.entry("/left"))
    for path in ("/wall", "/left"):
        world.page(POLICE, path)
    world.round()
    world.server.answer("/wall", Answer(403))
    world.round()
    world.watch(world.entry(), world.entry("/gone"), world.entry("/wall"), world.entry("/new"))
    lines = {line.split("  ")[0]: line for line in monitor("pages").out.splitlines()}
    assert "well seen" in lines[PAGE]
    assert "NOT CHECKED" not in lines[PAGE]
    assert "NOT CHECKED (gone): The page is not there: 404 Not Found." in lines["ngo/kazakhstan/gone"]
    assert "never" in lines["ngo/kazakhstan/gone"]
    assert "NOT CHECKED (blocked): " in lines["ngo/kazakhstan/wall"]
    assert "never" not in lines["ngo/kazakhstan/wall"]
    assert "not watched any more" in lines["ngo/kazakhstan/left"]
    assert "not looked at yet" in lines["ngo/kazakhstan/new"]


def test_pages_of_a_country(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/bishkek", country="KG"))
    assert "bishkek" not in monitor("pages", "--country", "Kazakhstan").out
    assert monitor("pages", "--country", "FR").out == "No page is watched of FR.\n"
    done = monitor("pages", "--country", "Kasakhstan")
    assert done.code == 2
    assert "did you mean Kazakhstan" in done.sentence


def test_pages_for_programs(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(safety_critical=True), world.entry("/gone"))
    world.round()
    gone, seen = json.loads(monitor("pages", "--format", "json").out)
    assert (seen["id"], seen["verdict"], seen["safety_critical"], seen["watched"]) == (PAGE, "page", True, True)
    assert seen["last_good_at"].endswith("+00:00")
    assert (gone["verdict"], gone["last_good_at"]) == ("gone", None)


def test_a_line_of_a_pipe_is_a_page_however_long_it_is(world: World, monitor: Monitor) -> None:
    long = "/" + "very-" * 60 + "long"
    world.watch(world.entry(long, name="long"))
    head, line = monitor("pages").out.splitlines()
    assert line.endswith(world.server.url(long))
    assert head.split() == ["Page", "Last", "well", "seen", "(UTC)", "State", "Address"]


# -- history -----------------------------------------------------------------------------------------------------------


def test_history_names_versions_changes_and_where_the_bytes_are(world: World, monitor: Monitor) -> None:
    changed(world)
    done = monitor("history", PAGE)
    _, newest, first, _, folder, last = done.out.splitlines()
    assert newest.split()[0] == "2"
    assert "CRITICAL Kazakhstan: police number changed: 112 -> 102" in newest
    assert "first look" in first
    below = Path(folder.removeprefix("The snapshots lie below ").rstrip("."))
    assert (world.folder / below / newest.split()[-1]).is_file()
    assert last.startswith("2 versions. Last well seen: ")
    assert "1 of them are shown" not in last


def test_history_can_be_cut_and_says_so(world: World, monitor: Monitor) -> None:
    changed(world)
    out = monitor("history", PAGE, "--limit", "1").out
    assert "2 versions. 1 of them are shown." in out
    assert "first look" not in out


def test_history_says_where_a_page_is_not_checked_any_more(world: World, monitor: Monitor) -> None:
    changed(world)
    world.server.answer(PATH, Answer(403))
    world.round()
    assert "Not checked since (blocked): The site refused: 403 Forbidden." in monitor("history", PAGE).out


def test_history_of_a_page_that_was_never_well_seen(world: World, monitor: Monitor) -> None:
    world.watch(world.entry("/gone"))
    world.round()
    out = monitor("history", "ngo/kazakhstan/gone").out
    assert out.splitlines()[0] == "Nothing of ngo/kazakhstan/gone was kept yet."
    assert "Last well seen: never. Not checked since (gone)" in out


def test_history_for_programs(world: World, monitor: Monitor) -> None:
    changed(world)
    newest, first = json.loads(monitor("history", PAGE, "--format", "json").out)
    assert (newest["version"], newest["change"], newest["significance"]) == (2, 1, "critical")
    assert (first["change"], first["origin"]) == (None, "live")
    assert (world.snapshots / newest["snapshot"]).is_file()


@pytest.mark.parametrize("command", ["history", "report --page"])
def test_an_unknown_page_is_answered_with_the_nearest_names(world: World, monitor: Monitor, command: str) -> None:
    changed(world)
    done = monitor(*command.split(), "ngo/kasakhstan/help")
    assert done.code == 2
    assert done.sentence == (
        f"no page 'ngo/kasakhstan/help' was ever looked at; did you mean {PAGE}?; `monitor pages` lists them all"
    )


# -- show --------------------------------------------------------------------------------------------------------------


def test_show_prints_one_change_with_its_evidence(world: World, monitor: Monitor) -> None:
    changed(world)
    done = monitor("show", "1")
    assert (done.code, done.err) == (0, "")
    ((before,), (after,)) = world.sql("SELECT sha256 FROM snapshot ORDER BY id")
    for words in ("Change 1", "police", "112", "102", before, after, world.server.url(PATH)):
        assert words in done.out


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "Change 1"), ("markdown", "#"), ("html", "<!DOCTYPE html>"), ("json", "{")]
)
def test_show_writes_every_form_to_a_file(world: World, monitor: Monitor, form: str, begins: str) -> None:
    changed(world)
    done = monitor("show", "1", "--format", form, "--output", "out.txt")
    assert (done.code, done.out, done.err) == (0, "", "")
    text = (world.folder / "out.txt").read_text(encoding="utf-8")
    assert text.lstrip().startswith(begins)
    assert "102" in text
    assert text.rstrip() == monitor("show", "1", "--format", form).out.rstrip()


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not kept beside this checkout")
def test_show_as_json_fits_the_contract(world: World, monitor: Monitor) -> None:
    changed(world)
    change = json.loads(monitor("show", "1", "--format", "json").out)
    jsonschema.validate(change, json.loads(CONTRACT.read_text(encoding="utf-8")))
    assert (change["id"], change["page"]["id"]) == (1, PAGE)


def test_a_change_that_is_not_there_is_answered_with_what_is(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    assert monitor("show", "7").sentence == "there is no change 7; the store holds none"
    changed(world)
    assert monitor("show", "7").sentence == "there is no change 7; the store holds 1"
    world.page(POLICE)
    world.round()
    done = monitor("show", "7")
    assert (done.code, done.sentence) == (2, "there is no change 7; there are changes 1 to 2")


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40])
def test_what_is_no_number_of_a_change_is_wrong_use(world: World, monitor: Monitor, number: str) -> None:
    changed(world)
    done = monitor("show", number)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


# -- where the store is ------------------------------------------------------------------------------------------------


def test_who_only_looks_at_what_is_stored_needs_no_secrets(world: World) -> None:
    changed(world)
    done = process("history", PAGE, cwd=world.folder)
    assert (done.code, done.err) == (0, "")
    refused = process("check", "now", cwd=world.folder)
    assert refused.code == 2
    assert f"the environment variable {SLACK} is not set" in refused.err


def test_a_sources_yaml_elsewhere_says_where_its_store_is(world: World, monitor: Monitor) -> None:
    changed(world)
    (world.folder / "sources.yaml").rename(world.folder / "mine.yaml")
    (world.folder / "deep").mkdir()
    (world.folder / "mine.yaml").rename(world.folder / "deep/mine.yaml")
    (world.folder / "snapshots").rename(world.folder / "deep/snapshots")
    assert "first look" in monitor("history", PAGE, "--sources", "deep/mine.yaml").out
    assert "first look" in monitor("history", PAGE, "--snapshots", "deep/snapshots").out
    assert monitor("history", PAGE).code == 3
    done = monitor("history", PAGE, "--sources", "no.yaml")
    assert (done.code, done.err.startswith("no.yaml: there is no such file")) == (2, True)


def test_a_store_that_is_named_is_not_held_against_the_sources_of_this_folder(world: World, monitor: Monitor) -> None:
    changed(world)
    world.watch(world.entry("/other"), world.parts_entry())
    world.server.answer("/api", Answer(200, content_api({"health": "<p>x</p>"}), JSON))
    assert "Watched: 1 page of 1 publisher. All well seen" in monitor("report", "--snapshots", "snapshots").out
    assert "Not checked: 2" in monitor("report").out
