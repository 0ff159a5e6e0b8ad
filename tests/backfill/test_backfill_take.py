"""The past of pages, taken from a repository as if it had been looked at on the day of each commit."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scraped import FOLDER, INFO, PAGE, SAFETY, Scraped, at, on, police, scraped_in
from world import JSON, Answer, World, content_api

from monitor.backfill.git import Repository
from monitor.backfill.layout import Layout, Rule, built_in
from monitor.backfill.take import Taken, take
from monitor.compare.change import to_json
from monitor.fetch.visit import Verdict
from monitor.store import Store


@pytest.fixture
def archive(tmp_path: Path) -> Scraped:
    return scraped_in(tmp_path / "archive")


def taken_from(archive: Scraped, snapshots: Path, layout: Layout | None = None, **more: Any) -> Taken:
    with Repository(archive.folder) as repository, Store.open(snapshots) as store:
        return take(repository, layout or built_in(), store, **more)


@pytest.fixture
def store_folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


def info(note: str, day: int) -> str:
    return json.dumps({"update_reason": note, "update_date": f"2026-01-{day:02}"})


def test_each_commit_that_touched_a_page_is_a_version_of_its_day(archive: Scraped, store_folder: Path) -> None:
    archive.commit(on(1), {SAFETY: police("158")})
    archive.commit(on(2), {"README.md": "no page"})
    archive.commit(on(3), {SAFETY: police("102")})
    taken = taken_from(archive, store_folder)
    assert (taken.versions, taken.pages, taken.commits, taken.changes) == (2, {PAGE}, 2, {"critical": 1})
    with Store.open(store_folder) as store:
        newest, first = store.history(PAGE)
        assert [entry.version.observed_at for entry in (newest, first)] == [at(3), at(1)]
        assert {entry.version.origin for entry in (newest, first)} == {"backfill"}
        assert first.change is None
        assert newest.change is not None
        assert newest.change.after is not None
        assert newest.change.after.observed_at == "2026-01-03T06:00:00Z"
        assert [(f.before and f.before.text, f.after and f.after.text) for f in newest.change.facts] == [("158", "102")]
        kept = store.snapshot(newest.version.snapshot_id)
        assert kept is not None
        assert store.body(kept) == police("102").encode()
        assert kept.path.startswith(f"{PAGE}/2026-01-03/060000Z-")
        assert [fact.text for fact in store.facts(newest.version.id)] == ["102"]


def test_nobody_is_told_of_the_past(archive: Scraped, world: World) -> None:
    archive.commit(on(1), {SAFETY: police("158")})
    archive.commit(on(2), {SAFETY: police("102")})
    world.watch()
    taken_from(archive, world.snapshots)
    done = world.round()
    assert done.sent == ()
    assert world.payloads() == []


def test_back_to_an_earlier_wording_is_reverted_and_later_ones_do_not_count(
    archive: Scraped, store_folder: Path
) -> None:
    for day, number in enumerate(("158", "102", "158", "102"), 1):
        archive.commit(on(day), {SAFETY: police(number)})
    taken_from(archive, store_folder)
    with Store.open(store_folder) as store:
        kinds = [entry.change.kind if entry.change else None for entry in store.history(PAGE)]
    assert kinds == ["reverted", "reverted", "content", None]


def test_what_the_publisher_says_beside_a_page_tells_announced_from_silent(
    archive: Scraped, store_folder: Path
) -> None:
    archive.commit(on(1), {SAFETY: police("158"), INFO: info("First published.", 1)})
    archive.commit(on(2), {SAFETY: police("102"), INFO: info("New emergency numbers ('Safety and security' page).", 2)})
    archive.commit(on(3), {SAFETY: police("103")})
    taken_from(archive, store_folder)
    with Store.open(store_folder) as store:
        silent, announced, first = store.history(PAGE)
    assert first.version.note == "First published."
    assert announced.change is not None
    assert announced.change.announcement is not None
    assert announced.change.announcement.status == "announced"
    assert announced.change.announcement.stamp_moved is True
    assert announced.version.stamp == "2026-01-02"
    assert silent.change is not None
    assert silent.change.announcement is not None
    assert (silent.change.announcement.status, silent.change.announcement.stamp_moved) == ("silent", False)


def test_a_note_alone_makes_no_version(archive: Scraped, store_folder: Path) -> None:
    archive.commit(on(1), {SAFETY: police("158"), INFO: info("First.", 1)})
    archive.commit(on(2), {INFO: info("Something on another page.", 2)})
    assert taken_from(archive, store_folder).versions == 1


def test_a_path_of_ones_choice_comes_with_what_stands_beside_it(archive: Scraped, store_folder: Path) -> None:
    archive.commit(
        on(1), {SAFETY: police("158"), INFO: info("First.", 1), "canada/Kazakhstan/health.md": "Drink water."}
    )
    taken = taken_from(archive, store_folder, paths=[SAFETY])
    assert taken.pages == {PAGE}
    with Store.open(store_folder) as store:
        assert store.history(PAGE)[0].version.note == "First."


def test_only_the_countries_that_were_asked_for_are_taken(archive: Scraped, store_folder: Path) -> None:
    archive.commit(on(1), {SAFETY: police("158"), "unitedkingdom/Atlantis/Health.md": "Wet.",
                           "unitedkingdom/Kyrgyzstan/Health.md": "Dry."})  # fmt: skip
    assert taken_from(archive, store_folder, countries=["KG"]).found == {"uk-fcdo/kyrgyzstan/health"}
    rest = taken_from(archive, store_folder)
    assert rest.pages == {PAGE}
    assert rest.found == {PAGE, "uk-fcdo/kyrgyzstan/health"}
    assert rest.unknown_folders == {"Atlantis"}


def history_of(archive: Scraped) -> None:
    for day in range(1, 7):
        archive.commit(
            on(day),
            {
                SAFETY: police(f"10{day}"),
                f"{FOLDER}/Health.md": f"Wait {day // 2 + 2} days.",
                INFO: info(f"{day}.", day),
            },
        )


def everything(folder: Path) -> list[Any]:
    with Store.open(folder) as store:
        versions = [version for row in store.pages() for version in reversed(store.versions(row.id))]
        return [
            [(v.page_id, v.observed_at, v.document_sha256, v.note, v.stamp) for v in versions],
            sorted(json.dumps(to_json(c) | {"id": 0}, sort_keys=True) for c in store.changes()),
        ]


BROKEN_OFF = """
import os, pathlib, sys
from monitor.backfill.git import Repository
from monitor.backfill.layout import built_in
from monitor.backfill.take import take
from monitor.store import Store

def progress(done, all):
    if done == 3:
        os.kill(os.getpid(), 9)

with Repository(pathlib.Path(sys.argv[1])) as repository, Store.open(pathlib.Path(sys.argv[2])) as store:
    take(repository, built_in(), store, progress=progress)
"""


def test_a_run_that_was_broken_off_goes_on_where_it_was(archive: Scraped, tmp_path: Path) -> None:
    history_of(archive)
    taken_from(archive, tmp_path / "at once")
    killed = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF, str(archive.folder), str(tmp_path / "broken off")], check=False, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL
    rest = taken_from(archive, tmp_path / "broken off")
    assert rest.commits == 3
    assert everything(tmp_path / "broken off") == everything(tmp_path / "at once")


def test_a_second_run_adds_nothing_and_later_commits_are_added(archive: Scraped, store_folder: Path) -> None:
    history_of(archive)
    taken_from(archive, store_folder)
    before = (store_folder / "monitor.db").stat().st_size, everything(store_folder)
    again = taken_from(archive, store_folder)
    assert (again.versions, again.commits, again.pages) == (0, 0, set())
    assert ((store_folder / "monitor.db").stat().st_size, everything(store_folder)) == before
    archive.commit(on(9), {SAFETY: police("112")})
    assert taken_from(archive, store_folder).versions == 1


def test_a_page_that_the_repository_drops_is_gone_until_it_comes_back(archive: Scraped, store_folder: Path) -> None:
    archive.commit(on(1), {SAFETY: police("158")})
    archive.commit(on(2), {SAFETY: None})
    taken_from(archive, store_folder)
    with Store.open(store_folder) as store:
        row = store.page(PAGE)
        assert row is not None
        assert (row.last_verdict, row.last_good_at) == (Verdict.GONE, at(1))
    archive.commit(on(3), {SAFETY: police("158")})
    assert taken_from(archive, store_folder).versions == 0
    with Store.open(store_folder) as store:
        row = store.page(PAGE)
        assert row is not None
        assert (row.last_verdict, row.last_good_at) == (Verdict.PAGE, at(3))


def test_a_page_whose_folder_is_renamed_is_not_gone(archive: Scraped, store_folder: Path) -> None:
    archive.commit(on(1), {"unitedkingdom/Turkey/Health.md": "Drink bottled water."})
    archive.commit(on(2), {"unitedkingdom/Turkey/Health.md": None, "unitedkingdom/Türkiye/Health.md": "Drink tea."})
    taken = taken_from(archive, store_folder)
    assert taken.versions == 2
    with Store.open(store_folder) as store:
        (row,) = store.pages()
        assert row.last_verdict is Verdict.PAGE


@pytest.mark.parametrize(
    ("body", "verdict", "what"),
    [
        (b"", Verdict.EMPTY, "is empty"),
        (b" \n\n", Verdict.EMPTY, "is empty"),
        (b"PK\x03\x04 \x00", Verdict.FAILED, "is a ZIP archive"),
        (b"# Only a heading", Verdict.FAILED, "came without content"),
    ],
)
def test_what_cannot_be_read_is_named_and_what_follows_is_held_beside_the_last_good_version(
    archive: Scraped, store_folder: Path, body: bytes, verdict: Verdict, what: str
) -> None:
    archive.commit(on(1), {SAFETY: police("158")})
    broken = archive.commit(on(2), {SAFETY: body})
    archive.commit(on(3), {SAFETY: police("102")})
    taken = taken_from(archive, store_folder)
    (line,) = taken.unread
    assert line.startswith(f"{SAFETY} at {broken[:10]} {what}")
    with Store.open(store_folder) as store:
        assert [entry.version.observed_at for entry in store.history(PAGE)] == [at(3), at(1)]
    assert taken.changes == {"critical": 1}


def test_a_layout_of_ones_own_takes_other_kinds_of_files(archive: Scraped, store_folder: Path) -> None:
    layout = Layout("mine", (Rule("{country}/{page}.html", "ngo", "https://example.org/{slug}"),))
    for day, number in ((1, "158"), (2, "102")):
        archive.commit(on(day), {"kz/women.html": f"<html><body><p>Call the police on {number}.</p></body></html>"})
    taken = taken_from(archive, store_folder, layout)
    assert (taken.pages, taken.changes) == ({"ngo/kazakhstan/women"}, {"critical": 1})
    with Store.open(store_folder) as store:
        kept = store.snapshot(1)
        assert kept is not None
        assert kept.path.endswith(".html.gz")


# -- the past and our own looks ---------------------------------------------------------------------------------------

FCDO = {"publisher": "uk-fcdo", "country": "KZ", "pages": ["safety-and-security"]}


def live(world: World, number: str) -> None:
    body = f"<h2>Emergencies</h2><p>Call the police on {number}.</p>"
    world.server.answer("/api", Answer(200, content_api({"safety-and-security": body}), JSON))


def test_our_first_look_joins_the_past_of_the_page_and_tells_nobody(archive: Scraped, world: World) -> None:
    archive.commit(on(1), {SAFETY: police("158")})
    taken_from(archive, world.snapshots)
    world.watch(FCDO)
    live(world, "102")
    (joined,) = world.round_at("/api").outcomes
    assert joined.page.id == PAGE
    assert joined.change is not None
    assert joined.change.before is not None
    assert joined.change.before.observed_at == "2026-01-01T06:00:00Z"
    assert world.told() == []
    live(world, "103")
    (told,) = world.round_at("/api").outcomes
    assert told.change is not None
    assert len(world.told()) == 1
    with world.store() as store:
        assert [version.origin for version in store.versions(PAGE)] == ["live", "live", "backfill"]
        (row,) = store.pages()
        assert row.place == "uk-fcdo/kazakhstan/travel-advice"


def test_our_first_look_at_what_the_past_ended_with_is_no_change(archive: Scraped, world: World) -> None:
    archive.commit(on(1), {SAFETY: police("158")})
    taken_from(archive, world.snapshots)
    world.watch(FCDO)
    live(world, "158")
    (joined,) = world.round_at("/api").outcomes
    assert joined.change is not None  # the site dates the page, and the repository had no date
    assert (joined.change.significance, joined.change.nothing) == ("none", "stamp")
    assert world.told() == []


def test_from_our_own_first_look_on_the_repository_is_left_out(archive: Scraped, world: World) -> None:
    world.watch(FCDO)
    live(world, "158")
    world.round_at("/api")
    archive.commit(on(1), {SAFETY: police("157")})
    archive.commit("2099-01-01T06:00:00+00:00", {SAFETY: police("199")})
    taken = taken_from(archive, world.snapshots)
    assert (taken.versions, taken.ours) == (1, 1)
    live(world, "102")
    (told,) = world.round_at("/api").outcomes
    assert told.change is not None
    (fact,) = told.change.facts
    assert fact.before is not None
    assert fact.before.text == "158"
    assert len(world.told()) == 1


def test_a_backfill_after_our_looks_moves_neither_the_page_nor_when_it_is_due(archive: Scraped, world: World) -> None:
    world.watch(FCDO)
    live(world, "158")
    world.round_at("/api")
    with world.store() as store:
        row, state = store.page(PAGE), store.address_state("uk-fcdo/kazakhstan/travel-advice")
    archive.commit(on(1), {SAFETY: police("157")})
    taken_from(archive, world.snapshots)
    with world.store() as store:
        after = store.page(PAGE)
        assert after is not None
        assert row is not None
        assert (after.place, after.url, after.last_verdict, after.asked_at) == (
            row.place, row.url, row.last_verdict, row.asked_at,
        )  # fmt: skip
        assert after.first_seen_at == at(1)
        assert store.address_state("uk-fcdo/kazakhstan/travel-advice") == state


def test_times_between_commits_are_the_repositorys(archive: Scraped, store_folder: Path) -> None:
    archive.commit("2026-01-01T23:30:00-05:00", {SAFETY: police("158")})
    taken_from(archive, store_folder)
    with Store.open(store_folder) as store:
        (version,) = store.versions(PAGE)
    assert version.observed_at == at(2, 4) + timedelta(minutes=30)
