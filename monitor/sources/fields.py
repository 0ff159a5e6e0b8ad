"""The kinds of field that `sources.yaml` has: how a text becomes its value, and what an editor is told of it.

Values arrive as texts (see `yaml_places`); what is no text where one is wanted is left to pydantic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    InstanceOf,
    SecretStr,
    WithJsonSchema,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from monitor.facts.fact import FACT_KINDS, FactKind
from monitor.sources import values
from monitor.sources.environment import quoted
from monitor.sources.units import DURATION_PATTERN, EVERY_PATTERN, SIZE_PATTERN, Every

T = TypeVar("T")
Threshold = Literal["critical", "major", "minor"]
Status = Literal["announced", "partly", "silent", "unknown"]
Security = Literal["starttls", "tls", "none"]
AtOnceThreshold = Literal["critical", "major", "minor", "none"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Strict(BaseModel):
    """A mapping of the file: unknown names are refused, and nothing changes after loading."""

    # Only what is the top of a file is ever validated by itself: the others are built as its parts.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


def _text(parse: Callable[[str], object]) -> BeforeValidator:
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _all_or_names(all_of_them: tuple[()] | None) -> BeforeValidator:
    def parse(value: object) -> object:
        if isinstance(value, str) and value != "all":
            raise ValueError(f"{quoted(value)} is neither all nor a list; write all, or names between [ and ]")
        if value == []:
            raise ValueError("the list is empty; write all, or at least one name")
        return all_of_them if value == "all" else value

    return BeforeValidator(parse)


REFERENCE = {"type": "string", "pattern": r"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}"}
_SHOWN_SECRET = WithJsonSchema({"type": "string", "pattern": r"^\$\{[A-Za-z_][A-Za-z0-9_]*\}$"})


def _shown(kind: str = "string", **schema: Any) -> WithJsonSchema:
    """The schema of a value, or of a reference to the environment that gives it."""
    return WithJsonSchema({"anyOf": [{"type": kind, **schema}, REFERENCE]})


@dataclass(frozen=True, slots=True)
class OneOrList:
    """Shows a list that may also be written as its only item."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        items = handler(core)
        return {"anyOf": [items["items"], items]}


Several = Annotated[tuple[T, ...], Field(min_length=1), BeforeValidator(_listed), OneOrList()]
"""A list that is not empty; one item may be written without the list."""

Line = Annotated[str, _text(values.line), WithJsonSchema({"type": "string", "minLength": 1})]
Contact = Annotated[str, _text(values.contact), WithJsonSchema({"type": "string", "minLength": 1})]
Selector = Annotated[str, _text(values.selector), WithJsonSchema({"type": "string", "minLength": 1})]
Folder = Annotated[Path, _text(values.folder), WithJsonSchema({"type": "string", "minLength": 1})]
Switch = Annotated[bool, _text(values.switch), _shown("boolean")]
Port = Annotated[int, _text(values.port), _shown("integer", minimum=1, maximum=65535)]
Interval = Annotated[InstanceOf[Every], _text(values.every("1 min", "31 days")), _shown(pattern=EVERY_PATTERN)]
Timeout = Annotated[timedelta, _text(values.lasting("100 ms", "10 min")), _shown(pattern=DURATION_PATTERN)]
Pace = Annotated[timedelta, _text(values.lasting("0s", "1 hour")), _shown(pattern=DURATION_PATTERN)]
RetryFor = Annotated[timedelta, _text(values.lasting("0s", "5 min")), _shown(pattern=DURATION_PATTERN)]
ConfirmAfter = Annotated[timedelta, _text(values.lasting("0s", "1 hour")), _shown(pattern=DURATION_PATTERN)]
Allowance = Annotated[timedelta, _text(values.lasting("1 hour", "90 days")), _shown(pattern=DURATION_PATTERN)]
AtOnce = Annotated[int, _text(values.count(1, 20)), _shown("integer", minimum=1, maximum=20)]
Size = Annotated[int, _text(values.size), _shown(pattern=SIZE_PATTERN)]
WebAddress = Annotated[str, _text(values.web_address), _shown(pattern="^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$")]
Secret = Annotated[SecretStr, _text(values.secret), _SHOWN_SECRET]
Webhook = Annotated[SecretStr, _text(values.webhook), _SHOWN_SECRET]
Country = Annotated[
    str,
    _text(values.country),
    WithJsonSchema({"type": "string", "minLength": 2, "examples": ["KZ", "Kazakhstan"]}),
]

_ID = r"[a-z0-9-]+"
_PATTERN = r"[a-z0-9/*?\[\]!-]+"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])"
_HOST_PORT = rf"{_HOST}(?::[0-9]{{1,5}})?"
_MAILBOX = rf'(?:{values.MAIL_ADDRESS}|(?:"[^"<>]*"|[^"<>@,;:]*)\s*<{values.MAIL_ADDRESS}>)'

_SHOWN_ID = {"anyOf": [{"type": "string", "pattern": f"^{_ID}$"}, REFERENCE]}
Id = Annotated[
    str,
    _text(values.like(_ID, "is not allowed here; write small letters, digits and hyphens only, as in uk-fcdo")),
    WithJsonSchema(_SHOWN_ID),
]
_SHOWN_NAMES = WithJsonSchema({"anyOf": [{"const": "all"}, {"type": "array", "items": _SHOWN_ID, "minItems": 1}]})
PageNames = Annotated[tuple[Id, ...] | None, _all_or_names(None), _SHOWN_NAMES]
"""Names of pages; None for all of them."""
PartNames = Annotated[tuple[Id, ...] | None, _all_or_names(()), _SHOWN_NAMES]
"""Names of parts, none for all of them; None for a page that is one whole."""
PagePattern = Annotated[
    str,
    _text(
        values.like(
            _PATTERN, "fits no page id; write small letters as in uk-fcdo/kazakhstan/health, with * for any text"
        )
    ),
    _shown(pattern=f"^{_PATTERN}$", examples=["uk-fcdo/kazakhstan/*"]),
]
Host = Annotated[
    str,
    _text(values.like(_HOST, "is not the name of a host, such as smtp.example.org")),
    _shown(pattern=f"^{_HOST}$"),
]
HostPort = Annotated[
    str,
    _text(values.like(_HOST_PORT, "is not a host; write its name, or name:port, such as intranet:8080")),
    _shown(pattern=f"^{_HOST_PORT}$"),
]
MailAddress = Annotated[
    str,
    _text(values.like(values.MAIL_ADDRESS, "is not an e-mail address; write one such as duty@example.org, or a list")),
    _shown(pattern=r"^[^\s@]+@[^\s@]+$"),
]
Mailbox = Annotated[
    str,
    _text(values.like(_MAILBOX, 'is not a sender; write monitor@example.org or "Monitor <monitor@example.org>"')),
    _shown(pattern=r"^[^@]*[^\s@]+@[^\s@]+$"),
]

_THRESHOLDS, _STATUSES, _SECURITIES = get_args(Threshold), get_args(Status), get_args(Security)
_AT_ONCE, _DAYS = get_args(AtOnceThreshold), get_args(Day)
ThresholdWord = Annotated[Threshold, _text(values.one_of(_THRESHOLDS)), _shown(enum=list(_THRESHOLDS))]
StatusWord = Annotated[Status, _text(values.one_of(_STATUSES)), _shown(enum=list(_STATUSES))]
SecurityWord = Annotated[Security, _text(values.one_of(_SECURITIES)), _shown(enum=list(_SECURITIES))]
KindWord = Annotated[FactKind, _text(values.one_of(FACT_KINDS)), _shown(enum=list(FACT_KINDS))]
AtOnceWord = Annotated[AtOnceThreshold, _text(values.one_of(_AT_ONCE)), _shown(enum=list(_AT_ONCE))]
DayWord = Annotated[Day, _text(values.one_of(_DAYS)), _shown(enum=list(_DAYS))]
TimeOfDay = Annotated[time, _text(values.time_of_day), _shown(pattern="^([01]?[0-9]|2[0-3]):[0-5][0-9]$")]
Zone = Annotated[InstanceOf[ZoneInfo], _text(values.zone), _shown(minLength=1)]
Language = Annotated[str, _text(values.language), _shown(minLength=2)]


@dataclass(frozen=True, slots=True)
class text_or:  # noqa: N801 - read as a word in an annotation
    """For a mapping that may also be written as the text of its only needed field."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(
            lambda value: {self.name: value} if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        mapping = handler(core)
        text = handler.resolve_ref_schema(mapping)["properties"][self.name]
        return {"anyOf": [{key: text[key] for key in text if key not in ("title", "description", "default")}, mapping]}
