"""pydantic's errors in plain words: what is wrong with the value, and what is allowed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from monitor.sources.checks import EMPTY
from monitor.sources.values import did_you_mean
from monitor.sources.yaml_places import Loc, Problem

_SAME = {"country": "countries", "countries": "country"}
"""Two spellings of one field."""


def explain(error: ErrorDetails, file: type[BaseModel], plain: object = None) -> Problem | None:
    """The problem that one of pydantic's errors stands for; None where it only follows from others.

    No value is quoted but by the field's own message.

    Args:
        plain: the plain values of the file, by which is known what was written without a list.
    """
    loc, given = _as_it_lies(error["loc"], plain), error["input"]
    match error["type"]:
        case "extra_forbidden":
            return Problem(loc, _unknown(str(loc[-1]), spellings(model_at(loc[:-1], file))), at="key")
        case _ if given is None:
            return Problem(loc, EMPTY)
        case "value_error":
            return Problem(loc, str(error["ctx"]["error"]))
        case "missing":
            return Problem(loc, _missing(loc, file))
        case "too_short":
            if given:  # it has items, and each of them is wrong in itself
                return None
            return Problem(loc, "the list is empty; at least one is needed")
        case "tuple_type":
            return Problem(loc, "must be a list, each of its items on a line that begins with '- '")
        case "model_type":
            names = ", ".join(spellings(model_at(loc, file)))
            return Problem(loc, f"must be a mapping, names with values below it; allowed are {names}")
    if isinstance(given, (dict, list)):
        return Problem(loc, f"must be a single value, not a {'mapping' if isinstance(given, dict) else 'list'}")
    return Problem(loc, f"cannot be used: {error['msg']}")


def _as_it_lies(loc: Loc, plain: object) -> Loc:
    """The place of a value in the file, where a list of one may be written as its only item."""
    kept: list[str | int] = []
    for part in loc:
        if isinstance(plain, dict) and isinstance(part, int):
            continue
        kept.append(part)
        if isinstance(plain, dict):
            plain = plain.get(part)
        elif isinstance(plain, list) and isinstance(part, int) and part < len(plain):
            plain = plain[part]
        else:
            plain = None
    return tuple(kept)


def spellings(model: type[BaseModel]) -> list[str]:
    """Every name that may stand in the mapping, in the order of the documentation."""
    return [name for own, field in model.model_fields.items() for name in _names(own, field)]


def model_at(loc: Loc, file: type[BaseModel]) -> type[BaseModel]:
    """The model of the mapping that lies at a place of the file."""
    model = file
    for name in loc:
        if isinstance(name, str):
            model = _models(_field(model, name).annotation)[0]
    return model


def _missing(loc: Loc, file: type[BaseModel]) -> str:
    name = str(loc[-1])
    field = _field(model_at(loc[:-1], file), name)
    example = f"; for example {name}: {field.examples[0]}" if field.examples else ""
    return f"is missing{example}"


def _unknown(name: str, allowed: Sequence[str]) -> str:
    if _SAME.get(name) in allowed and name in allowed:
        return "country and countries are two spellings of one thing; keep one of them"
    return f"is not known here; {did_you_mean(name, allowed)}allowed are {', '.join(allowed)}"


def _field(model: type[BaseModel], name: str) -> FieldInfo:
    return next(field for own, field in model.model_fields.items() if name in _names(own, field))


def _names(own: str, field: FieldInfo) -> list[str]:
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return [str(choice) for choice in alias.choices]
    return [alias if isinstance(alias, str) else own]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models in an annotation such as `tuple[SourceEntry, ...]` or `EmailServer | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
