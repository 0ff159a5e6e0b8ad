from __future__ import annotations

import re
from pathlib import Path

from monitor.sources.config import load
from notifiers import CHANNELS

PATH = Path(__file__).parents[2] / "sources.yaml"
FIVE = {"KZ", "KG", "UZ", "TJ", "TM"}


def test_the_checked_in_file_loads_with_an_empty_environment():
    config = load(PATH, {})
    assert config.snapshots == PATH.parent / "snapshots"
    assert config.recipients == ()


def test_it_watches_all_of_fcdo_and_state_for_five_countries():
    by_publisher = {source.publisher: source for source in load(PATH, {}).sources if source.url is None}
    assert set(by_publisher) == {"uk-fcdo", "us-state"}
    assert all(set(source.countries) == FIVE and source.pages is None for source in by_publisher.values())


def test_it_watches_two_pages_on_sexual_and_domestic_violence_as_safety_critical():
    pages = {source.name: source for source in load(PATH, {}).sources if source.url}
    assert pages["victims-of-rape-and-sexual-assault"].publisher == "uk-fcdo"
    assert pages["domestic-violence"].url.startswith("https://labirint.online/kazakhstan-domestic-violence-")
    assert all(page.safety_critical and page.countries == ("KZ",) for page in pages.values())


def test_who_asks_is_taken_from_the_environment():
    assert load(PATH, {"MONITOR_CONTACT": "desk@example.org"}).contact == "desk@example.org"


def test_its_examples_of_recipients_and_delivery_work_once_their_comment_signs_are_removed(tmp_path: Path):
    text = re.sub(r"^#(?=  )", "", PATH.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    environ = {"SLACK_WEBHOOK": "https://hooks.example.org/x", "SMTP_USERNAME": "me", "SMTP_PASSWORD": "x"}
    environ |= {"SLACK_BOT_TOKEN": "xoxb-1", "HEARTBEAT_URL": "https://heartbeat.example.org/x"}
    environ |= {"WEBHOOK_URL": "https://hooks.example.org/y", "WEBHOOK_SECRET": "a secret of enough letters"}
    environ |= {"TEAMS_WEBHOOK": "https://hooks.example.org/z", "APPRISE_URL": "json://localhost"}
    environ |= {"TELEGRAM_TOKEN": "1:a"}
    config = load(path, environ)
    assert {recipient.channel for recipient in config.recipients} == set(CHANNELS)
    assert config.delivery.email.sender == "Monitor <monitor@example.org>"
    assert config.delivery.report_url
    assert config.recipients[1].digest is not None
    assert str(config.daemon.health) == "127.0.0.1:9464"
