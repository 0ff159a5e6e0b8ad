"""What a notice says: a report of its changes and alarms, in the language and time zone of its recipient."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.overview import clusters_of, open_alarms, report_on, told_alarms, watched_in, ways_of
from monitor.report.links import Links
from monitor.report.reader import Reader
from monitor.report.report import Report
from monitor.store import Notice as StoredNotice
from monitor.store import Store
from notifiers.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.compare.change import Change
    from monitor.sources.config import Config
    from monitor.sources.recipients import Recipient


def rendered(
    store: Store, config: Config, recipient: Recipient, held: StoredNotice, now: datetime, changes: Sequence[Change]
) -> Notice:
    """The notice of the outbox as its channel gets it.

    Args:
        changes: those of the notice.
    """
    tellings = [telling for id in held.telling_ids if (telling := store.alarms.telling(id)) is not None]
    report = _report(store, config, recipient, changes, now, held.since, held.slot)
    told = told_alarms(store, tellings)
    if held.slot is not None:
        pages = watched_in(store, config.addresses)
        told_of = {(alarm.kind, alarm.subject) for alarm in told}
        lasting = [a for a in open_alarms(store, pages, now) if (a.kind, a.subject) not in told_of]
        number = _told_at_once(store, held)
        title = "Digest of advisory changes"
        report = replace(
            report,
            # Who reads that nothing changed is to know of what was told at once in its time.
            title=f"{title}, beside {number:,} told at once" if number else title,
            alarms=(*told, *lasting),
            is_whole=not number and recipient.hears_of_all,
        )
    elif tellings and not changes:
        report = replace(report, title="The watch itself", alarms=told)
    else:
        report = replace(report, alarms=told)
    return Notice(held.key, recipient.name, report, held.created_at, held.slot is not None, held.done)


def sample(
    store: Store, config: Config, recipient: Recipient, changes: Sequence[Change], key: str, now: datetime
) -> Notice:
    """A notice of these changes that is in no outbox: for a test, or to look at."""
    report = _report(store, config, recipient, changes, now, None, None)
    return Notice(key, recipient.name, report, now, is_test=True)


def _told_at_once(store: Store, held: StoredNotice) -> int:
    """How many changes the recipient of a digest was told at once in its time."""
    if held.since is None or held.slot is None:
        return 0
    return store.outbox.told_at_once(held.recipient, held.since, held.slot)


def _report(
    store: Store, config: Config, recipient: Recipient, changes: Sequence[Change], now: datetime,
    since: datetime | None, until: datetime | None,
) -> Report:  # fmt: skip
    times = [datetime.fromisoformat(c.after.observed_at) for c in changes if c.after and c.after.observed_at]
    report = report_on(
        changes, watched_in(store, config.addresses), clusters_of(store, changes),
        since=since or min(times, default=None), until=until or max(times, default=None), now=now,
    )  # fmt: skip
    return replace(
        report,
        ways=ways_of(store, changes),
        reader=Reader(recipient.timezone, recipient.language),
        links=Links.of(config.delivery.report_url or ""),
    )
