"""What an index said last, as the store keeps it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from store_helpers import ADDRESS, DAY, PAGE, document, visit

from monitor.fetch.visit import Verdict
from monitor.read.document import Advice
from monitor.store import Store
from monitor.store.indexes import IndexLine, PageStamp

INDEX = "us-state/index"
GEORGIA = IndexLine(
    country="GE",
    title="Georgia – “Level 2”",
    updated="2026-05-01",
    note=None,
    advice=(Advice("Level 2", area="north", risks=("Crime (C)",)), Advice("Level 4", risks=()), Advice("Level 1")),
    digest="abc",
    since=DAY,
)
KYRGYZSTAN = IndexLine("KG", "Kyrgyzstan", None, "Reissued.", (), "def", DAY, gone_since=DAY + timedelta(hours=1))


def keep(store: Store, *lines: IndexLine) -> None:
    with store.record(DAY) as recording:
        recording.visit(INDEX, visit(url="https://travel.state.gov/x"), None)
        recording.index_lines(INDEX, lines)


def test_lines_come_back_as_they_were_read(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, GEORGIA, KYRGYZSTAN)
    with Store.read_only(tmp_path) as store:
        assert store.index_lines(INDEX) == {"GE": GEORGIA, "KG": KYRGYZSTAN}
        assert store.index_lines("uk-fcdo/index") == {}


def test_a_later_line_takes_the_place_of_an_earlier_one_and_of_no_other(tmp_path: Path) -> None:
    later = IndexLine("KG", "Kyrgyzstan", "2026-05-02", None, (), "ghi", DAY)
    with Store.open(tmp_path) as store:
        keep(store, GEORGIA, KYRGYZSTAN)
        keep(store, later)
        assert store.index_lines(INDEX) == {"GE": GEORGIA, "KG": later}


def test_the_latest_look_is_known_with_what_it_brought(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.last_visit(INDEX) is None
        for number, verdict in enumerate((Verdict.PAGE, Verdict.SUSPECT)):
            seen = visit(f"[{number}]".encode(), at=DAY + timedelta(minutes=number), verdict=verdict)
            snapshot = store.keep(INDEX, seen)
            with store.record(DAY) as recording:
                recording.visit(INDEX, seen, snapshot)
        last = store.last_visit(INDEX)
        assert last is not None
        assert (last.verdict, last.snapshot) == (Verdict.SUSPECT, snapshot)
        blocked = visit(None, verdict=Verdict.BLOCKED)
        with store.record(DAY) as recording:
            recording.visit(INDEX, blocked, None)
        last = store.last_visit(INDEX)
        assert last is not None
        assert (last.verdict, last.snapshot) == (Verdict.BLOCKED, None)


def test_the_newest_version_of_each_page_of_a_publisher_is_known_with_its_stamp(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_pages(ADDRESS, (PAGE,), DAY)
        assert store.stamped_pages("uk-fcdo") == []
        number = 0
        for hours, text in enumerate(("Old.", "New.")):
            seen = visit(text.encode(), at=DAY + timedelta(hours=hours))
            snapshot = store.keep(ADDRESS.place, seen)
            with store.record(DAY) as recording:
                recording.visit(ADDRESS.place, seen, snapshot)
                number = recording.version(PAGE.id, snapshot, None, seen.at, document(text), text, ())
                recording.page_seen(PAGE.id, seen.at, Verdict.PAGE, "")
        (found,) = store.stamped_pages("uk-fcdo")
        assert found == PageStamp(
            PAGE.id, ADDRESS.place, "KZ", "safety-and-security", "2026-01-07", number, DAY + timedelta(hours=1)
        )
        assert store.stamped_pages("us-state") == []
