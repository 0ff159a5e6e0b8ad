from __future__ import annotations

import gzip
import os
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_helpers import ADDRESS, DAY, PAGE, PLACE, files, look, visit

from monitor.errors import StoreError
from monitor.fetch.visit import Verdict
from monitor.store import Store
from monitor.store.bodies import kind_of, media_type_of, relative_path, write_body


def test_a_body_lies_under_its_place_and_day_and_opens_with_gzip(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit(b'{"a": 1}'))
        assert snapshot.path == f"uk-fcdo/kazakhstan/2026-01-07/074000Z-{snapshot.sha256[:8]}.json.gz"
        assert gzip.decompress((tmp_path / snapshot.path).read_bytes()) == b'{"a": 1}'
        assert store.body(snapshot) == b'{"a": 1}'
        assert (snapshot.size, snapshot.media_type, snapshot.fetched_at) == (8, "application/json", DAY)
        assert dict(snapshot.headers)["ETag"] == 'W/"1"'


def test_the_file_bears_utc_whatever_the_zone_of_the_visit(tmp_path: Path) -> None:
    astana = datetime(2026, 1, 1, 3, 0, tzinfo=timezone(timedelta(hours=5)))
    assert relative_path("p", astana, "0" * 64, "text/html") == "p/2025-12-31/220000Z-00000000.html.gz"


def test_the_same_body_gives_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    name = "p/2026-01-07/074000Z-00000000.txt.gz"
    write_body(tmp_path / "a", name, b"Level 2")
    write_body(tmp_path / "b", name, b"Level 2")
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_same_body_seen_again_is_one_file_and_one_snapshot(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first = store.keep(PLACE, visit(b"A", DAY))
        assert store.keep(PLACE, visit(b"A", DAY + timedelta(hours=6))) == first
        assert files(tmp_path) == [first.path]
        assert store.counts().snapshots == 1


def test_a_body_that_comes_back_is_kept_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        kept = [store.keep(PLACE, visit(body, DAY + timedelta(days=n))) for n, body in enumerate((b"A", b"B", b"A"))]
        assert len({snapshot.id for snapshot in kept}) == 3
        assert len(files(tmp_path)) == 3


def test_a_body_that_comes_back_within_a_second_shares_its_file(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        moments = [DAY + timedelta(microseconds=n) for n in range(3)]
        first, _, third = (
            store.keep(PLACE, visit(body, at)) for body, at in zip((b"A", b"B", b"A"), moments, strict=True)
        )
        assert first.path == third.path
        assert first.id != third.id
        assert store.discard(third)
        assert store.body(first) == b"A"


def test_a_live_look_does_not_lean_on_a_backfilled_body(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        past = store.keep(PLACE, visit(b"A", DAY), "backfill")
        live = store.keep(PLACE, visit(b"A", DAY + timedelta(days=1)))
        assert (past.origin, live.origin) == ("backfill", "live")
        assert past.id != live.id


def test_a_backfill_compares_with_the_body_of_its_own_time(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.keep(PLACE, visit(b"A", DAY), "backfill")
        later = store.keep(PLACE, visit(b"B", DAY + timedelta(days=9)), "backfill")
        again = store.keep(PLACE, visit(b"A", DAY + timedelta(days=1)), "backfill")
        assert store.keep(PLACE, visit(b"B", DAY + timedelta(days=9)), "backfill") == later
        assert again.fetched_at == DAY
        assert store.counts().snapshots == 2


def test_a_damaged_file_is_found_and_named(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit(b"Call 112" * 100))
        file = tmp_path / snapshot.path
        whole = file.read_bytes()
        for damage in (
            whole[:-9],
            b"",
            b"not gzip",
            whole[:20] + b"\xff\xff\xff" + whole[23:],
            gzip.compress(b"Call 113"),
        ):
            file.write_bytes(damage)
            with pytest.raises(StoreError, match=re.escape(str(file)) + ".*damaged"):
                store.body(snapshot)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit())
        (tmp_path / snapshot.path).unlink()
        with pytest.raises(StoreError, match=re.escape(snapshot.path) + ".*missing"):
            store.body(snapshot)


@pytest.mark.parametrize(
    "place", ["..", "../up", "a/../b", "/etc", "a//b", "a/", "", "A", "a b", "a.b", "a\n", "a\\b", "é", "a\x00b", "."]
)
def test_a_place_that_could_leave_the_folder_is_refused(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "snapshots"
    with Store.open(folder) as store:
        with pytest.raises(StoreError, match="cannot name a folder"):
            store.keep(place, visit())
        assert files(tmp_path) == []
        assert store.counts().snapshots == 0


@given(st.text(alphabet="ab-/.\\:0 \n", max_size=12))
def test_whatever_the_place_a_path_stays_below_the_folder(place: str) -> None:
    try:
        path = relative_path(place, DAY, "0" * 64, "text/html")
    except StoreError:
        return
    below = os.path.normpath(os.path.join("/snapshots", path))  # noqa: PTH118
    assert below == f"/snapshots/{path}"
    assert len(Path(below).parts) >= 5


def test_a_stored_path_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt.gz"
    outside.write_bytes(gzip.compress(b"secret"))
    with Store.open(tmp_path / "snapshots") as store:
        snapshot = store.keep(PLACE, visit(b"secret"))
        store._connection.db.execute("UPDATE snapshot SET path = '../secret.txt.gz'")
        tampered = store.snapshot(snapshot.id)
        assert tampered is not None
        with pytest.raises(StoreError, match="changed by hand"):
            store.body(tampered)


def test_what_cannot_be_written_leaves_neither_file_nor_row(tmp_path: Path) -> None:
    (tmp_path / "uk-fcdo").write_text("a file where the folder should be")
    with Store.open(tmp_path) as store:
        with pytest.raises(StoreError, match=r"uk-fcdo.*cannot be written"):
            store.keep(PLACE, visit())
        assert store.counts().snapshots == 0
    assert files(tmp_path) == ["uk-fcdo"]


def test_what_a_killed_writer_left_behind_is_no_hindrance(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        path = relative_path(PLACE, DAY, store.keep("elsewhere", visit(b"A")).sha256, "application/json")
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(b"\x1f\x8b half")  # written, but its row was never made
        assert store.body(store.keep(PLACE, visit(b"A"))) == b"A"


def test_a_snapshot_that_nothing_refers_to_can_be_discarded(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit())
        assert store.discard(snapshot)
        assert store.snapshot(snapshot.id) is None
        assert files(tmp_path) == []


def test_a_snapshot_that_a_version_refers_to_is_not_discarded(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 112.", DAY)
        snapshot = store.snapshot(1)
        assert snapshot is not None
        assert not store.discard(snapshot)
        assert store.body(snapshot) == b"Call 112."


def test_a_snapshot_is_not_made_or_removed_within_a_recording(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit())
        with store.record(DAY):
            with pytest.raises(RuntimeError):
                store.keep(PLACE, visit(b"B"))
            with pytest.raises(RuntimeError):
                store.discard(snapshot)


def test_a_visit_without_a_body_cannot_be_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(ValueError, match="without a body"):
        store.keep(PLACE, visit(None, verdict=Verdict.FAILED))


def test_a_body_is_kept_before_its_address_is_known(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit())
        store.put_pages(ADDRESS, (PAGE,), DAY)
        assert store.snapshot(snapshot.id) == snapshot


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json", "json"),
        ("application/ld+json", "json"),
        ("text/html", "html"),
        ("application/xhtml+xml", "html"),
        ("text/markdown", "md"),
        ("text/plain", "txt"),
        ("application/rss+xml", "xml"),
        ("application/pdf", "pdf"),
        ("application/octet-stream", "bin"),
        ("../../etc/passwd", "bin"),
        ("", "bin"),
    ],
)
def test_the_ending_of_a_file_follows_the_media_type(media_type: str, kind: str) -> None:
    assert kind_of(media_type) == kind


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        ("Text/HTML; charset=UTF-8", b"{}", "text/html"),
        (None, b'\xef\xbb\xbf {"a": 1}', "application/json"),
        (None, b"\n<!doctype html>", "text/html"),
        (None, b"# Safety", "text/plain"),
        (None, b"%PDF-1.7", "application/pdf"),
        (None, b"\xff\xfe\x00", "application/octet-stream"),
        ("", b"", "text/plain"),
    ],
)
def test_the_media_type_is_what_the_server_said_or_what_the_body_looks_like(
    content_type: str | None, body: bytes, media_type: str
) -> None:
    assert media_type_of(content_type, body) == media_type


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(ValueError, match="zone"):
        store.keep(PLACE, visit(at=datetime(2026, 1, 7)))


def test_a_file_that_was_lost_or_damaged_is_whole_again_once_the_same_body_is_seen(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first = store.keep(PLACE, visit(b"A", DAY))
        path = tmp_path / first.path
        other = gzip.compress(b"B")
        for spoil in (path.unlink, lambda: path.write_bytes(b"not gzip"), lambda: path.write_bytes(other)):
            spoil()
            with pytest.raises(StoreError):
                store.body(first)
            assert store.keep(PLACE, visit(b"A", DAY + timedelta(hours=6))) == first
            assert store.body(first) == b"A"
