from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.sources.config import Config, load

PUBLISHERS = {"uk-fcdo": (), "us-state": ("advisory", "country-information")}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Config]:
    """Loads a text or bytes as `sources.yaml`, with these variables as the whole environment."""
    monkeypatch.chdir(tmp_path)

    def read(content: str | bytes, **environ: str) -> Config:
        path = Path("sources.yaml")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(path, environ, PUBLISHERS)

    return read


@pytest.fixture
def wrong(read: Callable[..., Config]) -> Callable[..., list[str]]:
    """The lines of the error that a text is refused with."""

    def wrong(content: str | bytes, **environ: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            read(content, **environ)
        assert caught.value.__cause__ is None
        assert (
            caught.value.__context__ is None or caught.value.__suppress_context__
        )  # a traceback would show the values
        return str(caught.value).splitlines()

    return wrong
