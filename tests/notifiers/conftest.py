from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

# Where `servers.py` and `advisory_samples.py` are.
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from mail_catcher import Catcher


@pytest.fixture
async def mailbox() -> AsyncIterator[Catcher]:
    """A real SMTP server that keeps what it gets."""
    async with Catcher() as catcher:
        yield catcher
