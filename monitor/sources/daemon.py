"""How the daemon shows that it lives: its health endpoint, and the heartbeat by which others miss it."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, InstanceOf, WithJsonSchema

from monitor.sources.environment import quoted
from monitor.sources.fields import REFERENCE, Host, Strict, Webhook
from monitor.sources.units import DURATION_PATTERN
from monitor.sources.values import lasting, line

_LOOPBACK = "127.0.0.1"
_HOST, _PORT = r"[0-9.]+|localhost|\[[0-9A-Fa-f:.]+\]", "[0-9]{1,5}"
_LISTEN = re.compile(rf"(?:(?P<host>{_HOST}):)?(?P<port>{_PORT})")


@dataclass(frozen=True, slots=True)
class Listen:
    """Where something listens."""

    host: str
    """An IP address, without brackets."""
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.host).is_loopback


def listen(text: str) -> Listen | None:
    """Where to listen: an address with a port, or a port of this machine alone; None for false."""
    plain = line(text)
    if plain.lower() == "false":
        return None
    found = _LISTEN.fullmatch(plain)
    if found is None:
        raise ValueError(
            f"{quoted(text)} is not a place to listen at; write an IP address and a port, such as 127.0.0.1:9464, "
            "or false"
        )
    host = (found["host"] or _LOOPBACK).strip("[]")
    try:
        address = ipaddress.ip_address(_LOOPBACK if host == "localhost" else host)
    except ValueError:
        raise ValueError(f"{quoted(text)} does not begin with an IP address, such as 127.0.0.1 or [::1]") from None
    port = int(found["port"])
    if not 1 <= port <= 65535:
        raise ValueError(f"{quoted(text)} has no port; a port is a number from 1 to 65535")
    return Listen(str(address), port)


def _read(value: object) -> object:
    if value is False:
        return None
    return listen(value) if isinstance(value, str) else value


def _lasting(value: object) -> object:
    return lasting("1 min", "1 day")(value) if isinstance(value, str) else value


_SHOWN_LISTEN = WithJsonSchema(
    {
        "anyOf": [
            {"const": False},
            {"type": "integer", "minimum": 1, "maximum": 65535},
            {
                "type": "string",
                "pattern": rf"^(false|(({_HOST}):)?{_PORT})$",
            },
            REFERENCE,
        ]
    }
)
_SHOWN_DURATION = WithJsonSchema({"anyOf": [{"type": "string", "pattern": DURATION_PATTERN}, REFERENCE]})


class DaemonOptions(Strict):
    """How `monitor run` shows that it lives."""

    health: Annotated[InstanceOf[Listen] | None, BeforeValidator(_read), _SHOWN_LISTEN] = Field(
        default=None,
        description="Where /health and /metrics are answered: an IP address and a port, or a port of this machine "
        "alone. Without it, or with false, nothing listens. Only an address that is written here is opened to others.",
        examples=["127.0.0.1:9464", False],
    )
    health_names: tuple[Annotated[Host, AfterValidator(str.lower)], ...] = Field(
        default=(),
        description="Names by which others may ask there, beside IP addresses and localhost: a request under any other "
        "name is refused, since a page in somebody's browser can send such requests.",
        examples=[["monitor.example.org"]],
    )
    heartbeat: Webhook | None = Field(
        default=None,
        description="URL that is asked for every heartbeat_every while all is well, so that a service elsewhere misses "
        "it and says so. It is a secret: write ${NAME}, and set the variable.",
    )
    heartbeat_every: Annotated[timedelta, BeforeValidator(_lasting), _SHOWN_DURATION] = Field(
        default=timedelta(minutes=5),
        description="How often: 1 minute to 1 day.",
        json_schema_extra={"default": "5m"},
    )
