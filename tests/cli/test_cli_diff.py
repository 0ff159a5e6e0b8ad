"""`monitor diff OLD NEW`."""

from __future__ import annotations

import json
from collections.abc import Callable

import jsonschema
import pytest
from command import CONTRACT, Done, process
from world import MOVED, POLICE, World, html

Monitor = Callable[..., Done]
OLD, NEW = "Police\n\nCall the police on 112.\n", "Police\n\nCall the police on 102.\n"


@pytest.fixture
def pair(world: World) -> World:
    (world.folder / "old").write_text(OLD, encoding="utf-8")
    (world.folder / "new").write_text(NEW, encoding="utf-8")
    return world


def test_a_change_is_printed_with_its_facts_and_exit_10(pair: World) -> None:
    done = process("diff", "old", "new", "--country", "KZ", cwd=pair.folder)
    assert (done.code, done.err) == (10, "")
    assert "police  112  ->  102" in done.out
    assert "“Call the police on [112 -> 102].”" in done.out


def test_the_same_twice_says_so_and_exit_0(pair: World, monitor: Monitor) -> None:
    done = monitor("diff", "old", "old")
    assert (done.code, done.out, done.err) == (0, "Nothing changed: the two say the same.\n", "")


def test_another_order_of_words_in_the_markup_is_nothing_to_read_and_exit_0(pair: World, monitor: Monitor) -> None:
    (pair.folder / "a").write_bytes(html("<p>Call 112.</p>"))
    (pair.folder / "b").write_bytes(html('<p class="x">Call 112.</p>'))
    done = monitor("diff", "a", "b")
    assert done.code == 0
    assert "nothing to read (markup)" in done.out


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not kept beside this checkout")
@pytest.mark.parametrize("second", ["new", "old"])
def test_json_is_exactly_one_object_that_fits_the_contract(pair: World, second: str) -> None:
    done = process("diff", "--format", "json", "--publisher", "uk-fcdo", "--country", "Kazakhstan", "old", second,
                   cwd=pair.folder)  # fmt: skip
    assert (done.code, done.err) == (10 if second == "new" else 0, "")
    change = json.loads(done.out)
    jsonschema.validate(change, json.loads(CONTRACT.read_text(encoding="utf-8")))
    assert change["schema"] == "advisory-change/1"
    assert [fact["kind"] for fact in change["facts"]] == (["phone"] if second == "new" else [])


@pytest.mark.parametrize(("form", "begins"), [("markdown", "# "), ("html", "<!DOCTYPE html>")])
def test_other_forms(pair: World, monitor: Monitor, form: str, begins: str) -> None:
    done = monitor("diff", "old", "new", "--format", form)
    assert done.code == 10
    assert done.out.lstrip().startswith(begins)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (None, "bad.html: cannot be read: No such file or directory"),
        (b"", "bad.html: is empty"),
        (bytes(range(256)) * 4, "bad.html: is binary"),
        (b"\x81\x8d\x8f\x90\x9d" * 50, "bad.html: is in no text encoding that could be made out"),
        (b"PK\x03\x04\x14\x00", "bad.html: is a ZIP archive"),
        (b'{"a": 1}', "bad.html: is JSON, but in no form that is known of a publisher here (uk-fcdo, "),
        (b"<html><body></body></html>", "bad.html: holds no text"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_exit_2(
    pair: World, monitor: Monitor, body: bytes | None, what: str
) -> None:
    if body is not None:
        (pair.folder / "bad.html").write_bytes(body)
    for pair_of_names in (("bad.html", "new"), ("old", "bad.html")):
        done = monitor("diff", *pair_of_names, "--format", "json")
        assert done.code == 2
        assert done.sentence.startswith(what)


def test_a_folder_and_a_name_that_is_none_are_refused(pair: World, monitor: Monitor) -> None:
    (pair.folder / "folder").mkdir()
    assert monitor("diff", "folder", "new").sentence == "folder: is a folder; name a file"
    done = process("diff", "old", "no\x1b[31m\nfile", cwd=pair.folder)
    assert done.code == 2
    assert "\x1b" not in done.err


def test_bad_files_leave_no_traceback_in_a_process_either(pair: World) -> None:
    (pair.folder / "bad.html").write_bytes(b"PK\x03\x04\x14\x00")
    done = process("diff", "old", "bad.html", cwd=pair.folder)
    assert (done.code, done.sentence) == (2, "bad.html: is a ZIP archive (or an Office file), not a page of text")


def test_a_publisher_that_is_not_known_is_read_by_general_rules_and_said_so(pair: World, monitor: Monitor) -> None:
    done = monitor("diff", "old", "new", "--publisher", "fcdo")
    assert done.code == 10
    assert done.err.startswith("monitor: 'fcdo' is no publisher known here (uk-fcdo, us-state, ")


def test_a_country_that_is_none_is_refused(pair: World, monitor: Monitor) -> None:
    assert monitor("diff", "old", "new", "--country", "Atlantis").sentence.startswith("--country 'Atlantis' is no")


def test_two_numbers_are_two_stored_versions(world: World, monitor: Monitor) -> None:
    world.watch()
    for content in (POLICE, MOVED):
        world.page(content)
        world.round()
    done = monitor("diff", "1", "2")
    assert done.code == 10
    assert "Kazakhstan / Help" in done.out
    assert "112  ->  102" in done.out
    assert monitor("diff", "2", "2").out == "Nothing changed: the two say the same.\n"
    missing = monitor("diff", "1", "99999999999999999999999")
    assert (missing.code, missing.sentence.split(";")[0]) == (2, "there is no version 99999999999999999999999")
    (world.folder / "1").write_text(OLD, encoding="utf-8")
    (world.folder / "2").write_text(NEW, encoding="utf-8")
    assert "Two versions of a page" in monitor("diff", "1", "2").out  # files come first
