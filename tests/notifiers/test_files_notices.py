"""The folder for a web server: what lies there, and what lies there when something goes wrong."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from advisory_samples import BLOCKED, HOSTILE, cluster, hostile, nothing, uganda, utc, wording
from bs4 import BeautifulSoup
from channel_notices import LINKS, many_changes, notice, rich, saying
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.compare.change import to_json
from monitor.report.alarms import AlarmInfo
from notifiers import feed, files
from notifiers.files import FilesTo
from notifiers.notice import NotDelivered, Notice

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://example.org/advice"


def to(folder: Path, url: str | None = URL) -> FilesTo:
    return FilesTo.model_construct(folder=folder, url=url)


def read(folder: Path) -> ElementTree.Element:
    root = ElementTree.parse(folder / "feed.atom").getroot()
    check(root)
    return root


def check(feed: ElementTree.Element) -> None:
    """What RFC 4287 demands of a feed and its entries (4.1.1, 4.1.2, 3.3)."""
    assert feed.tag == f"{ATOM}feed"
    assert len(feed.findall(f"{ATOM}author/{ATOM}name")) == 1
    ids = [feed.findtext(f"{ATOM}id")]
    for holder in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", holder.findtext(f"{ATOM}updated") or "")
        assert urlsplit(holder.findtext(f"{ATOM}id") or "").scheme in ("tag", "urn")
        alternates = [(link.get("rel"), link.get("type")) for link in holder.findall(f"{ATOM}link")]
        assert len(alternates) == len(set(alternates))
        assert all(link.get("href") for link in holder.findall(f"{ATOM}link"))
    for entry in feed.findall(f"{ATOM}entry"):
        ids.append(entry.findtext(f"{ATOM}id"))
        assert (entry.find(f"{ATOM}content")).get("type") == "html"  # type: ignore[union-attr]
    assert len(ids) == len(set(ids))


def entries(folder: Path) -> list[tuple[str, str]]:
    """Title and page of each entry."""
    found = read(folder).findall(f"{ATOM}entry")
    return [(each.findtext(f"{ATOM}title") or "", each.find(f"{ATOM}link").get("href") or "") for each in found]  # type: ignore[union-attr]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def send(folder: Path, given: Notice | None = None, url: str | None = URL) -> str:
    return await files.send(given or rich(), to(folder, url), None)


async def test_a_notice_becomes_pages_and_entries(tmp_path: Path):
    assert await send(tmp_path) == "2 changes written, 2 in the feed"
    assert sorted(everything(tmp_path)) == [
        ".lock",
        "changes/1042.html", "changes/1042.json", "changes/7.html", "changes/7.json",
        "feed.atom", "index.html",
        "notices/20260114T120000Z-notice-17.html", "notices/20260114T120000Z-notice-17.json",
    ]  # fmt: skip
    assert entries(tmp_path) == [
        ("CRITICAL Uganda: consular number changed (not announced)", f"{URL}/changes/1042.html"),
        ('MINOR Kazakhstan: wording changed in "Permits"', f"{URL}/changes/7.html"),
    ]
    assert json.loads((tmp_path / "changes/1042.json").read_text("utf-8")) == json.loads(json.dumps(to_json(uganda())))
    page = BeautifulSoup((tmp_path / "changes/1042.html").read_text("utf-8"), "lxml").get_text(" ")
    assert "a" * 64 in page
    assert "Kazakhstan / Travel advisory" in (tmp_path / "notices/20260114T120000Z-notice-17.html").read_text("utf-8")


async def test_an_entry_says_the_fact_and_leads_on(tmp_path: Path):
    await send(tmp_path)
    entry = read(tmp_path).find(f"{ATOM}entry")
    assert entry is not None
    content = BeautifulSoup(entry.findtext(f"{ATOM}content") or "", "html.parser")
    assert "• phone consular +255 22 229 0000 → +256 (0) 312 312 000" in content.get_text()
    assert [link.get_text() for link in content.find_all("a")] == ["page", "report", "evidence"]
    assert "Open Government Licence" in (entry.findtext(f"{ATOM}rights") or "")
    assert entry.find(f"{ATOM}category").get("term") == "critical"  # type: ignore[union-attr]
    assert re.fullmatch(r"tag:example\.org,2026-01-14:notice-17/0/change-1042", entry.findtext(f"{ATOM}id") or "")


async def test_without_an_address_every_link_is_relative(tmp_path: Path):
    await send(tmp_path, url=None)
    for _, page in entries(tmp_path):
        assert (tmp_path / page).is_file()
    index = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "lxml")
    links = [link["href"] for link in index.find_all(["a", "link"])]
    assert len(links) == 6
    assert all((tmp_path / link).is_file() for link in links)
    assert all(urljoin("https://any.example/x/", link).startswith("https://any.example/x/") for link in links)


async def test_the_same_notice_twice_changes_nothing(tmp_path: Path):
    await send(tmp_path)
    before = everything(tmp_path)
    await send(tmp_path)
    assert everything(tmp_path) == before


async def test_a_page_that_lies_there_unchanged_is_not_written_again(tmp_path: Path):
    await send(tmp_path)
    page, other = tmp_path / "changes/1042.html", tmp_path / "changes/7.html"
    before, text = page.stat(), other.read_bytes()
    other.write_bytes(text[::-1])
    await send(tmp_path)
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert other.read_bytes() == text


async def test_the_feed_keeps_its_id_and_its_entries(tmp_path: Path):
    await send(tmp_path)
    first = read(tmp_path).findtext(f"{ATOM}id")
    later = notice(wording("Chad", "TD", 99), key="later")
    await send(tmp_path, Notice(later.key, "desk", later.report, later.at + timedelta(days=1)))
    assert [page for _, page in entries(tmp_path)] == [f"{URL}/changes/{n}.html" for n in (99, 1042, 7)]
    assert read(tmp_path).findtext(f"{ATOM}id") == first
    assert read(tmp_path).findtext(f"{ATOM}updated") == "2026-01-15T12:00:00Z"


async def test_one_edit_on_many_pages_is_one_entry(tmp_path: Path):
    changes = many_changes(3)
    await send(tmp_path, notice(*changes, clusters=(cluster(*changes),)))
    ((title, page),) = entries(tmp_path)
    assert title.startswith("MINOR 3 pages")
    assert page.endswith("/notices/20260114T120000Z-notice-17.html")
    assert (tmp_path / "changes/3.json").is_file()


async def test_a_digest_without_changes_says_what_was_well_seen(tmp_path: Path):
    await send(tmp_path, notice(nothing(1, "stamp"), not_checked=(BLOCKED,)))
    ((title, _),) = entries(tmp_path)
    assert title == "No changes: 40 pages well seen, 1 not checked"
    assert "the site answered 403" in (tmp_path / "feed.atom").read_text("utf-8")


async def test_what_is_wrong_with_the_watching_is_an_entry(tmp_path: Path):
    page = "uk-fcdo/kazakhstan/health"
    at = utc(2026, 1, 14)
    alarm = AlarmInfo("not_checked", "first", page, "Health", "", "uk-fcdo", "blocked", "403 Forbidden", None, at)
    await send(tmp_path, notice(uganda(), alarms=(alarm,)))
    assert [title for title, _ in entries(tmp_path)] == [
        "CRITICAL Uganda: consular number changed (not announced)",
        "Never well seen: uk-fcdo/kazakhstan/health (blocked)",
    ]


async def test_the_feed_holds_the_newest(tmp_path: Path):
    for number, day in enumerate(range(1, 4)):
        made = notice(*many_changes(60), key=f"n{number}")
        await send(tmp_path, Notice(made.key, "desk", made.report, utc(2026, 2, day)))
    found = read(tmp_path).findall(f"{ATOM}entry")
    assert len(found) == feed.ENTRIES
    assert {each.findtext(f"{ATOM}updated") for each in found} == {"2026-02-03T00:00:00Z", "2026-02-02T00:00:00Z"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=2_000) | st.sampled_from([HOSTILE, "]]>", "\ufffe\uffff", "<b>" * 300, "x" * 100_000]))
def test_whatever_a_page_says_the_feed_is_one(tmp_path: Path, page: str):
    given = notice(saying(page), hostile())
    root = ElementTree.fromstring(feed.atom(feed.entries(given, "n", URL), "desk", URL).encode())
    check(root)
    for entry in root.findall(f"{ATOM}entry"):
        content = BeautifulSoup(entry.findtext(f"{ATOM}content") or "", "html.parser")
        assert {tag.name for tag in content.find_all()} <= {"b", "s", "i", "code", "a", "br"}
        assert not any(re.match(r"javascript:", link["href"]) for link in content.find_all("a"))


async def test_a_file_that_somebody_damaged_is_left_out(tmp_path: Path):
    await send(tmp_path)
    (tmp_path / "notices/20260101T000000Z-broken.json").write_text('{"entries": [{"id": 1')
    (tmp_path / "notices/20260102T000000Z-other.json").write_text("[]")
    await send(tmp_path)
    assert len(entries(tmp_path)) == 2


async def test_a_key_that_is_no_name_of_a_file_makes_one(tmp_path: Path):
    await send(tmp_path, notice(key="../../etc/passwd\x00"))
    assert all(
        path.startswith(("changes/", "notices/2026", "feed.atom", "index.html", ".lock"))
        for path in everything(tmp_path)
    )
    assert read(tmp_path) is not None


async def test_a_folder_that_cannot_be_written_is_told_and_tried_again(tmp_path: Path):
    (tmp_path / "public").write_text("a file in the way")
    with pytest.raises(NotDelivered) as caught:
        await send(tmp_path / "public")
    assert caught.value.reason == f"{tmp_path}/public/changes cannot be written: Not a directory"
    assert not caught.value.permanent


async def test_a_full_disk_leaves_what_was_there_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    await send(tmp_path)
    before = everything(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotDelivered, match=r"cannot be written: No space left on device$") as caught:
        await send(tmp_path, notice(uganda(reasons=("another",)), key="later"))
    assert not caught.value.permanent
    assert everything(tmp_path) == before


KILLED = """
import os, signal, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from channel_notices import rich
from notifiers import files
points = stop = 0
def at(step):
    def reached(*given, **other):
        global points
        points += 1
        if points == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*given, **other)
    return reached
os.fsync, Path.replace, Path.open = at(os.fsync), at(Path.replace), at(Path.open)
def write(name):
    files.write(rich(), files.FilesTo.model_construct(folder=Path({folder!r}, name), url={url!r}))
write("undisturbed")
for stop in range(1, points + 1):
    points = 0
    if not (child := os.fork()):
        write(str(stop))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
print(stop)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_process_that_is_killed_anywhere_leaves_whole_files_and_the_next_try_puts_all_right(tmp_path: Path):
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "report")]
    code = KILLED.format(paths=paths, folder=str(tmp_path), url=URL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    points, wanted = int(done.stdout), everything(tmp_path / "undisturbed")
    assert points > 25
    for stop in range(1, points + 1):
        for name, content in everything(tmp_path / str(stop)).items():
            assert name == ".lock" or name.endswith(".tmp") or content == wanted[name]  # whole, or not there
        files.write(rich(), to(tmp_path / str(stop)))
        assert everything(tmp_path / str(stop)) == wanted


def test_what_a_preview_shows_is_what_would_be_there(tmp_path: Path):
    shown = files.preview(rich(), to(tmp_path / "never made"), None)
    assert sorted(shown) == [
        "change-1042.html",
        "change-1042.json",
        "change-7.html",
        "change-7.json",
        "feed.atom",
        "notice.html",
    ]
    check(ElementTree.fromstring(shown["feed.atom"]))
    assert not (tmp_path / "never made").exists()
    assert LINKS.of_change(1042).encode() in shown["feed.atom"]


def test_no_entry_has_two_names() -> None:
    made: list[Any] = feed.entries(notice(uganda(), *many_changes(3)), "n", None)
    assert len({each.id for each in made}) == 4
    assert all(each.id.startswith("urn:uuid:") for each in made)


_HELD = """
import asyncio, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from channel_notices import notice
from notifiers import files

async def main():
    to = files.FilesTo.model_construct(folder=Path({folder!r}), url=None)
    try:
        async with asyncio.timeout(0.2):
            await files.send(notice(), to, None)
    except TimeoutError:
        print("broken off")

asyncio.run(main())
"""


def test_a_folder_that_does_not_answer_keeps_no_process_from_ending(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / ".lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        program = _HELD.format(paths=sys.path, folder=str(tmp_path))
        ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("broken off\n", "", 0)


async def test_a_folder_in_which_another_process_writes_for_too_long_is_tried_again_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(files, "LONGEST_WAIT", 0.1)
    with (tmp_path / ".lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(NotDelivered, match="another process writes there") as failure:
            await files.send(notice(), to(tmp_path), None)
    assert not failure.value.permanent


async def test_a_test_is_in_no_feed_and_no_index(tmp_path: Path) -> None:
    await send(tmp_path, notice(uganda(id=7)))
    before = (tmp_path / "feed.atom").read_bytes()
    tried = replace(notice(uganda(id=8)), key="test-1", is_test=True)
    said = await send(tmp_path, tried)
    assert said == "test.html is written; the feed and the index know nothing of it"
    assert (tmp_path / "feed.atom").read_bytes() == before
    assert not (tmp_path / "changes/8.html").exists()
    assert "Uganda" in (tmp_path / "test.html").read_text(encoding="utf-8")
