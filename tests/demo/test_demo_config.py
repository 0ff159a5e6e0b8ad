"""The configuration of the demo watches each page of its site and names no secret."""

from __future__ import annotations

import httpx
from ruamel.yaml import YAML

from monitor.demo.config import SLACK_VARIABLE, sources_yaml
from monitor.demo.recorded import PAGES
from monitor.demo.servers import Site

SLACK = "http://127.0.0.1:4040/services/demo"


def test_every_address_of_the_configuration_is_served() -> None:
    with Site() as site:
        config = YAML(typ="safe").load(sources_yaml(site.base_url, 2525, SLACK))
        statuses = [httpx.get(source["url"], trust_env=False).status_code for source in config["sources"]]
    assert statuses == [200] * len(PAGES)


def test_sources_carry_their_publisher_their_country_and_their_options() -> None:
    config = YAML(typ="safe").load(sources_yaml("http://127.0.0.1:8080", 2525, SLACK))
    entries = {source["name"]: source for source in config["sources"]}
    assert all(entry["country"] == "GE" for entry in entries.values())
    assert entries["travel-advice"] == {
        "publisher": "uk-fcdo",
        "country": "GE",
        "name": "travel-advice",
        "url": "http://127.0.0.1:8080/api/content/foreign-travel-advice/georgia",
        "parts": "all",
    }
    assert entries["victims-of-rape"]["safety_critical"] is True
    assert len(entries["country-information"]["parts"]) == 8
    assert "advisory" not in entries["country-information"]["parts"]
    assert entries["violence-against-women"]["root"] == "main"


def test_loopback_is_allowed_at_the_two_ports_only() -> None:
    config = YAML(typ="safe").load(sources_yaml("http://127.0.0.1:8080", 2525, SLACK))
    assert config["defaults"]["allow_private"] == ["127.0.0.1:8080", "127.0.0.1:4040"]
    assert config["delivery"]["email"]["port"] == 2525


def test_the_webhook_stands_as_the_name_of_a_variable() -> None:
    text = sources_yaml("http://127.0.0.1:8080", 2525, SLACK)
    assert SLACK not in text
    config = YAML(typ="safe").load(text)
    assert config["recipients"][1] == {"name": "newsroom", "slack": "${" + SLACK_VARIABLE + "}"}
