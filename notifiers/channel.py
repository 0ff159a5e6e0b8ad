"""What a channel is: what sources.yaml may say of it, and how it sends."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notifiers.notice import Notice


def _needs_nothing(to: Any) -> bool:
    return False


def _as_it_is(to: Any, folder: Path) -> Any:
    return to


@dataclass(frozen=True, slots=True)
class Channel:
    """One way by which notices reach people."""

    name: str
    """Its key in a recipient of sources.yaml."""
    to: Any
    """What stands behind that key: a type for pydantic, made of the kinds of `monitor.sources.fields`."""
    about: str
    """The same in a sentence, for the schema of sources.yaml."""
    send: Callable[[Notice, Any, Any], Coroutine[Any, Any, str]]
    """`await send(notice, to, shared)` sends once and gives the far end's answer in a line; else `NotDelivered`."""
    preview: Callable[[Notice, Any, Any], Mapping[str, bytes]]
    """What would be sent, as files by name ("mail.eml", "message.json"), for `monitor notify preview`: without secrets,
    and without asking anybody."""
    shared: Any = None
    """What all recipients of the channel share, below `delivery` and the same key: a type; None: there is nothing."""
    shared_about: str = ""
    needs_shared: Callable[[Any], bool] = _needs_nothing
    """Whether a recipient needs it; asked of the plain value of the file, before anything is validated."""
    shared_missing: str = ""
    """What is said where it is missing."""
    placed: Callable[[Any, Path], Any] = _as_it_is
    """`placed(to, folder)` is what stands behind the key with its paths taken from the folder of sources.yaml."""
