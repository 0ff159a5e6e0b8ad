"""The metrics, in the words of Prometheus: names end in their unit, and what only grows ends in `_total`.

They are made from what the daemon and its store tell at the moment of asking, in a registry of their own; what each one
means is in docs/running.md.
"""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import get_args

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from monitor.fetch.visit import Verdict
from monitor.health import WORDS
from monitor.service.numbers import Numbers
from monitor.service.pulse import Pulse
from monitor.service.wellness import KINDS, Seen, Wellness
from monitor.store.alarms import AlarmKind
from monitor.store.rows import NoticeState

PREFIX = "advisory_monitor_"


class Told(Collector):
    """One moment of the daemon, as metrics."""

    def __init__(self, pulse: Pulse, seen: Seen, well: Wellness, now: datetime) -> None:
        self.pulse = pulse
        self.seen = seen
        self.well = well
        self.now = now

    def collect(self) -> Iterable[Metric]:
        """All metrics; those of the store only where it could be read once."""
        yield from self._of_the_daemon()
        if self.seen.numbers is not None:
            yield from self._of_the_store(self.seen.numbers)

    def _of_the_daemon(self) -> Iterable[Metric]:
        pulse, well = self.pulse, self.well
        yield InfoMetricFamily(
            PREFIX + "build",
            "The program, and what it runs on.",
            {
                "version": version("advisory-monitor"),
                "python": platform.python_version(),
                "sqlite": sqlite3.sqlite_version,
            },
        )
        yield _gauge("start_time_seconds", "When the daemon started, in Unix time.", pulse.started_at.timestamp())
        yield _gauge("well", "1 where all is well, as /health says it; else 0.", well.is_well)
        found = {each.kind for each in well.troubles}
        troubles = {(kind,): kind in found for kind in KINDS}
        yield _gauges("trouble", "1 where this is why not all is well.", ["kind"], troubles.items())
        yield _gauge("loop_lag_seconds", "By how much the event loop is late, at most within a minute.",
                     pulse.longest_lag)  # fmt: skip
        yield _gauge("addresses", "Addresses that are watched.", len(pulse.addresses))
        yield _gauge("queue_length", "Addresses that wait for their look.", pulse.queued())
        yield _gauge("looks_under_way", "Addresses that are being looked at.", pulse.under_way())
        looks = dict.fromkeys(((str(verdict),) for verdict in Verdict), 0)
        looks |= {(verdict,): number for verdict, number in dict(pulse.looks).items()}
        yield _counters("looks", "Looks since the start, by verdict.", ["verdict"], looks.items())
        changes = dict.fromkeys((("critical",), ("major",), ("minor",), ("none",)), 0)
        changes |= {(weight,): number for weight, number in dict(pulse.changes).items()}
        yield _counters("changes", "Changes found since the start, by significance.", ["significance"], changes.items())
        tries = {
            (channel, "delivered" if arrived else "failed"): number
            for (channel, arrived), number in dict(pulse.tries).items()
        }
        yield _counters("notice_tries", "Tries of a notice since the start.", ["channel", "outcome"], tries.items())
        yield _gauge(
            "sources_is_current",
            "1 where the sources.yaml on disk is in force; 0 where it was refused and an older one is.",
            pulse.sources_trouble is None,
        )
        yield _gauge("sources_read_time_seconds", "When sources.yaml was last taken over, in Unix time.",
                     pulse.sources_read_at.timestamp())  # fmt: skip
        yield _gauge("store_is_writable", "1 where the store could be written at the last try; else 0.",
                     self.seen.unwritable is None and pulse.unwritten is None)  # fmt: skip
        yield _gauge("store_read_age_seconds", "How old the numbers of the store are.", self.seen.age)

    def _of_the_store(self, numbers: Numbers) -> Iterable[Metric]:
        publishers = sorted({publisher for publisher, _ in numbers.pages})
        pages = {(each, word): numbers.pages.get((each, word), 0) for each in publishers for word in WORDS}
        yield _gauges("pages", "Pages by publisher and health.", ["publisher", "health"], pages.items())
        if numbers.oldest_good_at:
            yield _gauge("oldest_good_look_age_seconds", "Since the page that was not well seen for longest was.",
                         self._age(numbers.oldest_good_at))  # fmt: skip
        if numbers.newest_good_at:
            yield _gauge("newest_good_look_age_seconds", "Since any page was well seen.",
                         self._age(numbers.newest_good_at))  # fmt: skip
        if numbers.last_look_at:
            yield _gauge("last_look_age_seconds", "Since any address was looked at.", self._age(numbers.last_look_at))
        states = get_args(NoticeState)
        deliveries = {(state,): numbers.deliveries.get(state, 0) for state in _all(states, numbers.deliveries)}
        yield _gauges("deliveries", "Deliveries in the store, by state.", ["state"], deliveries.items())
        channels = sorted({channel for channel, _ in numbers.notices})
        notices = {(each, state): numbers.notices.get((each, state), 0) for each in channels for state in states}
        yield _gauges("notices", "Notices in the store, by channel and state.", ["channel", "state"], notices.items())
        late = numbers.undelivered
        yield _gauge("notices_late", "Notices older than an hour that have not arrived, since the last one that did.",
                     late.count)  # fmt: skip
        if late.last_delivered_at:
            yield _gauge("last_delivery_time_seconds", "When a notice last arrived, in Unix time.",
                         late.last_delivered_at.timestamp())  # fmt: skip
        kinds = _all(get_args(AlarmKind), numbers.alarms)
        yield _gauges("alarms", "Alarms that last, by kind.", ["kind"],
                      {(kind,): numbers.alarms.get(kind, 0) for kind in kinds}.items())  # fmt: skip
        yield _gauge("hosts_left_alone", "Hosts that are not asked for a while.", numbers.left_alone)
        yield _gauges("store_bytes", "Size of the database, and of its write-ahead log.", ["file"],
                      {(name,): size for name, size in numbers.file_bytes.items()}.items())  # fmt: skip
        if numbers.free_bytes is not None:
            yield _gauge("disk_free_bytes", "What the disk of the snapshots has left.", numbers.free_bytes)

    def _age(self, at: datetime) -> float:
        return max(0.0, (self.now - at.astimezone(UTC)).total_seconds())


def exposition(told: Told, accept: str) -> tuple[bytes, str]:
    """The metrics as they go over the wire, and their media type, by what the other side accepts."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(told)
    ProcessCollector(registry=registry)
    encode, media_type = choose_encoder(accept)
    return encode(registry), media_type


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(PREFIX + name, about, value=float(value))


def _gauges(name: str, about: str, labels: list[str], values: Iterable[tuple[tuple[str, ...], float]]) -> Metric:
    made = GaugeMetricFamily(PREFIX + name, about, labels=labels)
    for given, value in values:
        made.add_metric(list(given), float(value))
    return made


def _counters(name: str, about: str, labels: list[str], values: Iterable[tuple[tuple[str, ...], float]]) -> Metric:
    made = CounterMetricFamily(PREFIX + name, about, labels=labels)
    for given, value in values:
        made.add_metric(list(given), float(value))
    return made


def _all(known: Iterable[str], found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*known, *found]))
