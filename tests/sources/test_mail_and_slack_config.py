"""What sources.yaml says of mail and Slack, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.sources.config import Config, load

HEAD = """\
contact: https://example.org/about
sources:
  - {publisher: uk-fcdo, country: KZ}
recipients:
"""
SERVER = "delivery: {email: {host: smtp.example.org, port: 587, from: monitor@example.org}}\n"
BOT = "delivery: {slack: {token: '${TOKEN}'}}\n"
ENVIRON = {"HOOK": "https://hooks.example.org/secret-path", "TOKEN": "xoxb-secret"}


def loaded(lines: str, tmp_path: Path) -> Config:
    path = tmp_path / "sources.yaml"
    path.write_text(HEAD + lines, encoding="utf-8")
    return load(path, ENVIRON)


@pytest.mark.parametrize(
    "address", ["duty@example.org", "desk@пример.рф", "дежурный@example.org", "o'brien+alerts@mail.example.org"]
)
def test_an_address_of_any_script_is_one(address: str, tmp_path: Path):
    (recipient,) = loaded(f'  - {{name: a, email: "{address}"}}\n{SERVER}', tmp_path).recipients
    assert recipient.to == (address,)


def test_a_recipient_in_slack_has_a_webhook_or_a_channel(tmp_path: Path):
    config = loaded(f"  - {{name: a, slack: '${{HOOK}}'}}\n  - {{name: b, slack: {{channel: C0123}}}}\n{BOT}", tmp_path)
    one, other = config.recipients
    assert (one.to.webhook.get_secret_value(), one.to.channel) == (ENVIRON["HOOK"], None)
    assert (other.to.webhook, other.to.channel) == (None, "C0123")
    assert config.delivery.shared("slack").api == "https://slack.com/api"
    assert "secret" not in repr(config)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("  - {name: a, slack: {}}\n", "needs either webhook: or channel:, and not both"),
        (
            "  - {name: a, slack: {webhook: '${HOOK}', channel: C1}}\n" + BOT,
            "needs either webhook: or channel:, and not both",
        ),
        ("  - {name: a, slack: {channel: C1}}\n", "a channel of Slack needs a bot: add delivery.slack with its token"),
        ("  - {name: a, slack: 'https://hooks.example.org/x'}\n", "a secret must not stand in the file"),
        ("  - {name: a, email: 'desk@.example.org'}\n" + SERVER, "is not an e-mail address"),
        ("  - {name: a, email: desk@example.org}\n", "mail needs a server"),
        (
            "  - {name: a, email: desk@example.org}\n" + SERVER.replace("}}", ", ca_file: own.pem}}"),
            "delivery.email.ca_file: 'own.pem' is no full path; write one such as /etc/ssl/own-authority.pem",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_to_write(lines: str, said: str, tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        loaded(lines, tmp_path)
    assert said in str(caught.value)
    assert "secret-path" not in str(caught.value)
