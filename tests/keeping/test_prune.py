from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from kept import (
    ADDRESSES,
    INDEX,
    NOW,
    ROOT,
    ago,
    bare_look,
    begin_alarm,
    deliver_all,
    end_alarm,
    everything_said,
    fill,
    index_build,
    run_killed,
    tell_that_it_is_over,
)
from store.store_helpers import change, files, look, visit

from monitor.fetch.visit import Verdict
from monitor.keeping.prune import OLDER_THAN, Pruned, would_prune
from monitor.keeping.prune import prune as slow_prune
from monitor.keeping.verify import verify
from monitor.store import Store

ADDRESS = ADDRESSES[0]
PAGE = ADDRESS.pages[0]


def prune(folder: Path, older_than: timedelta = OLDER_THAN) -> Pruned:
    return slow_prune(folder, older_than, NOW, pause=lambda seconds: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


@contextmanager
def first_seen(folder: Path, days: float = 300) -> Iterator[Store]:
    """A store with one page that was seen first so long ago."""
    with Store.open(folder) as store:
        look(store, "Call 112.", ago(days), page=PAGE, address=ADDRESS)
        yield store


def looks(folder: Path) -> list[tuple[float, str]]:
    """How many days ago each look at the page was, and its verdict."""
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        rows = connection.execute(
            "SELECT julianday(?) - julianday(at), verdict FROM visit WHERE place = ? ORDER BY at",
            (NOW.isoformat(), ADDRESS.place),
        ).fetchall()
    return [(round(days, 3), verdict) for days, verdict in rows]


@pytest.mark.parametrize("seed", range(4))
def test_after_pruning_all_is_right_and_everything_said_of_changes_is_what_it_was(folder: Path, seed: int) -> None:
    fill(folder, seed, days=60)
    before = dict(everything_said(folder))
    done = prune(folder, timedelta(days=7 + 9 * seed))
    assert done.visits
    assert done.snapshots
    after = dict(everything_said(folder))
    assert {name for name in before if before[name] != after.get(name)} == set()
    found = verify(folder, NOW)
    assert found.problems == []
    assert prune(folder, timedelta(days=7 + 9 * seed)).is_nothing


def test_what_a_dry_run_says_is_what_goes(folder: Path) -> None:
    fill(folder, 11, days=110)
    lay = files(folder)
    said = would_prune(folder, OLDER_THAN, NOW)
    assert files(folder) == lay
    done = prune(folder)
    assert done.visits == said.visits > 0
    assert (done.snapshots, done.snapshot_bytes) == (said.snapshots, said.snapshot_bytes)
    assert (done.tellings, done.notices, done.files) == (said.tellings, said.notices, said.files)
    assert len(lay) - len(files(folder)) == done.snapshots
    assert would_prune(folder, OLDER_THAN, NOW).is_nothing


def test_of_a_row_of_looks_without_news_the_first_and_the_last_stay(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 280, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.NOT_MODIFIED)
        for days in range(280, 270, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.BLOCKED)
        for days in range(270, 80, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.NOT_MODIFIED)
    prune(folder)
    kept = looks(folder)
    assert kept[:5] == [
        (300, "page"), (281, "not_modified"), (280, "blocked"), (271, "blocked"), (270, "not_modified"),
    ]  # fmt: skip
    assert [days for days, _ in kept[5:]] == [float(days) for days in range(90, 80, -1)]


def test_a_wall_that_stood_between_is_told_for_ever_with_its_body(folder: Path) -> None:
    with first_seen(folder) as store:
        bare_look(store, ADDRESS, ago(280), Verdict.BLOCKED, b"Access denied, first")
        bare_look(store, ADDRESS, ago(279), Verdict.BLOCKED, b"Access denied, amidst")
        bare_look(store, ADDRESS, ago(278), Verdict.BLOCKED, b"Access denied, last")
        bare_look(store, ADDRESS, ago(277), Verdict.NOT_MODIFIED)
    assert prune(folder).snapshots == 1
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        sizes = [row[0] for row in connection.execute("SELECT size FROM snapshot ORDER BY id")]
    assert sizes == [len("Call 112."), len("Access denied, first"), len("Access denied, last")]


def test_builds_of_an_index_go_but_for_the_first_and_the_newest(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(150, 100, -1):
            index_build(store, ago(days), days)
    assert prune(folder).snapshots == 48
    assert len([path for path in files(folder) if path.startswith(INDEX)]) == 2


def test_the_newest_snapshot_of_an_address_stays_though_nothing_refers_to_it(folder: Path) -> None:
    """A body is kept before its look is written: until then nothing refers to it."""
    with first_seen(folder) as store:
        kept = store.keep(ADDRESS.place, visit(b"just came", ago(200), url=ADDRESS.url))
    assert prune(folder).snapshots == 0
    with Store.read_only(folder) as store:
        assert store.body(kept) == b"just came"


def test_looks_that_an_open_alarm_is_about_stay_since_the_last_good_one(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 100, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.BLOCKED)
        begin_alarm(store, PAGE.id, ago(250))  # not well seen since two days before
        deliver_all(store, ago(249))
    prune(folder)
    kept = [days for days, verdict in looks(folder) if verdict == "blocked"]
    assert kept == [299, *[float(days) for days in range(252, 100, -1)]]


def test_looks_at_an_address_stay_where_the_alarm_is_about_one_of_its_ways(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 100, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.NOT_MODIFIED)
        with store.record(ago(250)) as recording:
            recording.alarms.begin(
                "stale", f"{ADDRESS.place} by the Content API", publisher="uk-fcdo", country="KZ", page_id=None,
                verdict="blocked", reason="closed", since=None, now=ago(250),
            )  # fmt: skip
    assert prune(folder).visits == 0


def test_looks_since_a_page_is_in_doubt_stay(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 100, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.SUSPECT)
        with store.record(ago(200)) as recording:
            recording.suspect(PAGE.id, "mark", ago(200))
    prune(folder)
    assert [days for days, _ in looks(folder)] == [300, 299, *[float(days) for days in range(200, 100, -1)]]


def test_tellings_go_when_their_alarm_is_over_and_both_were_delivered_long_ago(folder: Path) -> None:
    with first_seen(folder) as store:
        made = begin_alarm(store, PAGE.id, ago(250))
        deliver_all(store, ago(249))
        end_alarm(store, made, ago(240))
        tell_that_it_is_over(store, made, ago(240))
        deliver_all(store, ago(239))
        look(store, "Call 113.", ago(200), page=PAGE, address=ADDRESS, change=change(), recipients=["desk"])
        deliver_all(store, ago(199))
    done = prune(folder)
    assert (done.tellings, done.notices) == (2, 2)
    with Store.read_only(folder) as store:
        assert [each.change_ids for each in store.outbox.notices("delivered")] == [(1,)]
        assert [each.state for each in store.outbox.deliveries(1)] == ["delivered"]


def test_a_telling_that_waits_or_died_stays_with_its_notice(folder: Path) -> None:
    with first_seen(folder) as store:
        for days, is_dead in ((250, True), (150, False)):
            made = begin_alarm(store, PAGE.id, ago(days))
            end_alarm(store, made, ago(days - 1))
            tell_that_it_is_over(store, made, ago(days - 1))
            if is_dead:
                notice = store.outbox.make(
                    "desk", "email", [each.id for each in store.outbox.waiting("desk")], ago(days - 1)
                )
                store.outbox.failed(notice.id, "550 no such user", None, ago(days - 1))
    before = dict(everything_said(folder))
    assert (prune(folder).tellings, prune(folder).notices) == (0, 0)
    assert dict(everything_said(folder)) == before
    with Store.read_only(folder) as store:
        assert [each.telling_ids for each in store.outbox.notices("dead")] == [(1, 2)]
        assert store.outbox.recipients_waiting() == ["desk"]


def test_a_recipient_whom_something_reached_at_last_is_not_given_up_again(folder: Path) -> None:
    """The notice that arrived after a dead one is what says that notices arrive."""
    with first_seen(folder) as store:
        made = begin_alarm(store, PAGE.id, ago(250))
        notice = store.outbox.make("desk", "email", [each.id for each in store.outbox.waiting("desk")], ago(249))
        store.outbox.failed(notice.id, "550 no such user", None, ago(249))
        end_alarm(store, made, ago(240))
        tell_that_it_is_over(store, made, ago(240))
        deliver_all(store, ago(239))
    prune(folder)
    with Store.read_only(folder) as store:
        assert store.outbox.given_up() == []


def test_what_was_taken_from_a_repository_stays(folder: Path) -> None:
    with Store.open(folder) as store:
        for days in range(300, 290, -1):
            seen = visit(f"{days}".encode(), ago(days), url=ADDRESS.url)
            snapshot = store.keep(ADDRESS.place, seen, "backfill")
            with store.record(NOW) as recording:
                recording.visit(ADDRESS.place, seen, snapshot, "backfill")
    assert prune(folder).is_nothing


def test_a_row_to_which_a_table_of_a_later_program_refers_stays(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 295, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.PAGE, f"{days}".encode())
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        connection.executescript(
            "CREATE TABLE remark (visit_id INTEGER NOT NULL REFERENCES visit(id), text TEXT);"
            "INSERT INTO remark SELECT id, 'look at this' FROM visit WHERE bytes = 3 ORDER BY at LIMIT 1 OFFSET 1;"
        )
    done = prune(folder)
    assert (done.visits, done.snapshots) == (2, 2)
    assert verify(folder, NOW).problems == []


def test_a_file_that_no_row_names_goes_when_it_is_a_day_old(folder: Path) -> None:
    with first_seen(folder):
        pass
    day = folder / ADDRESS.place / "2026-01-01"
    day.mkdir(parents=True)
    old = [day / "000000Z-0123abcd.json.gz", day / ".000000Z-0123abcd.json.gz.4711.part"]
    young = day / "000001Z-0123abcd.json.gz"
    foreign = day / "notes.txt"
    for path in (*old, young, foreign):
        path.write_bytes(b"12345")
    for path in (*old, foreign):
        os.utime(path, (ago(2).timestamp(), ago(2).timestamp()))
    os.utime(young, (ago(0.5).timestamp(), ago(0.5).timestamp()))
    done = prune(folder)
    assert (done.files, done.file_bytes) == (2, 10)
    assert sorted(path.name for path in day.iterdir()) == ["000001Z-0123abcd.json.gz", "notes.txt"]


def test_the_files_beside_a_database_that_is_older_than_they_stay(folder: Path) -> None:
    """Whoever restores the database alone loses nothing to a prune: the bodies that it does not know stay."""
    with first_seen(folder):
        pass
    day = folder / ADDRESS.place / "2026-01-01"
    day.mkdir(parents=True)
    for number in range(1001):
        path = day / f"000000Z-{number:08x}.json.gz"
        path.touch()
        os.utime(path, (ago(2).timestamp(), ago(2).timestamp()))
    for done in (would_prune(folder, OLDER_THAN, NOW), prune(folder)):
        assert (done.files, done.left, done.is_nothing) == (0, 1001, True)
    assert len(list(day.iterdir())) == 1001


def test_a_body_whose_path_leads_out_of_the_folder_takes_no_file_with_it(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 295, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.PAGE, f"{days}".encode())
    precious = folder.parent / "precious.json.gz"
    precious.write_bytes(b"x")
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        connection.execute("UPDATE snapshot SET path = '../precious.json.gz' WHERE id = 3")
        connection.commit()
    assert prune(folder).snapshots == 3
    assert precious.exists()


def test_a_body_that_was_kept_again_while_its_row_went_stays(folder: Path) -> None:
    with first_seen(folder) as store:
        for days in range(299, 295, -1):
            bare_look(store, ADDRESS, ago(days), Verdict.PAGE, f"{days}".encode())
    old = files(folder)[2:4]  # between the first and the last

    def written_anew(seconds: float) -> None:
        for path in old:
            if (folder / path).exists():
                other = folder / f"{path}.new"
                other.write_bytes((folder / path).read_bytes())
                other.replace(folder / path)

    slow_prune(folder, OLDER_THAN, NOW, pause=written_anew)
    assert [path for path in old if (folder / path).exists()] == old


KILL = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from monitor.keeping.prune import OLDER_THAN, prune
import monitor.keeping.prune as pruning
pruning._ROWS, pruning._FILES = 10, 4
left = int(sys.argv[3])
def step(*args):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
prune(Path(sys.argv[1]), OLDER_THAN, datetime.fromisoformat(sys.argv[2]), step, pause=step)
"""


def test_a_kill_at_any_point_leaves_at_most_files_without_rows_which_the_next_run_removes(folder: Path) -> None:
    fill(folder, 3, days=110)
    before = dict(everything_said(folder))
    aged(folder)
    kills = 0
    while run_killed(KILL, str(folder), NOW.isoformat(), str(kills)) != 0:
        kills += 1
        found = verify(folder, NOW)
        assert found.problems == []
        aged(folder)
    assert kills >= 5
    prune(folder)
    found = verify(folder, NOW)
    assert (found.problems, found.notes) == ([], [])
    assert dict(everything_said(folder)) == before


def aged(folder: Path) -> None:
    """Make all files two days old, by the world's clock: what was just written is left alone."""
    for path in files(folder):
        os.utime(folder / path, (ago(2).timestamp(), ago(2).timestamp()))


WRITER = """
import sys
sys.path[:0] = ["tests", "tests/keeping"]
from datetime import timedelta
from pathlib import Path
from kept import ADDRESSES, NOW, bare_look, index_build
from monitor.fetch.visit import Verdict
from monitor.store import Store
print("began", flush=True)
with Store.open(Path(sys.argv[1])) as store:
    for number in range(60):
        at = NOW + timedelta(minutes=number)
        index_build(store, at, number)
        for address in ADDRESSES:
            bare_look(store, address, at, Verdict.PAGE, f"{number} {address.place}".encode())
print("written", flush=True)
"""


def test_who_watches_meanwhile_is_not_disturbed(folder: Path) -> None:
    fill(folder, 5, days=60)
    before = dict(everything_said(folder))
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"began\n"
    for days in (50, 40, 30, 20, 10, 7):
        slow_prune(folder, timedelta(days=days), NOW)
    out, err = writer.communicate(timeout=60)
    assert (out, err, writer.returncode) == (b"written\n", b"", 0)
    found = verify(folder, NOW)
    assert (found.problems, found.notes) == ([], [])
    after = dict(everything_said(folder))
    assert [
        name for name in before if name.startswith(("change", "history", "bodies")) and before[name] != after[name]
    ] == []
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM visit WHERE at >= ?", (NOW.isoformat()[:19],)).fetchone()
    assert count == 60 * 4
