"""A year in minutes, here some weeks: the real daemon on a virtual clock, and whether its check sees what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT.parent / "shared" / "corpus" / "advisories.bundle"


def played(*arguments: str) -> Mapping[str, Any]:
    """The figures of a play, in a process of its own: it moves the clock of its whole process, and forks."""
    command = [sys.executable, "-m", "tests.year", "--quiet", "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr[-2000:]
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def assert_right(data: Mapping[str, Any]) -> None:
    figures = data["figures"]
    assert data["wrong"] == []
    assert figures["changes"] == figures["changes expected"] > 0
    assert figures["once"] + figures["doubled"] == figures["expected"] > 0
    assert figures["lost"] == figures["unasked"] == figures["missing"] == 0
    assert figures["digests"] > 0
    assert figures["kills"] > 0
    assert figures["outages"] > 0


def test_a_week_of_edits_with_outages_and_kills_are_found_and_told_once_each() -> None:
    assert_right(played("--ours", "--outages", "2", "--deaths", "8"))


@pytest.mark.skipif(not BUNDLE.exists(), reason="the real pages (../shared/corpus) are not on this machine")
def test_a_week_of_real_edits_with_outages_and_kills_are_found_and_told_once_each() -> None:
    span = ("--since", "2025-10-14T00:00:00+00:00", "--days", "14", "--countries", "3")
    assert_right(played(*span, "--outages", "2", "--deaths", "8"))
