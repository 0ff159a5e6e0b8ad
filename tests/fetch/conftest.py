from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

# Where `servers.py` is.
sys.path.insert(0, str(Path(__file__).parents[1]))

from fetch_helpers import ASKING
from servers import Server

from monitor.fetch.asking import Asking


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def asking(server: Server) -> Asking:
    """Manners under which the local server, and nothing else here, may be asked."""
    return replace(ASKING, allow_private=frozenset({server.address}))
