"""`${NAME}` and `${NAME:-default}` in the values of a file, filled from the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from monitor.sources.yaml_places import Loc, Problem

_REFERENCE = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}|\$\{")
_SECRET = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LONGEST_QUOTE = 60


class Filled(str):
    """A text of which some came from the environment.

    Messages quote what is written in the file, never the value: it may be a secret, wherever it stands.
    """

    written: str
    """As it stands in the file: "${SMTP_PASSWORD}"."""

    @classmethod
    def of(cls, text: str, written: str) -> Filled:
        """The text, with what is written for it."""
        filled = cls(text)
        filled.written = written
        return filled

    @property
    def variable(self) -> str | None:
        """The name of the one variable that gives the whole text, without a default; None for any other form."""
        found = _SECRET.fullmatch(self.written)
        return found[1] if found else None


def fill(value: Any, environ: Mapping[str, str]) -> tuple[Any, list[Problem]]:
    """The same plain values with every reference filled, and what could not be filled.

    As in a shell, a default also stands in for a variable that is set to nothing.
    """
    problems: list[Problem] = []
    return _fill(value, (), environ, problems), problems


def _fill(value: Any, loc: Loc, environ: Mapping[str, str], problems: list[Problem]) -> Any:
    if isinstance(value, dict):
        return {key: _fill(item, (*loc, key), environ, problems) for key, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, (*loc, index), environ, problems) for index, item in enumerate(value)]
    if not isinstance(value, str) or "${" not in value:
        return value

    def text_of(found: re.Match[str]) -> str:
        name, default = found["name"], found["default"]
        if name is None:
            problems.append(Problem(loc, "a ${ stands here that is neither ${NAME} nor ${NAME:-default}"))
        elif default is not None:
            return environ.get(name) or default
        elif name not in environ:
            problems.append(Problem(loc, f"the environment variable {name} is not set"))
        return environ.get(name or "", "")

    return Filled.of(_REFERENCE.sub(text_of, value), value)


def as_written(text: str) -> str:
    """A value as the file has it: the only form that a message may show."""
    return text.written if isinstance(text, Filled) else text


def quoted(text: str) -> str:
    """A value as an error message shows it: as the file has it, and not too long."""
    written = as_written(text)
    if len(written) > _LONGEST_QUOTE:
        written = written[: _LONGEST_QUOTE - 3] + "..."
    return f"'{written}'" if written.isprintable() else ascii(written)
