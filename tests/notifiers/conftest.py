from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Where `servers.py` and `advisory_samples.py` are.
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "report")]

from mail_catcher import Catcher


@pytest.fixture
def mailbox() -> Iterator[Catcher]:
    """A real SMTP server that keeps what it gets."""
    with Catcher() as catcher:
        yield catcher
