"""Fields of the Content API, of which none can be relied on: a missing or wrong one is an empty one."""

from __future__ import annotations

import re
from typing import Any

from monitor.read.dates import parse_date
from monitor.read.text import normal


def text(value: Any) -> str:
    """A string as it is, or "" for anything else."""
    return value if isinstance(value, str) else ""


def items(value: Any) -> list[Any]:
    """A list as it is, or an empty one for anything else."""
    return value if isinstance(value, list) else []


def when(value: Any) -> str | None:
    """A point in time in ISO 8601 as it is given; None where there is none."""
    said = normal(text(value))
    return said if re.match(r"\d{4}-\d{2}-\d{2}T", said) else parse_date(said, "DMY")


def note(value: Any) -> str | None:
    """A note on a change as the page prints it under "Latest update": without a label of its own, with a capital."""
    said = normal(text(value))
    said = re.sub(r"^Latest update:?\s*[-–—]?\s*", "", said, flags=re.IGNORECASE)
    return said[:1].upper() + said[1:] or None
