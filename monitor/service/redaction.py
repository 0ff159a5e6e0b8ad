"""Keeping the secrets of sources.yaml out of every line of the log, whoever wrote it there.

A library may name a URL in an error, and a far end may send back what it was sent. So what is looked for is the values
themselves, and the forms in which they travel; they are known only from the configuration, so each one that is read is
learnt, and none is forgotten while the program runs.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_plus, unquote, urlsplit

from pydantic import BaseModel, SecretStr

REDACTED = "[secret]"
_SHORTEST = 4
"""Characters: anything shorter stands in any text by chance, and taking it out would tell where it stands."""
_PIECE = 12
"""Characters of the shortest piece of a secret URL that is a secret by itself."""
_NO_SECRETS = ("username",)
"""Fields that are written as ${NAME} and are no secret: who logs in is no more than a name, often a plain word."""


class Redaction:
    """Takes secrets out of texts."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, config: BaseModel) -> None:
        """Know the secrets of a configuration from now on too."""
        for value in _secrets(config):
            self._known |= {form for form in _forms(value) if len(form) >= _SHORTEST}
        longest_first = sorted(self._known, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> str:
        """The text, with `REDACTED` wherever a secret stood."""
        return self._pattern.sub(REDACTED, text) if self._pattern else text


def _secrets(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, SecretStr):
        if name not in _NO_SECRETS:
            yield value.get_secret_value()
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _secrets(getattr(value, field, None), field)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _secrets(item, str(key))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from _secrets(item, name)


def _forms(secret: str) -> Iterator[str]:
    """The forms in which a secret may stand somewhere."""
    yield from (secret, quote(secret, safe=""), quote(secret), quote_plus(secret), unquote(secret))
    yield base64.b64encode(secret.encode("utf-8", "surrogateescape")).decode("ascii")
    yield repr(secret)[1:-1]
    if re.match(r"[a-z][a-z0-9+.-]*://", secret, re.IGNORECASE):
        yield from _pieces(secret)


def _pieces(url: str) -> Iterator[str]:
    """What of a URL nobody may know who knows its host: a message may hold its path alone."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = [target, parts.path, parts.query, parts.password or "", *parts.path.split("/")]
    found += [item.partition("=")[2] for item in parts.query.split("&")]
    yield from (form for piece in found if len(piece) >= _PIECE for form in (piece, unquote(piece)))
