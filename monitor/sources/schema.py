"""The JSON Schema of `sources.yaml`, by which an editor completes, explains and checks while it is written."""

from __future__ import annotations

import json
from typing import Any

from monitor.sources.config import SourcesFile
from monitor.sources.fields import REFERENCE
from monitor.sources.units import DURATION_PATTERN, EVERY_PATTERN
from notifiers import CHANNELS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARED: dict[str, Any] = {
    "reference": REFERENCE,
    "duration": {"type": "string", "pattern": DURATION_PATTERN},
    "interval": {"type": "string", "pattern": EVERY_PATTERN},
}
"""Shapes that many fields have."""


def json_schema() -> dict[str, Any]:
    """The schema as an object (draft 2020-12). `load` checks more: what entries need of one another."""
    made = _tidy(SourcesFile.model_json_schema(by_alias=True, mode="validation"))
    models = made.pop("$defs")
    _say_what_excludes_what(models)
    lists = (made["properties"][name] for name in ("hosts", "recipients"))
    for shape in (*lists, models["Defaults"], models["DaemonOptions"], models["Delivery"], models["Rule"]):
        shape["type"] = [shape["type"], "null"]  # everything below the name may be commented out
    return {"$schema": _DIALECT, "title": "sources.yaml", **made, "$defs": {**models, **_SHARED}}


def schema_text() -> str:
    """The schema as the text of `sources.schema.json`."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidy(value: Any) -> Any:
    """Leaves out what pydantic adds and a writer of the file has no use for: titles, and null as a value.

    What stands in many places is named once.
    """
    if isinstance(value, list):
        return [_tidy(item) for item in value if item != {"type": "null"}]
    if not isinstance(value, dict):
        return value
    for name, shape in _SHARED.items():
        if value == shape:
            return {"$ref": f"#/$defs/{name}"}
    kept = {key: _tidy(item) for key, item in value.items() if not _is_noise(key, item)}
    if len(kept.get("anyOf", ())) == 1:
        kept = {**kept.pop("anyOf")[0], **kept}
    return kept


def _is_noise(key: str, item: Any) -> bool:
    return (key == "title" and isinstance(item, str)) or (key == "default" and item in (None, [], ()))


def _say_what_excludes_what(models: dict[str, Any]) -> None:
    source, recipient, server = models["SourceEntry"], models["Recipient"], models["EmailServer"]
    countries = source["properties"]["countries"]
    source["properties"] = _after("countries", source["properties"], {"country": countries})
    source["if"] = {"required": ["url"]}
    source["then"] = {"properties": {"pages": False, "index": False}}  # whether a name is needed, the url decides
    source["else"] = {
        "anyOf": [{"required": ["country"]}, {"required": ["countries"]}],
        "properties": {"name": False, "title": False, "root": False, "parts": False, "browser": False},
    }
    source["not"] = {"required": ["country", "countries"]}
    recipient["oneOf"] = [{"required": [name]} for name in CHANNELS]
    server["dependentRequired"] = {"username": ["password"], "password": ["username"]}


def _after(name: str, properties: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """The properties, with more of them behind the one of that name."""
    return {
        key: item
        for own in properties
        for key, item in ({own: properties[own]} | (more if own == name else {})).items()
    }
