from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from source_texts import FULL, SMALL

from monitor.sources.config import SourcesFile
from monitor.sources.manners import Defaults
from monitor.sources.schema import json_schema, schema_text
from monitor.sources.units import parse_duration, parse_size
from notifiers.email import EmailServer

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema()


def complaints(text: str) -> list[str]:
    """What an editor would underline."""
    errors = list(Draft202012Validator(SCHEMA).iter_errors(YAML(typ="safe", pure=True).load(text)))
    for error in errors:  # of a value that may have several shapes, what is wrong with it in each
        errors += error.context
    return [error.json_path for error in errors]


def test_the_schema_that_is_checked_in_is_the_one_that_the_program_writes():
    assert (ROOT / "sources.schema.json").read_text(encoding="utf-8") == schema_text()
    assert json.loads(schema_text()) == SCHEMA


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("text", [(ROOT / "sources.yaml").read_text(encoding="utf-8"), FULL, SMALL])
def test_files_that_are_right_fit_the_schema(text):
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("every: 90 min", "every: 90", "$.defaults.every"),
        ("every: 90 min", "evry: 90 min", "$.defaults"),
        ("every: 90 min", "every: 90 min to noon", "$.defaults.every"),
        ("allowance: 2d", "allowance: long", "$.defaults.allowance"),
        ("at_once: 2", "at_once: 21", "$.defaults.at_once"),
        ("retry_for: 0s", "retry_for: 0", "$.defaults.retry_for"),
        ("at_once: 4", "at_once: none", "$.hosts[1].at_once"),
        ("pace: 2s", "pase: 2s", "$.hosts[0]"),
        ("host: WWW.gov.uk", "host: https://www.gov.uk/", "$.hosts[0].host"),
        ("index: false", "index: no", "$.sources[1].index"),
        ("pages: all", "browser: true", "$.sources[1]"),
        ("browser: true", "index: true", "$.sources[3]"),
        ("max_size: 1.5 MiB", "max_size: large", "$.defaults.max_size"),
        ("country: kz", "cuntry: kz", "$.sources[1]"),
        ("country: kz\n", "country: kz\n    countries: [KG]\n", "$.sources[1]"),
        ("pages: all", "pages: some", "$.sources[1].pages"),
        ("pages: all", "pages: []", "$.sources[1].pages"),
        ("pages: all", "title: x", "$.sources[1]"),
        ("name: about\n", "name: about\n    pages: all\n", "$.sources[3]"),
        ("https://labirint.example.org/page?id=1", "ftp://example.org", "$.sources[2].url"),
        ("safety_critical: true", "safety_critical: sometimes", "$.sources[0].safety_critical"),
        ("significance: major", "significance: large", "$.recipients[0].when.significance"),
        ("kinds: [phone, law]", "kinds: [phone, lwa]", "$.recipients[0].when.kinds"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    when: [{kind: law}]", "$.recipients[1].when[0]"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    when: []", "$.recipients[1].when"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    digest: {at: 7 am}", "$.recipients[1].digest.at"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    digest: {days: mon}", "$.recipients[1].digest"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    quiet: {from: '22:00'}", "$.recipients[1].quiet"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    alarms: perhaps", "$.recipients[1].alarms"),
        ("slack: ${SLACK_WEBHOOK}", "slack: https://hooks.example.org/x", "$.recipients[1].slack"),
        ("slack: ${SLACK_WEBHOOK}", "slack: ${SLACK_WEBHOOK}\n    email: a@example.org", "$.recipients[1]"),
        ("    slack: ${SLACK_WEBHOOK}\n", "", "$.recipients[1]"),
        ("password: ${SMTP_PASSWORD}", "password: hunter2", "$.delivery.email.password"),
        ("    password: ${SMTP_PASSWORD}\n", "", "$.delivery.email"),
        ("port: 465", "port: 0", "$.delivery.email.port"),
        ("contact: desk@example.org\n", "", "$"),
    ],
)
def test_an_editor_underlines_what_the_program_would_refuse(wrong, old, new, path):
    text = FULL.replace(old, new)
    assert text != FULL
    assert path in complaints(text)
    assert wrong(text, SLACK_WEBHOOK="https://hooks.example.org/x", SMTP_USER="me", SMTP_PASSWORD="x")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("every: 90 min", "every: ${EVERY}"),
        ("port: 465", "port: ${PORT:-465}"),
        ("security: tls", "security: ${SECURITY}"),
        ("safety_critical: true", "safety_critical: ${CRITICAL:-true}"),
        ("https://labirint.example.org/page?id=1", "${URL}"),
    ],
)
def test_a_reference_to_the_environment_fits_where_the_program_takes_one(old, new):
    assert complaints(FULL.replace(old, new)) == []


def test_the_defaults_that_the_schema_shows_are_the_defaults_of_the_program():
    shown = SCHEMA["$defs"]["Defaults"]["properties"]
    defaults = Defaults()
    assert parse_duration(shown["every"]["default"]) == defaults.every.latest
    assert parse_duration(shown["confirm_after"]["default"]) == defaults.confirm_after
    assert parse_duration(shown["retry_for"]["default"]) == defaults.retry_for
    assert shown["at_once"]["default"] == defaults.at_once
    assert parse_duration(shown["timeout"]["default"]) == defaults.timeout
    assert parse_duration(shown["pace"]["default"]) == defaults.pace
    assert parse_size(shown["max_size"]["default"]) == defaults.max_size
    server = SCHEMA["$defs"]["EmailServer"]["properties"]
    assert parse_duration(server["timeout"]["default"]) == EmailServer.model_fields["timeout"].default
    assert Path(SCHEMA["properties"]["snapshots"]["default"]) == SourcesFile.model_fields["snapshots"].default


def test_every_name_is_described():
    def undescribed(shape: dict[str, Any], path: str) -> list[str]:
        inner = shape.get("properties", {})
        return [f"{path}.{name}" for name in inner if not ({"description", "$ref"} & inner[name].keys())]

    places = {"file": SCHEMA, **SCHEMA["$defs"]}
    assert [name for path, shape in places.items() for name in undescribed(shape, path)] == []
