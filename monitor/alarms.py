"""Alarms: troubles of the watching itself, from the first telling to "it is over".

An alarm is told once when it begins, at most daily while it lasts, and once when it is over. Alarms of one kind and one
publisher mostly have one cause, a wall or a dead feed, and their pages do not meet it at the same minute: so they are
told together. What begins soon after others of its group waits a little, what is to be told again waits for the rest of
the group, and so does what is over while others last. Nothing waits without a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.store.alarms import Alarm, AlarmKind, Alarms, Stage, Telling
from monitor.store.recording import Recording

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient

DAILY = timedelta(hours=23, minutes=30)
"""How long after an alarm was told, or told to be over, the same may begin anew and be told: what comes and goes is
told once a day at most. Half an hour less than a day, so that who looks daily at the same time is told daily."""
AGAIN: Mapping[AlarmKind, timedelta] = {
    "not_checked": DAILY,
    "gone": timedelta(days=7),
    "disagreement": DAILY,
    "stale": DAILY,
    "undelivered": DAILY,
}
"""How long after an alarm was told it may be told again while it lasts. What is gone mostly stays gone until somebody
changes sources.yaml: weekly will do."""
FIRST_WAITS = timedelta(hours=1)
"""How long an alarm that begins may wait after others of its group were told."""
AGAIN_WAITS = timedelta(hours=12)
"""How long an alarm that is to be told again waits for the rest of its group to be due too."""
OVER_WAITS = timedelta(hours=6)
"""How long an alarm that is over waits for the rest of its group to be over too."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the watching now."""

    kind: AlarmKind
    subject: str
    """Id of a page, place of an address, or name of a recipient."""
    page_id: str | None
    """None where it is about an address as a whole, such as an index, or about a recipient."""
    verdict: str | None
    """Of the latest look; "overdue" where nobody has looked."""
    reason: str
    """What is wrong, as a sentence, without the time that it has lasted: equal for all that have one cause."""
    since: datetime | None
    """The last good look; None where there was none."""
    country: str | None = None
    """ISO 3166-1 alpha-2; of a page it is looked up where it is not given."""
    whom: tuple[str, ...] | None = None
    """Names of those who are told; None: of all recipients those whose concern it is."""

    @property
    def key(self) -> tuple[AlarmKind, str]:
        """What it is about."""
        return self.kind, self.subject

    @property
    def publisher(self) -> str:
        """Whose page or address it is: both begin with the publisher's id."""
        return "" if self.kind == "undelivered" else self.subject.partition("/")[0]


def settle(
    recording: Recording,
    troubles: Iterable[Trouble],
    examined: Iterable[tuple[AlarmKind, str]],
    recipients: Iterable[Recipient],
    now: datetime,
) -> list[Telling]:
    """Bring the alarms up to what is known now, within the recording's transaction, and give what is told of them.

    Args:
        troubles: what is wrong now. What is in none of them stays as it is unless it was examined.
        examined: kinds and subjects that were looked into: an alarm about one that has no trouble is over.
        recipients: of whom those are told who want alarms, and whose rule holds for the page.
    """
    alarms = recording.alarms
    ears = list(recipients)
    found = [_with_country(trouble, alarms) for trouble in troubles]
    plan = _plan(_known(alarms, now), found, set(examined), _hears(ears), now)
    for alarm in plan.ended:
        alarms.end(alarm, now, settled=alarm.told_at is None)
    for alarm in plan.back:
        alarms.reopen(alarm)
    begun = {
        trouble.key: alarms.begin(
            trouble.kind, trouble.subject, publisher=trouble.publisher, country=trouble.country,
            page_id=trouble.page_id, verdict=trouble.verdict, reason=trouble.reason, since=trouble.since, now=now,
        )
        for trouble in plan.begun
    }  # fmt: skip
    tellings = []
    for trouble, known in plan.told:
        alarm = known or begun[trouble.key]
        stage: Stage = "first" if alarm.told_at is None else "again"
        whom = _concerned(ears, trouble)
        tellings.append(alarms.tell(alarm, stage, trouble.verdict, trouble.reason, whom, now))
    names = {recipient.name for recipient in ears if recipient.alarms}
    for alarm in plan.over:
        told = [name for name in alarms.told(alarm.id) if name in names]
        if told:
            ended = replace(alarm, ended_at=alarm.ended_at or now)
            tellings.append(alarms.tell(ended, "over", alarm.verdict, alarm.reason, told, now))
        else:
            alarms.settle(alarm)
    return tellings


def is_anything_to_settle(
    alarms: Alarms,
    troubles: Sequence[Trouble],
    examined: Collection[tuple[AlarmKind, str]],
    recipients: Sequence[Recipient],
    now: datetime,
) -> bool:
    """Whether `settle` would write anything: asked before a transaction is opened for it."""
    found = [_with_country(trouble, alarms) for trouble in troubles]
    return _plan(_known(alarms, now), found, set(examined), _hears(recipients), now) != _Plan()


@dataclass(slots=True)
class _Plan:
    begun: tuple[Trouble, ...] = ()
    back: tuple[Alarm, ...] = ()
    """That were over, without anybody being told so, and are not."""
    ended: tuple[Alarm, ...] = ()
    told: tuple[tuple[Trouble, Alarm | None], ...] = ()
    """Told for the first time or again; None for one that only begins."""
    over: tuple[Alarm, ...] = ()
    """Of which it is told that they are over."""


def _plan(
    known: Sequence[Alarm],
    troubles: Sequence[Trouble],
    examined: set[tuple[AlarmKind, str]],
    is_heard: Callable[[Trouble], bool],
    now: datetime,
) -> _Plan:
    """What is to be done: pure, so that it can be asked before the lock is taken and is the same when it is held."""
    wrong = {trouble.key: trouble for trouble in troubles}
    lasting = {alarm.key: alarm for alarm in known if alarm.ended_at is None}
    ended = tuple(alarm for alarm in lasting.values() if alarm.key in examined and alarm.key not in wrong)
    over_now = {alarm.id for alarm in ended}
    # What is wrong again before anybody was told that it was over has lasted all the time.
    back = tuple(alarm for alarm in known if alarm.ended_at and not alarm.is_settled and alarm.key in wrong)
    lasting = {key: alarm for key, alarm in lasting.items() if alarm.id not in over_now}
    lasting |= {alarm.key: replace(alarm, ended_at=None) for alarm in back}
    times = _Times(known, lasting, wrong)
    return _Plan(
        begun=tuple(trouble for key, trouble in wrong.items() if key not in lasting),
        back=back,
        ended=ended,
        told=tuple(
            (trouble, lasting.get(key))
            for key, trouble in wrong.items()
            if times.is_due(trouble, lasting.get(key), now) and is_heard(trouble)
        ),
        over=tuple(
            alarm
            for alarm in known
            if alarm.told_at and not alarm.is_settled and (alarm.ended_at or alarm.id in over_now)
            and alarm.key not in wrong
            and not times.waits_for_others(alarm, now)
        ),
    )  # fmt: skip


class _Times:
    """When what was told last, so that ten thousand alarms need not be held beside each other one by one."""

    def __init__(
        self,
        known: Iterable[Alarm],
        lasting: Mapping[tuple[AlarmKind, str], Alarm],
        wrong: Collection[tuple[AlarmKind, str]],
    ) -> None:
        self._by_key: dict[object, datetime] = {}
        self._by_group: dict[object, datetime] = {}
        self._wrong_by_group: dict[object, datetime] = {}
        """Of the alarms that could be told again."""
        self._lasting = {(_group(each), each.verdict) for each in lasting.values() if each.told_at}
        for alarm in known:
            if alarm.told_at is None:
                continue
            tables = [(self._by_key, alarm.key), (self._by_group, _group(alarm))]
            if alarm.key in wrong and alarm.key in lasting and lasting[alarm.key].id == alarm.id:
                tables.append((self._wrong_by_group, _group(alarm)))
            for table, key in tables:
                table[key] = max(table.get(key, alarm.told_at), alarm.told_at)

    def is_due(self, trouble: Trouble, alarm: Alarm | None, now: datetime) -> bool:
        """Whether a trouble is to be told now, for the first time or again."""
        again, group = AGAIN[trouble.kind], _group(trouble)
        if alarm is None or alarm.told_at is None:
            return _is_past(self._by_key.get(trouble.key), DAILY, now) and _is_past(
                self._by_group.get(group), FIRST_WAITS, now
            )
        by_group = self._wrong_by_group.get(group)
        return _is_past(alarm.told_at, again + AGAIN_WAITS, now) or _is_past(by_group, again, now)

    def waits_for_others(self, alarm: Alarm, now: datetime) -> bool:
        """Whether an alarm that is over is told later, with those of its group that still last for the same cause."""
        has_waited = alarm.ended_at is not None and _is_past(alarm.ended_at, OVER_WAITS, now)
        return not has_waited and (_group(alarm), alarm.verdict) in self._lasting


def _is_past(at: datetime | None, length: timedelta, now: datetime) -> bool:
    # What lies ahead was written under a clock that was wrong.
    return at is None or not timedelta() <= now - at < length


def _group(about: Alarm | Trouble) -> tuple[AlarmKind, str]:
    return about.kind, about.subject if about.kind == "undelivered" else about.publisher


def _known(alarms: Alarms, now: datetime) -> list[Alarm]:
    return alarms.known(now - max(AGAIN.values()))


def _with_country(trouble: Trouble, alarms: Alarms) -> Trouble:
    if trouble.page_id is None or trouble.country is not None:
        return trouble
    return replace(trouble, country=alarms.country_of(trouble.page_id))


def _hears(recipients: Sequence[Recipient]) -> Callable[[Trouble], bool]:
    def is_heard(trouble: Trouble) -> bool:
        return bool(_concerned(recipients, trouble))

    return is_heard


def _concerned(recipients: Iterable[Recipient], trouble: Trouble) -> list[str]:
    """Who is to hear of a trouble."""
    if trouble.whom is not None:
        return list(trouble.whom)
    return [
        recipient.name
        for recipient in recipients
        if recipient.concerns(trouble.publisher, trouble.country, trouble.page_id)
    ]
