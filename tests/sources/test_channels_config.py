"""What sources.yaml says of channels, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from monitor.sources.schema import json_schema

HEAD = """\
contact: https://example.org/about
sources:
  - publisher: uk-fcdo
    country: KZ
recipients:
  - name: a
"""
BOT = "delivery: {telegram: {token: '${TOKEN}'}}\n"
ENVIRON = {
    "URL": "https://hooks.example.org/secret-path", "SECRET": "the-secret-of-both", "TOKEN": "123:secret-token",
    "BROKEN": "whsec_no-base64!", "EMPTY": "whsec_", "FTP": "ftp://example.org/secret-path", "CHAT": "@our_channel",
}  # fmt: skip
SECRET = "a secret must not stand in the file; write ${NAME}, and set the environment variable NAME"

RIGHT = (
    "    webhook: {url: '${URL}', secret: '${SECRET}'}\n",
    "    webhook: {url: '${URL}', secret: ['${SECRET}', '${TOKEN}']}\n",
    "    teams: ${URL}\n",
    "    telegram: {chat: -1001234567890}\n" + BOT,
    '    telegram: {chat: "-1001234567890", topic: 12}\n' + BOT,
    '    telegram: "@our_channel"\n' + BOT,
    "    telegram: ${CHAT}\n" + BOT,
    "    telegram: 4711\ndelivery: {telegram: {token: '${TOKEN}', api: 'http://127.0.0.1:8081'}}\n",
    "    apprise: ${URL}\n",
    "    apprise: ['${URL}', '${TOKEN}']\n",
    "    files: public\n",
    "    files: {folder: ~/public, url: https://example.org/advice}\n",
)

# What follows HEAD (from line 7 on), and what is said of it.
WRONG = {
    "a webhook without a secret": (
        "    webhook: {url: '${URL}'}\n",
        "7:14: recipients.0.webhook.secret: is missing; for example secret: ${WEBHOOK_SECRET}",
    ),
    "a webhook that is only an address": (
        "    webhook: ${URL}\n",
        "7:14: recipients.0.webhook: must be a mapping, names with values below it; allowed are url, secret",
    ),
    "an address in the file": (
        "    webhook: {url: https://hooks.example.org/x, secret: '${SECRET}'}\n",
        f"7:20: recipients.0.webhook.url: {SECRET}",
    ),
    "a secret in the file": (
        "    webhook: {url: '${URL}', secret: hunter2}\n",
        f"7:38: recipients.0.webhook.secret: {SECRET}",
    ),
    "a secret that is no base64": (
        "    webhook: {url: '${URL}', secret: '${BROKEN}'}\n",
        "7:38: recipients.0.webhook.secret: what stands behind whsec_ is no base64; "
        "copy the secret whole, or write one without it",
    ),
    "a secret without content": (
        "    webhook: {url: '${URL}', secret: '${EMPTY}'}\n",
        "7:38: recipients.0.webhook.secret: is a secret without content; write one of 24 characters or more",
    ),
    "an unknown name of a webhook": (
        "    webhook: {url: '${URL}', secret: '${SECRET}', key: x}\n",
        "7:51: recipients.0.webhook.key: is not known here; allowed are url, secret",
    ),
    "a webhook of Teams in the file": (
        "    teams: https://example.org/x\n",
        f"7:12: recipients.0.teams: {SECRET}",
    ),
    "a webhook of Teams that is no web address": (
        "    teams: ${FTP}\n",
        "7:12: recipients.0.teams: the value of the environment variable FTP is not a web address; "
        "it must begin with http:// or https://",
    ),
    "Telegram without a bot": (
        "    telegram: -1001234567890\n",
        "7:5: recipients.0.telegram: Telegram needs a bot: add delivery.telegram with its token",
    ),
    "a chat that is a name": (
        "    telegram: Our group\n" + BOT,
        "7:15: recipients.0.telegram: 'Our group' is not a chat of Telegram; "
        "write its number, such as -1001234567890, or the @name of a public channel",
    ),
    "a topic that is a name": (
        "    telegram: {chat: 1, topic: news}\n" + BOT,
        "7:32: recipients.0.telegram.topic: 'news' is not a topic of a group; write its number, such as 12",
    ),
    "a token in the file": (
        "    telegram: 1\ndelivery: {telegram: {token: 123:abc}}\n",
        f"8:30: delivery.telegram.token: {SECRET}",
    ),
    "a service of Apprise in the file": (
        "    apprise: [json://localhost]\n",
        f"7:15: recipients.0.apprise.0: {SECRET}",
    ),
    "no service of Apprise": (
        "    apprise: []\n",
        "7:14: recipients.0.apprise: the list is empty; at least one is needed",
    ),
    "files without a folder": (
        "    files: {url: https://example.org/}\n",
        "7:12: recipients.0.files.folder: is missing; for example folder: public",
    ),
    "files in the folder of the snapshots": (
        "    files: snapshots/public\n",
        "7:12: recipients.0.files: 'snapshots/public' and the snapshots (snapshots) lie in one another; what is for a "
        "web server needs a folder of its own, such as public",
    ),
    "files in a folder that holds the snapshots": (
        "    files: {folder: ., url: https://example.org/}\n",
        "7:21: recipients.0.files.folder: '.' and the snapshots (snapshots) lie in one another; what is for a "
        "web server needs a folder of its own, such as public",
    ),
    "files at an address that is none": (
        "    files: {folder: public, url: example.org}\n",
        "7:34: recipients.0.files.url: 'example.org' is not a web address; it must begin with http:// or https://",
    ),
}


@pytest.mark.parametrize("lines", RIGHT)
def test_what_is_right_is_read_and_fits_the_schema(read, lines: str):
    (recipient,) = read(HEAD + lines, **ENVIRON).recipients
    assert recipient.to is not None
    assert not any(value in repr(recipient) for name, value in ENVIRON.items() if name != "CHAT")
    found = Draft202012Validator(json_schema()).iter_errors(YAML(typ="safe", pure=True).load(HEAD + lines))
    assert [error.json_path for error in found] == []


@pytest.mark.parametrize(("lines", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_line(wrong, lines: str, said: str):
    assert wrong(HEAD + lines, **ENVIRON) == [f"sources.yaml:{said}"]


@pytest.mark.parametrize(
    ("folder", "where"),
    [("public", "public"), ("/srv/public", "/srv/public"), ("~/public", str(Path("~/public").expanduser()))],
)
def test_a_folder_is_meant_from_the_file(tmp_path: Path, folder: str, where: str):
    from monitor.sources.config import load

    (tmp_path / "sources.yaml").write_text(f"{HEAD}    files: {folder}\n", encoding="utf-8")
    (recipient,) = load(tmp_path / "sources.yaml", {}, {"uk-fcdo": ()}).recipients
    assert recipient.to.folder == tmp_path / where
