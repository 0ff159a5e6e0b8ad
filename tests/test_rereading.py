"""Stored versions read again. That a reader of another day made them is told by turning what the store holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from world import HTML, JSON, MOVED, PAGE, PATH, POLICE, Answer, World, content_api, now

from monitor.facts.fact import Fact
from monitor.read.document import READER
from monitor.rereading import Otherwise, Reread, Same, Unread, record, reread_all
from monitor.sources.addresses import addresses
from monitor.store import HistoryEntry, Store, Version

sys.path.insert(0, str(Path(__file__).parent / "backfill"))

from scraped import INFO, SAFETY, on, police, scraped_in

from monitor.backfill.git import Repository
from monitor.backfill.layout import built_in
from monitor.backfill.take import take

OTHER_FINGERPRINT = "UPDATE version SET reader = '1', document_sha256 = printf('%064d', id)"
OTHER_PHONE = """UPDATE fact SET text = '12', value = '"12"', start = start + 1 WHERE kind = 'phone'"""


def reread(world: World, roots: dict[str, str | None] | None = None, *, writes: bool = True) -> list[Reread]:
    """All stored versions, read again, with the selectors of sources.yaml."""
    if roots is None:
        roots = {address.place: address.root for address in addresses(world.config)} if world.sources.exists() else {}
    with world.store() as store:
        found = []
        for each in reread_all(store, store.pages(), roots):
            found.append(each)
            if writes:
                record(store, each, now())
        return found


def kinds(found: Sequence[Reread]) -> list[str]:
    return [type(each).__name__.lower() for each in found]


def stored(world: World, page: str = PAGE) -> tuple[list[Version], list[list[Fact]], list[HistoryEntry]]:
    """The versions of a page, the newest first, their facts, and its history."""
    with world.store() as store:
        versions = store.versions(page)
        return versions, [store.facts(version.id) for version in versions], store.history(page)


def test_what_this_reader_read_reads_the_same_and_nothing_is_written(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.round()
    before = stored(world)
    assert kinds(reread(world)) == ["same", "same"]
    assert stored(world) == before
    assert world.sql("SELECT count(*) FROM reading") == [(0,)]


def test_a_version_of_an_older_reader_that_reads_the_same_gets_the_number_of_this_one(world: World) -> None:
    world.watch()
    world.round()
    before = stored(world)
    world.sql("UPDATE version SET reader = '1'")
    (same,) = reread(world)
    assert isinstance(same, Same)
    assert (same.version.reader, same.reader) == ("1", READER)
    assert stored(world) == before
    assert before[0][0].reader == READER


def test_facts_that_another_reader_found_are_replaced_and_what_differs_is_a_technical_change(world: World) -> None:
    world.watch()
    world.round()
    right = stored(world)
    world.sql(OTHER_FINGERPRINT)
    world.sql(OTHER_PHONE)
    wrong = stored(world)
    (found,) = reread(world)
    assert isinstance(found, Otherwise)
    change = found.change
    assert (change.kind, change.significance, change.nothing, change.announcement) == ("technical", "none", None, None)
    assert change.reasons == (
        "1 fact with another value",
        "the document comes out otherwise (of the earlier one only facts and fingerprint were kept)",
    )
    (fact,) = change.facts
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.kind, fact.change, fact.before.text, fact.after.text) == ("phone", "changed", "12", "112")
    versions, facts, (entry,) = stored(world)
    assert (versions, facts) == right[:2]
    assert entry.change is None
    with world.store() as store:
        (kept,) = store.earlier_readings(versions[0])
        assert ([kept.version], [list(kept.facts)]) == wrong[:2]
        assert [each.id for each in entry.rereadings] == [kept.change_id]
    assert kinds(reread(world)) == ["same"]


def test_facts_that_came_and_went_are_counted_in_words(world: World) -> None:
    world.page("<p>Call the police on 112.</p><p>Write to help@example.org.</p><p>A visa costs 80 dollars.</p>")
    world.watch()
    world.round()
    world.sql("DELETE FROM fact WHERE kind IN ('phone', 'email')")
    world.sql("""UPDATE fact SET kind = 'age', value = '{"low": 80}' WHERE kind = 'money'""")
    (found,) = reread(world)
    assert isinstance(found, Otherwise)
    assert found.change.reasons == ("3 facts more, 1 fact less",)
    assert [fact.significance for fact in found.change.facts] == ["critical", "major", "major", "major"]


def test_facts_that_are_only_placed_otherwise_are_told_as_such(world: World) -> None:
    world.watch()
    world.round()
    world.sql("UPDATE fact SET label = 'ambulance', start = start - 1 WHERE kind = 'phone'")
    (found,) = reread(world)
    assert isinstance(found, Otherwise)
    assert (found.change.reasons, found.change.facts) == (("1 fact in other words or at another place",), ())


def test_facts_that_are_found_otherwise_in_the_same_document_are_brought_up_to_date_under_the_same_number(
    world: World,
) -> None:
    world.watch()
    world.round()
    world.sql(OTHER_PHONE)
    (found,) = reread(world)
    assert isinstance(found, Otherwise)
    assert found.version.reader == found.now.reader == READER
    assert found.change.reasons == ("1 fact with another value",)


def test_title_date_and_note_that_are_read_otherwise_are_told(world: World) -> None:
    world.server.answer("/api", Answer(200, content_api({"health": "<p>Drink bottled water.</p>"}, "Water."), JSON))
    world.watch(world.parts_entry())
    world.round_at("/api")
    world.sql("UPDATE version SET title = 'Page', stamp = NULL, note = 'Fire.'")
    (found,) = reread(world)
    assert isinstance(found, Otherwise)
    assert found.change.reasons == (
        "the title otherwise: “Health” instead of “Page”",
        "the page's date otherwise: 2026-01-07T07:40:00Z instead of none",
        "the publisher's note otherwise: “Water.” instead of “Fire.”",
    )


def test_nobody_is_told_and_no_report_speaks_of_it(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.round()
    changes, told = world.changes(), world.told()
    world.sql(OTHER_FINGERPRINT)
    world.sql(OTHER_PHONE)
    assert kinds(reread(world)) == ["otherwise", "otherwise"]
    third = world.round()
    assert third.outcomes[0].change is None
    assert world.changes() == changes
    assert world.told() == told
    assert world.sql("SELECT count(*) FROM delivery") == [(1,)]
    assert world.sql("SELECT kind FROM change ORDER BY id") == [("content",), ("technical",), ("technical",)]


def test_the_next_change_of_the_page_is_told_alone(world: World) -> None:
    world.watch()
    world.round()
    world.sql(OTHER_FINGERPRINT)
    world.sql(OTHER_PHONE)
    reread(world)
    world.page(MOVED)
    change = world.round().outcomes[0].change
    assert change is not None
    assert [(f.before.text, f.after.text) for f in change.facts if f.before and f.after] == [("112", "102")]
    assert [each.kind for each in world.changes()] == ["content"]
    assert len(world.told()) == 1


def test_a_page_that_goes_back_is_known_to_after_a_rereading(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.round()
    world.sql(OTHER_FINGERPRINT)
    reread(world)
    world.page(POLICE)
    change = world.round().outcomes[0].change
    assert change is not None
    assert change.kind == "reverted"


def test_where_nothing_is_to_be_written_the_store_stays_as_it_was(world: World) -> None:
    world.watch()
    world.round()
    world.sql(OTHER_FINGERPRINT)
    world.sql(OTHER_PHONE)
    before = stored(world)
    assert kinds(reread(world, writes=False)) == ["otherwise"]
    assert stored(world) == before


def test_a_run_that_was_broken_off_is_taken_up_again(world: World) -> None:
    world.watch()
    for text in (POLICE, MOVED, POLICE + "<p>Drive on the right.</p>"):
        world.page(text)
        world.round()
    world.sql(OTHER_FINGERPRINT)
    with world.store() as store:
        going = reread_all(store, store.pages())
        record(store, next(going), now())
        going.close()
    assert kinds(reread(world)) == ["same", "otherwise", "otherwise"]
    assert kinds(reread(world)) == ["same", "same", "same"]


def test_a_daemon_may_record_a_new_version_meanwhile(world: World) -> None:
    world.watch()
    world.round()
    world.sql(OTHER_FINGERPRINT)
    with world.store() as store:
        going = reread_all(store, store.pages())
        found = next(going)
        world.page(MOVED)
        assert world.round().outcomes[0].change is not None
        assert record(store, found, now()) is not None
    assert kinds(reread(world)) == ["same", "same"]
    assert [entry.change is not None for entry in stored(world)[2]] == [True, False]


# -- parts, selectors, and what was taken from elsewhere -----------------------------------------------------------


def test_each_part_of_an_answer_is_read_again(world: World) -> None:
    parts = {"safety-and-security": "<p>Call the police on 112.</p>", "health": "<p>Drink bottled water.</p>"}
    world.server.answer("/api", Answer(200, content_api(parts), JSON))
    world.watch(world.parts_entry())
    world.round_at("/api")
    assert kinds(reread(world)) == ["same", "same"]
    world.sql(OTHER_PHONE)
    found = reread(world)
    assert {each.version.page_id: type(each) for each in found} == {
        "uk-fcdo/kazakhstan/health": Same,
        "uk-fcdo/kazakhstan/safety-and-security": Otherwise,
    }


ROOTED = "<div id='advice'><p>Call the police on 112.</p></div><div id='shop'><p>Call our shop on 102.</p></div>"


def test_the_content_is_where_sources_yaml_says_that_it_is_now(world: World) -> None:
    world.page(ROOTED)
    world.watch(world.entry(root="#advice"))
    world.round()
    assert kinds(reread(world)) == ["same"]
    world.watch(world.entry(root="#shop"))
    (found,) = reread(world)
    assert isinstance(found, Otherwise)
    assert [fact.text for fact in found.states if fact.kind == "phone"] == ["102"]


def test_of_a_page_that_is_not_watched_any_more_counts_the_selector_of_the_last_look(world: World) -> None:
    world.page(ROOTED)
    world.watch(world.entry(root="#advice"))
    world.round()
    assert kinds(reread(world, {})) == ["same"]
    assert kinds(reread(world, {PAGE: None}, writes=False)) == ["otherwise"]


def test_date_and_note_that_stood_beside_a_page_stay(world: World, tmp_path: Path) -> None:
    archive = scraped_in(tmp_path / "archive")
    archive.commit(on(1), {SAFETY: police("158"), INFO: '{"update_reason": "First."}'})
    with Repository(archive.folder) as source, Store.open(world.snapshots) as store:
        take(source, built_in(), store)
        (page,) = [row.id for row in store.pages()]
    assert stored(world, page)[0][0].note == "First."
    assert kinds(reread(world)) == ["same"]
    world.sql(OTHER_FINGERPRINT)
    assert kinds(reread(world)) == ["otherwise"]
    assert stored(world, page)[0][0].note == "First."


# -- what cannot be read any more ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("unlink", "is missing"),
        ("other", "is damaged"),
    ],
)
def test_a_version_whose_bytes_are_gone_is_named_and_left_as_it_was(world: World, harm: str, reason: str) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.round()
    world.sql(OTHER_PHONE)
    before = stored(world)
    ((path,),) = world.sql("SELECT path FROM snapshot WHERE id = 1")
    file = world.snapshots / path
    file.unlink() if harm == "unlink" else file.write_bytes(b"")
    unread, otherwise = reread(world)
    assert isinstance(unread, Unread)
    assert isinstance(otherwise, Otherwise)
    assert unread.version == before[0][1]
    assert file.name in unread.reason
    assert reason in unread.reason
    versions, facts, history = stored(world)
    assert (versions[1], facts[1], history[1].rereadings) == (before[0][1], before[1][1], ())


def test_a_selector_that_does_not_fit_what_was_seen_then_is_named(world: World) -> None:
    world.watch()
    world.round()
    before = stored(world)
    (found,) = reread(world, {PAGE: "#elsewhere"})
    assert isinstance(found, Unread)
    assert found.reason.endswith("holds no text at '#elsewhere', where its content should be, as it is read today")
    assert stored(world) == before


def test_a_part_that_is_not_found_any_more_is_named(world: World) -> None:
    world.server.answer("/api", Answer(200, content_api({"health": "<p>Drink bottled water.</p>"}), JSON))
    world.watch(world.parts_entry())
    world.round_at("/api")
    world.sql("UPDATE page SET part = 'water'")
    (found,) = reread(world)
    assert isinstance(found, Unread)
    assert found.reason.endswith("has no part 'water' as it is read today")


def test_what_was_taken_for_a_page_then_and_is_none_now_is_named(world: World) -> None:
    world.watch()
    world.round()
    world.server.answer(PATH, Answer(200, b"\x89PNG\r\n\x1a\n" + bytes(100), HTML))
    world.round()
    kept = world.sql("SELECT max(id) FROM snapshot")[0][0]
    assert kept == 2  # what could not be read is kept, and made no version; say that an earlier reader read it
    world.sql("UPDATE version SET snapshot_id = 2")
    (found,) = reread(world)
    assert isinstance(found, Unread)
    assert "is a PNG picture" in found.reason


def test_an_empty_store_has_nothing_to_read_again(world: World) -> None:
    world.watch()
    world.server.answer(PATH, Answer(404, b"", ()))
    world.round()
    assert reread(world) == []
