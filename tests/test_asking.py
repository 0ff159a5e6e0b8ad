"""What sources.yaml says of the manners is what the client has."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest
from world import World

from monitor.asking import asking_of, turns_folder
from monitor.fetch.asking import HostRules


def test_the_defaults_and_the_rules_of_single_hosts(world: World) -> None:
    world.watch(
        world.entry(),
        defaults={"pace": "2s", "at_once": 3, "retry_for": "1m"},
        hosts=[
            {"host": "WWW.gov.uk", "pace": "500ms"},
            {"host": "intranet:8080", "at_once": 9, "permission": "Web team, by mail of 3 March 2026"},
        ],
    )
    asking = asking_of(world.config)
    assert (asking.rules, asking.retry_for) == (HostRules(2.0, 3), 60.0)
    assert asking.hosts == {
        "www.gov.uk": HostRules(0.5, 3),
        "intranet:8080": HostRules(2.0, 9, "Web team, by mail of 3 March 2026"),
    }


def test_the_programs_of_a_user_take_turns_in_a_folder_of_their_own(tmp_path: Path) -> None:
    folder = turns_folder({"XDG_STATE_HOME": str(tmp_path / "state")})
    assert folder == tmp_path / "state" / "advisory-monitor" / "turns"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert turns_folder({"XDG_STATE_HOME": str(tmp_path / "state")}) == folder


@pytest.mark.parametrize("named", [{}, {"XDG_STATE_HOME": ""}, {"XDG_STATE_HOME": "not/absolute"}])
def test_without_a_word_it_lies_in_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: dict[str, str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert turns_folder(named) == tmp_path / ".local" / "state" / "advisory-monitor" / "turns"


def test_where_it_cannot_be_made_that_is_said_once_and_nothing_stops(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    with caplog.at_level(logging.WARNING):
        assert turns_folder({"XDG_STATE_HOME": str(tmp_path / "file")}) is None
    assert caplog.messages == [
        "There is no folder for turns (Not a directory): other programs on this machine may ask a host at the same "
        "time; set XDG_STATE_HOME to a folder that can be written"
    ]
