"""docs/channels.md says what is so: its lines of sources.yaml are right, and its example of a channel is one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from servers import Answer, Server

from monitor.sources.config import load
from notifiers import CHANNELS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "channels.md").read_text("utf-8")
HEAD = "contact: https://example.org/about\nsources:\n  - {publisher: uk-fcdo, country: KZ}\n"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize("lines", blocks("yaml"))
def test_the_lines_of_the_page_are_right(lines: str, tmp_path: Path):
    names = re.findall(r"\$\{(\w+)", lines)
    environ = {name: f"https://hooks.example.org/value-of-{name}" for name in names}
    (tmp_path / "sources.yaml").write_text(HEAD + lines, encoding="utf-8")
    config = load(tmp_path / "sources.yaml", environ)
    assert config.recipients
    assert all(value not in repr(config.recipients) for value in environ.values())


def test_every_channel_is_on_the_page():
    told = {name for lines in blocks("yaml") for name in CHANNELS if re.search(rf"^    {name}:", lines, re.M)}
    assert told == set(CHANNELS)


USE = """
import asyncio, json, sys
sys.path[:0] = [{paths}]
import notifiers
notifiers.CHANNELS = {{**notifiers.CHANNELS, "ntfy": "ntfy_of_the_page"}}
from pathlib import Path
from channel_notices import rich
from monitor.sources.config import load
from monitor.sources.schema import json_schema
(recipient,) = load(Path("sources.yaml"), {{"NTFY_URL": {url!r}, "NTFY_TOKEN": "tk_secret"}}).recipients
assert "tk_secret" not in repr(recipient)
channel = notifiers.channel(recipient.channel)
print(json.dumps({{
    "answer": asyncio.run(channel.send(rich(), recipient.to, None)),
    "preview": sorted(channel.preview(rich(), recipient.to, None)),
    "known": "ntfy" in json_schema()["$defs"]["Recipient"]["properties"],
}}))
"""


def test_the_example_of_a_channel_works_with_an_entry_in_the_registry(tmp_path: Path):
    (example,) = [block for block in blocks("python") if "CHANNEL = Channel(" in block]
    (tmp_path / "ntfy_of_the_page.py").write_text(example, encoding="utf-8")
    recipient = "recipients:\n  - name: a\n    ntfy: {url: '${NTFY_URL}', token: '${NTFY_TOKEN}'}\n"
    (tmp_path / "sources.yaml").write_text(HEAD + recipient, encoding="utf-8")
    here = Path(__file__).parents[1]
    paths = ", ".join(map(repr, map(str, (tmp_path, here / "notifiers", here / "report"))))
    with Server() as server:
        server.answer("/topic", Answer(200, b"taken"))
        code = USE.format(paths=paths, url=server.url("/topic"))
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == {"answer": "200 taken", "preview": ["message.txt"], "known": True}
        (seen,) = server.log
    assert (seen.header("Authorization"), seen.header("Idempotency-Key")) == ("Bearer tk_secret", "notice-17")
    assert "• phone consular +255 22 229 0000 → +256 (0) 312 312 000" in seen.body.decode().splitlines()
