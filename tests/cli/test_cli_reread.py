"""`monitor reread`."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from command import Done, process
from world import MOVED, PAGE, World

from monitor.read.document import READER

Monitor = Callable[..., Done]

ANOTHER = "/police"
OTHER_PHONE = """UPDATE fact SET text = '12', value = '"12"' WHERE kind = 'phone'"""
OTHER_DOCUMENT = "UPDATE version SET reader = '1', document_sha256 = printf('%064d', id)"


@pytest.fixture
def seen(world: World) -> World:
    """Two pages, of one of them two versions."""
    world.page("<p>Call the police on 102.</p>", ANOTHER)
    world.watch(world.entry(), world.entry(ANOTHER, country="UG"))
    world.round()
    world.page(MOVED)
    world.round()
    return world


def test_where_all_reads_as_it_is_stored_it_says_so(seen: World, monitor: Monitor) -> None:
    up_to_date = Done(0, f"Up to date: 3 versions read by reader {READER}.\n", "")
    assert monitor("reread") == up_to_date
    seen.sql("UPDATE version SET reader = '1'")
    assert monitor("reread") == up_to_date
    assert seen.sql("SELECT DISTINCT reader FROM version") == [(READER,)]


def test_what_is_read_otherwise_is_told_by_page_and_nobody_else_hears_of_it(seen: World, monitor: Monitor) -> None:
    seen.sql(OTHER_PHONE + f" AND version_id IN (SELECT id FROM version WHERE page_id = '{PAGE}')")
    done = monitor("reread")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"3 versions of 2 pages read by reader {READER}: 1 read as before, 2 otherwise. Nobody is told; what was read"
        " before is kept.",
        "",
        "ngo/kazakhstan/help: 2 of 2 versions: 2 facts with another value",
        "  phone       other    12  ->  102  (police)",
        "  phone       other    12  ->  112  (police)",
        "  in full: monitor history ngo/kazakhstan/help",
    ]
    assert len(seen.told()) == 1
    assert monitor("reread").out.startswith("Up to date: ")


def test_a_technical_change_is_shown_by_its_number_and_named_in_the_history(seen: World, monitor: Monitor) -> None:
    seen.sql(OTHER_DOCUMENT + " WHERE id = 1")
    seen.sql(OTHER_PHONE + " AND version_id = 1")
    assert "in full: monitor show 2\n" in monitor("reread").out
    shown = monitor("show", "2").out
    assert f"technical: our own reading changed, not the page (reader 1 to {READER})" in shown
    assert "1 fact with another value" in shown
    newest, oldest = monitor("history", PAGE).out.splitlines()[1:3]
    assert "read otherwise" not in newest
    assert f"first look; read otherwise by reader {READER} (change 2)" in oldest
    data = json.loads(monitor("history", PAGE, "--format", "json").out)
    assert [(each["reader"], each["change"], each["rereadings"]) for each in data] == [
        (READER, 1, []),
        (READER, None, [2]),
    ]


def test_reports_are_what_they_were(seen: World, monitor: Monitor) -> None:
    before = [monitor("report", "--format", "json", *more).out for more in ([], ["--min-significance", "none"])]
    seen.sql(OTHER_DOCUMENT)
    seen.sql(OTHER_PHONE)
    assert "3 otherwise" in monitor("reread").out
    after = [monitor("report", "--format", "json", *more).out for more in ([], ["--min-significance", "none"])]
    assert after == before


def test_a_dry_run_only_says_what_would_be(seen: World, monitor: Monitor) -> None:
    seen.sql(OTHER_PHONE)
    once = monitor("reread", "--dry-run")
    assert once.out.startswith(
        f"3 versions of 2 pages would be read by reader {READER}: 0 read as before, 3 otherwise. Nothing was written.\n"
    )
    assert "in full" not in once.out
    assert monitor("reread", "--dry-run") == once
    assert seen.sql("SELECT DISTINCT text FROM fact WHERE kind = 'phone'") == [("12",)]


def test_pages_with_the_same_facts_are_only_named(seen: World, monitor: Monitor) -> None:
    seen.sql(OTHER_DOCUMENT)
    assert monitor("reread").out.splitlines()[1:] == [
        "",
        "Otherwise only in sections, blocks, links or places of facts: "
        "3 versions of ngo/kazakhstan/help, ngo/uganda/police.",
    ]


@pytest.mark.parametrize("only", [["--page", "ngo/uganda/police"], ["--country", "Uganda"]])
def test_some_pages_alone(seen: World, monitor: Monitor, only: list[str]) -> None:
    seen.sql(OTHER_PHONE)
    assert monitor("reread", *only).out.startswith(f"1 version of 1 page read by reader {READER}: 0 read as before, 1 ")
    left = seen.sql("SELECT DISTINCT page_id FROM fact JOIN version ON version.id = version_id WHERE text = '12'")
    assert left == [(PAGE,)]


def test_what_cannot_be_read_any_more_is_named_and_left_and_the_rest_is_read(seen: World, monitor: Monitor) -> None:
    seen.sql(OTHER_PHONE)
    for (path,) in seen.sql(f"SELECT path FROM snapshot WHERE place = '{PAGE}'"):
        (seen.snapshots / path).unlink()
    done = monitor("reread")
    assert done.code == 3
    lines = done.out.splitlines()
    assert lines[0].startswith(
        f"3 versions of 2 pages read by reader {READER}: 0 read as before, 1 otherwise, 2 not any more."
    )
    assert "Cannot be read any more, and left as it was:" in lines
    assert len([line for line in lines if line.startswith(f"  {PAGE}, version ") and "is missing" in line]) == 2
    assert seen.sql("SELECT count(*) FROM fact WHERE text = '12'") == [(2,)]


def test_for_programs(seen: World, monitor: Monitor) -> None:
    seen.sql(OTHER_PHONE + " AND version_id = (SELECT id FROM version WHERE page_id = 'ngo/uganda/police')")
    data = json.loads(monitor("reread", "--format", "json").out)
    told = data.pop("read_otherwise")
    assert data == {
        "reader": READER, "dry_run": False, "pages": 2, "versions": 3, "same": 2, "otherwise": 1, "unread": [],
    }  # fmt: skip
    (page,) = told
    (fact,) = page.pop("facts")
    assert page == {
        "page": "ngo/uganda/police", "versions": 1, "added": 0, "removed": 0, "changed": 1, "titles": 0, "dates": 0,
        "notes": 0, "documents": 0, "more_facts": 0, "changes": [2],
    }  # fmt: skip
    assert (fact["kind"], fact["before"], fact["after"], fact["versions"]) == ("phone", "12", "102", 1)


def test_hostile_words_of_a_page_do_no_harm_in_the_summary(world: World, monitor: Monitor) -> None:
    world.page("<h2>Police \x9b31m\u202e</h2><p>Call the police on 112.</p>")
    world.watch()
    world.round()
    world.sql(OTHER_PHONE)
    world.sql("UPDATE fact SET label = 'a\x1b[2Jb\u202ec' WHERE kind = 'phone'")
    world.sql("DELETE FROM fact WHERE kind <> 'phone'")
    out = monitor("reread").out
    assert "12  ->  112" in out
    assert not set("\x1b\x9b\u202e") & set(out)


def test_a_page_that_nobody_knows_is_named_with_the_nearest(seen: World, monitor: Monitor) -> None:
    done = monitor("reread", "--page", "ngo/kazakhstan/hlp")
    assert done.code == 2
    assert "no page 'ngo/kazakhstan/hlp' was ever looked at; did you mean ngo/kazakhstan/help" in done.sentence


def test_pages_of_which_nothing_is_stored(seen: World, monitor: Monitor) -> None:
    done = monitor("reread", "--country", "FR")
    assert (done.code, done.out) == (0, "No version is stored of the pages that were asked for.\n")


def test_where_nothing_was_looked_at_yet_it_says_what_to_do(world: World) -> None:
    done = process("reread", cwd=world.folder)
    assert done.code == 3
    assert done.sentence.startswith("nothing has been looked at yet in snapshots: run `monitor check now` first")
    assert not world.snapshots.exists()
