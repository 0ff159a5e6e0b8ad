"""How sites are asked: what holds for all of them, and what for one host."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from monitor.sources.fields import (
    Allowance,
    AtOnce,
    ConfirmAfter,
    HostPort,
    Interval,
    Line,
    Pace,
    RetryFor,
    Size,
    Strict,
    Timeout,
)
from monitor.sources.units import Every


class Defaults(Strict):
    """How sites are asked, where a source or a host says nothing else."""

    every: Interval = Field(
        default=Every(timedelta(hours=6)),
        description="How often a page is looked at: 30m, 6h, 1d; 1 minute to 31 days. Two bounds, such as 30m to 6h, "
        "let the interval adapt: a page that changes often is looked at more often.",
        json_schema_extra={"default": "6h"},
    )
    allowance: Allowance | None = Field(
        default=None,
        description="How long a page may go without a good look before somebody is told that it is not checked: "
        "1 hour to 90 days. Without it three times `every`, at least 1 day.",
    )
    confirm_after: ConfirmAfter = Field(
        default=timedelta(minutes=1),
        description="How long to wait before the second look that confirms something doubtful: 0s to 1h.",
        json_schema_extra={"default": "1m"},
    )
    timeout: Timeout = Field(
        default=timedelta(seconds=30),
        description="How long a site may take to answer: 100 ms to 10 minutes.",
        json_schema_extra={"default": "30s"},
    )
    max_size: Size = Field(
        default=20_000_000,
        description="A page larger than this is not taken: 1kB to 1GB.",
        json_schema_extra={"default": "20MB"},
    )
    pace: Pace = Field(
        default=timedelta(seconds=1),
        description="The least time between two requests to one host: 0s to 1h.",
        json_schema_extra={"default": "1s"},
    )
    at_once: AtOnce = Field(
        default=1, description="The most requests that are under way at one host at the same time: 1 to 20."
    )
    retry_for: RetryFor = Field(
        default=timedelta(seconds=20),
        description="How long to try again, in all, within one look where a site says that it is busy: 0s to 5m. "
        "A site that asks for a longer wait is left alone until then.",
        json_schema_extra={"default": "20s"},
    )
    allow_private: tuple[HostPort, ...] = Field(
        default=(),
        description="Hosts (name, or name:port) that may lie on this machine or in a private network. "
        "All others must have a public address.",
    )


class HostEntry(Strict):
    """How one host is asked, where that differs from the defaults."""

    host: Annotated[HostPort, AfterValidator(str.lower)] = Field(
        description="Its name, or name:port.", examples=["www.gov.uk", "intranet:8080"]
    )
    pace: Pace | None = Field(
        default=None, description="The least time between two requests to it: 0s to 1h; else as in defaults."
    )
    at_once: AtOnce | None = Field(
        default=None, description="The most requests under way at the same time: 1 to 20; else as in defaults."
    )
    permission: Line | None = Field(
        default=None,
        description="Who allowed us to ask what the host's robots.txt forbids, and when: its robots.txt does not count "
        "then. Write it only where somebody did.",
        examples=["Web team of example.org, by mail of 3 March 2026"],
    )
