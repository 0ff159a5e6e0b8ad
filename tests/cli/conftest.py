from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from command import Done
from world import World

from monitor.cli import main


@pytest.fixture
def monitor(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """The command by its entry point, in this process and in the world's folder."""
    monkeypatch.chdir(world.folder)
    for name, value in world.environ.items():
        monkeypatch.setenv(name, value)

    def run(*args: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["monitor", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        got = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, got.out, got.err)

    return run
