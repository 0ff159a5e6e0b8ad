"""`monitor demo`: the whole way on recorded pages, without network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Done, process
from world import World

Monitor = Callable[..., Done]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, process("demo", cwd=folder)


def test_it_looks_three_times_tells_of_what_changed_and_says_what_it_wrote(demo: tuple[Path, Done]) -> None:
    folder, done = demo
    assert (done.code, done.err) == (0, "")
    for words in ("1. First look", "2. Two weeks later", "3. The next day", "The report", "What was written"):
        assert words in done.out
    assert "Told duty-desk by email: " in done.out
    assert "Told newsroom by slack: " in done.out
    assert "1 not checked" in done.out
    for line in done.out.partition("What was written")[2].splitlines()[1:]:
        if line.startswith("  "):
            assert (folder / line.split()[0]).exists()


def test_the_report_the_mail_and_the_slack_message_hold_the_same_fact(demo: tuple[Path, Done]) -> None:
    folder, done = demo
    fact = "020 7946 0158"
    assert fact in done.out
    assert fact in (folder / "demo/report.html").read_text(encoding="utf-8")
    assert fact in (folder / "demo/mail-1.html").read_text(encoding="utf-8")
    assert fact in json.dumps(json.loads((folder / "demo/slack-1.json").read_text(encoding="utf-8")))
    assert (folder / "demo/mail-1.eml").read_bytes().startswith(b"From: Advisory monitor <monitor@example.org>")


def test_what_it_says_to_go_on_with_works(demo: tuple[Path, Done]) -> None:
    folder, done = demo
    command = done.out.rstrip().rpartition("Go on with: monitor ")[2]
    went_on = process(*command.split(), cwd=folder)
    assert (went_on.code, went_on.err) == (0, "")
    assert "reverted to an earlier version" in went_on.out


def test_it_can_be_run_again_in_the_same_folder(demo: tuple[Path, Done]) -> None:
    folder, _ = demo
    (folder / "demo/mail-9.eml").write_text("left over")
    again = process("demo", cwd=folder)
    assert again.code == 0
    assert "Told duty-desk by email: " in again.out
    assert not (folder / "demo/mail-9.eml").exists()


def test_a_folder_that_is_not_a_demos_is_left_alone(world: World, monitor: Monitor) -> None:
    (world.folder / "mine").mkdir()
    (world.folder / "mine/letter.txt").write_text("dear")
    done = monitor("demo", "--folder", "mine")
    assert done.code == 2
    assert done.sentence == "mine holds something that is not a demo's: name another folder with --folder"
    assert (world.folder / "mine/letter.txt").read_text() == "dear"
    done = monitor("demo", "--folder", "mine/letter.txt")
    assert (done.code, done.sentence) == (2, "mine/letter.txt is a file: name a folder with --folder")
