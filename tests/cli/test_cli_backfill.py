"""`monitor backfill git REPOSITORY`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Done, process
from world import World

sys.path.insert(0, str(Path(__file__).parents[1] / "backfill"))

from scraped import INFO, PAGE, SAFETY, Scraped, on, police, scraped_in

Monitor = Callable[..., Done]


@pytest.fixture
def archive(tmp_path: Path) -> Scraped:
    made = scraped_in(tmp_path / "archive")
    made.commit(on(1), {SAFETY: police("158"), INFO: json.dumps({"update_reason": "First."})})
    made.commit(on(2), {SAFETY: police("102"), "unitedkingdom/Atlantis/Health.md": "Wet."})
    return made


def test_the_past_is_taken_and_then_there_to_be_asked(archive: Scraped, world: World) -> None:
    done = process("backfill", "git", "archive", "--country", "KZ", cwd=world.folder)
    assert (done.code, done.err) == (0, "")
    took, more = done.out.split(" in ", 1)
    assert took == "Took 2 versions of 1 page from 2 commits, with 1 change (1 critical),"
    assert "The database has 0." in more
    report = process("report", "--country", "KZ", "--since", "2026-01-02", cwd=world.folder)
    assert report.code == 0
    assert "158  ->  102" in report.out
    history = process("history", PAGE, cwd=world.folder)
    assert "first version in the repository" in history.out
    assert "2026-01-02 06:00" in history.out


def test_a_second_run_says_that_there_is_nothing_to_add(archive: Scraped, monitor: Monitor) -> None:
    monitor("backfill", "git", "archive")
    done = monitor("backfill", "git", "archive", "--country", "Kazakhstan")
    assert (done.code, done.out) == (
        0, "Nothing to add to 1 page; 1 page with 2 versions are in the store.\n",
    )  # fmt: skip


def test_folders_that_are_no_country_are_named(archive: Scraped, monitor: Monitor) -> None:
    assert monitor("backfill", "git", "archive").out.endswith("Folders that are no country: Atlantis.\n")


@pytest.mark.parametrize("options", [["--country", "FR"], ["--path", "canada"]])
def test_where_nothing_fits_it_says_so(archive: Scraped, monitor: Monitor, options: list[str]) -> None:
    done = monitor("backfill", "git", "archive", *options)
    assert done.code == 0
    assert done.out == (
        "Nothing to add: no file there is a page by the layout travel-advisories and what was asked for.\n"
    )


def test_what_could_not_be_read_is_named(archive: Scraped, monitor: Monitor) -> None:
    broken = archive.commit(on(3), {SAFETY: b"%PDF-1.7"})
    out = monitor("backfill", "git", "archive", "--country", "KZ").out
    assert f"Not read: {SAFETY} at {broken[:10]} is a PDF that breaks off before its end" in out


def test_for_programs(archive: Scraped, monitor: Monitor) -> None:
    data = json.loads(monitor("backfill", "git", "archive", "--country", "KZ", "--format", "json").out)
    assert (data["pages"], data["versions"], data["changes"], data["commits"]) == (1, 2, {"critical": 1}, 2)
    assert data["store"]["versions"] == 2


def test_a_layout_of_ones_own(archive: Scraped, world: World, monitor: Monitor) -> None:
    archive.commit(on(3), {"mine/kz/women.txt": "Call the police on 102."})
    (world.folder / "layout.yaml").write_text(
        "rules: [{path: 'mine/{country}/{page}.txt', publisher: ngo, url: 'https://example.org/{slug}'}]"
    )
    assert "Took 1 version of 1 page" in monitor("backfill", "git", "archive", "--layout", "layout.yaml").out
    assert "ngo/kazakhstan/women" in monitor("pages").out
    (world.folder / "layout.yaml").write_text("rules: [{path: a}]")
    done = monitor("backfill", "git", "archive", "--layout", "layout.yaml")
    assert (done.code, done.sentence) == (2, "layout.yaml: rule 1 lacks publisher, url")


def test_pages_whose_past_alone_is_known_are_said_to_be_so(archive: Scraped, world: World, monitor: Monitor) -> None:
    monitor("backfill", "git", "archive", "--country", "KZ")
    assert "not looked at yet; its past was taken from elsewhere" in monitor("pages").out
    world.watch()
    lines = {line.split("  ")[0]: line for line in monitor("pages").out.splitlines()}
    assert "not watched; its past was taken from elsewhere" in lines[PAGE]
    world.watch({"publisher": "uk-fcdo", "country": "KZ"})
    (_, line) = monitor("pages").out.splitlines()
    assert line.startswith(f"{PAGE}  2026-01-02 06:00")
    assert "not looked at yet; its past was taken from elsewhere" in line
    report = monitor("report").out
    assert "Watched: 1 page of 1 publisher. Well seen: 0. Not checked: 1" in report
    assert "not looked at yet, its past was taken from elsewhere, up to 2 Jan 2026 06:00 UTC" in " ".join(
        report.split()
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["missing"], "missing: there is no such folder; clone the repository first (git clone URL FOLDER)"),
        (["file.bundle"], "file.bundle: is a file; if it is a bundle, clone it first (git clone file.bundle FOLDER)"),
        (["plain"], "plain: is no git repository"),
        (["empty"], "empty: is a git repository without a commit"),
        (["archive", "--country", "Atlantis"], "--country 'Atlantis' is no country"),
        (["archive", "--layout", "none.yaml"], "none.yaml: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_taken_is_one_sentence_and_leaves_no_store(
    archive: Scraped, world: World, monitor: Monitor, arguments: list[str], what: str
) -> None:
    (world.folder / "file.bundle").write_bytes(b"# v2 git bundle\n")
    (world.folder / "plain").mkdir()
    scraped_in(world.folder / "empty")
    done = monitor("backfill", "git", *arguments)
    assert done.code == 2
    assert done.sentence.startswith(what)
    assert not world.snapshots.exists()
