"""Who is told: a recipient of `sources.yaml`, of what, when, and in which manner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, create_model

from monitor.sources.fields import (
    AtOnceWord,
    Day,
    DayWord,
    Id,
    Language,
    OneOrList,
    Several,
    Strict,
    Switch,
    TimeOfDay,
    Zone,
)
from monitor.sources.rules import Rule
from notifiers import CHANNELS, channel, channels

if TYPE_CHECKING:
    from monitor.compare.change import Change

WEEK: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Digest(Strict):
    """Changes are gathered, and told together at a time of the day."""

    at: Several[TimeOfDay] = Field(
        description="Time of the day in the recipient's time zone, or several.", examples=["07:00", ["07:00", "17:00"]]
    )
    days: Several[DayWord] = Field(
        default=WEEK, description="On these days of the week only.", examples=[["mon", "thu"]]
    )
    empty: Switch = Field(
        default=True,
        description="Whether a digest is sent that has no change to tell: it says how many pages were well seen, and "
        "when. false: only if there is something.",
    )
    at_once: AtOnceWord = Field(
        default="critical",
        description="Changes of at least this significance do not wait for the digest; none: all of them wait.",
    )


class Quiet(Strict):
    """Hours in which nobody is disturbed but by a critical change."""

    since: TimeOfDay = Field(
        alias="from", description="When they begin, in the recipient's time zone.", examples=["22:00"]
    )
    until: TimeOfDay = Field(
        description="When they end; before `from` where that is the next morning.", examples=["06:00"]
    )


def _rules(value: object) -> object:
    if value is None:
        return [{}]
    return value if isinstance(value, (list, tuple)) else [value]


class Recipient(Strict):
    """Somebody who is told, through one channel."""

    name: Id = Field(description="Unique name of the recipient.", examples=["duty-desk"])
    when: Annotated[tuple[Rule, ...], Field(min_length=1), BeforeValidator(_rules), OneOrList()] = Field(
        default=(Rule(),),
        description="Which changes to tell: a rule, or a list of rules of which one must hold; "
        "without it, every change.",
        json_schema_extra={"default": None},
    )
    digest: Digest | None = Field(
        default=None, description="Tell together, at times of the day; without it, each change is told at once."
    )
    quiet: Quiet | None = Field(default=None, description="Hours in which only critical changes are told.")
    timezone: Zone = Field(
        default=ZoneInfo("UTC"),
        description="Time zone of the digest and the quiet hours, and in which notices give times.",
        examples=["Asia/Almaty"],
        json_schema_extra={"default": "UTC"},
    )
    language: Language = Field(
        default="en", description="Language in which notices give dates.", examples=["en", "de", "ru"]
    )
    alarms: Switch = Field(
        default=True,
        description="Whether to tell of the watching itself too: pages that were not well seen for too long, that are "
        "gone, or of which two ways say different levels, and recipients whom nothing reaches. Of when, countries, "
        "publishers and pages hold.",
    )

    @property
    def channel(self) -> str:
        """The name of the channel that reaches the recipient."""
        return next(name for name in CHANNELS if getattr(self, name, None) is not None)

    @property
    def to(self) -> Any:
        """What stands behind the channel's name."""
        return getattr(self, self.channel)

    def placed(self, folder: Path) -> Self:
        """The recipient with the paths of its channel taken from the folder of sources.yaml."""
        to = channel(self.channel).placed(self.to, folder)
        return self if to is self.to else self.model_copy(update={self.channel: to})

    def meets(self, change: Change) -> bool:
        """Whether the recipient is to be told of this change: one of the rules holds."""
        return any(rule.meets(change) for rule in self.when)

    @property
    def hears_of_all(self) -> bool:
        """Whether no rule leaves out anything that is told at all."""
        return Rule() in self.when

    def concerns(self, publisher: str, country: str | None, page_id: str | None) -> bool:
        """Whether an alarm about the watching itself is the recipient's concern, see `Rule.concerns`."""
        return self.alarms and any(rule.concerns(publisher, country, page_id) for rule in self.when)


def with_channels(model: type[Recipient]) -> type[Recipient]:
    """The model with a field for each channel."""
    fields: dict[str, Any] = {
        each.name: (each.to | None, Field(default=None, description=each.about)) for each in channels()
    }
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, **fields)
