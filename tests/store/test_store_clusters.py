"""The same edit on the pages of several countries becomes a cluster as the changes are recorded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_helpers import DAY, document, visit

from monitor.clusters.cluster import WINDOW
from monitor.clusters.peoples import people_of
from monitor.compare.change import Change, Edit
from monitor.errors import StoreError
from monitor.publishers.countries import country_name, country_slug
from monitor.sources.page import Address, Page
from monitor.store import Store

RULE = "You must show a passport that is valid for six months when you leave {}."
TAX = "All visitors to {} pay a tourist tax of 20 dollars at the border."


def page(code: str, name: str = "entry", publisher: str = "uk-fcdo") -> Page:
    place = f"{publisher}/{country_slug(code)}/{name}"
    return Page(place, f"{country_name(code)} / {name}", f"https://example.org/{place}", publisher, code)


def added(code: str, *sentences: str) -> Change:
    edits = tuple(Edit("added", ("Visas",), None, sentence.format(country_name(code))) for sentence in sentences)
    return Change("minor", ("wording",), edits=edits)


def record(store: Store, of: Page, change: Change, at: datetime = DAY) -> int:
    """A version of a page, and the change that led to it; gives the change's number."""
    store.put_pages(Address(of.id, of.url, of.publisher, of.country, (of,)), (of,), at)
    snapshot = store.keep(of.id, visit(f"{of.id} {at}".encode(), at), "backfill")
    with store.record(at) as recording:
        version = recording.version(of.id, snapshot, None, at, document("x"), f"{of.id} {at}", (), "backfill")
        return recording.change(of.id, None, version, change, "backfill")


def clusters(store: Store) -> list[tuple[int, ...]]:
    found = (store.cluster(number) for number in range(1, store.cluster_count() + 1))
    return [cluster.changes for cluster in found if cluster]


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Store.open(tmp_path) as made:
        yield made


def test_two_countries_make_a_cluster_and_a_third_joins_it(store: Store) -> None:
    numbers = [record(store, page(code), added(code, RULE)) for code in ("KZ", "UZ", "PE")]
    assert clusters(store) == [tuple(numbers)]
    cluster = store.cluster(1)
    assert cluster is not None
    assert (cluster.publisher, cluster.pages, len(cluster.marks)) == ("uk-fcdo", 3, 1)
    assert store.clusters_of(numbers[:1]) == (cluster,)
    assert store.clusters_of([]) == ()


def test_two_pages_of_one_country_are_no_cluster_and_join_that_of_others(store: Store) -> None:
    for name in ("entry", "health"):
        record(store, page("KZ", name), added("KZ", RULE))
    assert clusters(store) == []
    record(store, page("UZ"), added("UZ", RULE))
    assert clusters(store) == [(1, 2, 3)]


def test_another_publisher_says_it_for_itself(store: Store) -> None:
    record(store, page("KZ"), added("KZ", RULE))
    record(store, page("UZ", publisher="us-state"), added("UZ", RULE))
    assert clusters(store) == []


def test_a_cluster_goes_on_as_long_as_its_pages_follow_one_another(store: Store) -> None:
    pause = WINDOW - timedelta(minutes=1)
    for step, code in enumerate(("KZ", "UZ", "PE")):
        record(store, page(code), added(code, RULE), DAY + step * pause)
    record(store, page("CL"), added("CL", RULE), DAY + 2 * pause + WINDOW + timedelta(minutes=1))
    assert clusters(store) == [(1, 2, 3)]


def test_the_past_of_a_country_that_is_taken_later_joins_too(store: Store) -> None:
    record(store, page("KZ"), added("KZ", RULE), DAY + timedelta(days=1))
    record(store, page("UZ"), added("UZ", RULE), DAY + timedelta(days=1))
    record(store, page("PE"), added("PE", RULE), DAY)
    cluster = store.cluster(1)
    assert cluster is not None
    assert cluster.changes == (3, 1, 2)  # the earliest first


def test_what_pages_add_of_their_own_changes_nothing(store: Store) -> None:
    record(store, page("KZ"), added("KZ", RULE, "The embassy is closed on Fridays and on public holidays."))
    record(store, page("UZ"), added("UZ", RULE, "Carry small change for buses, since drivers have none."))
    assert clusters(store) == [(1, 2)]
    cluster = store.cluster(1)
    assert cluster is not None
    assert len(cluster.marks) == 1


def test_two_edits_on_other_pages_each_are_two_clusters(store: Store) -> None:
    for code, texts in (("KZ", [RULE]), ("UZ", [RULE, TAX]), ("PE", [TAX]), ("CL", [RULE, TAX])):
        record(store, page(code), added(code, *texts))
    assert clusters(store) == [(1, 2, 4), (2, 3, 4)]


def test_a_few_words_in_common_are_no_edit_unless_they_are_all_there_is(store: Store) -> None:
    few = "Follow the instructions of local authorities."
    record(store, page("KZ"), added("KZ", few, "The embassy is closed on Fridays and on public holidays."))
    record(store, page("UZ"), added("UZ", few, "Carry small change for buses, since drivers have none."))
    assert clusters(store) == []
    record(store, page("PE"), added("PE", few))
    record(store, page("CL"), added("CL", few))
    assert clusters(store) != []
    assert {3, 4} <= set(clusters(store)[0])


def test_what_the_cluster_says_is_what_most_of_its_pages_say(store: Store) -> None:
    also = "Take a copy of it along, and leave another one at home."
    for code, texts in (("KZ", [RULE, also]), ("UZ", [RULE, also]), ("PE", [RULE]), ("CL", [RULE]), ("EC", [RULE])):
        record(store, page(code), added(code, *texts))
    cluster = store.cluster(1)
    assert cluster is not None
    assert (cluster.pages, len(cluster.marks)) == (5, 1)


def test_a_technical_change_is_in_no_cluster(store: Store) -> None:
    for code in ("KZ", "UZ"):
        record(store, page(code), replace(added(code, RULE), kind="technical", significance="none"))
    assert clusters(store) == []


def test_numbers_stay_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for code in ("KZ", "UZ"):
            record(store, page(code), added(code, RULE))
        before = store.cluster(1)
    with Store.open(tmp_path) as store:
        assert store.cluster(1) == before
        assert store.cluster(2) is None
        record(store, page("PE"), added("PE", RULE))
        assert clusters(store) == [(1, 2, 3)]


def test_clusters_of_other_marks_are_found_anew_and_keep_their_numbers(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for code, text in (("KZ", RULE), ("KZ", TAX), ("UZ", TAX), ("UZ", RULE), ("PE", RULE)):
            record(store, page(code, "tax" if text == TAX else "entry"), added(code, text))
        before = [store.cluster(number) for number in (1, 2)]
        assert clusters(store) == [(2, 3), (1, 4, 5)]
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as database, database:
        # As another version left it: other marks, and the clusters found in another order.
        database.execute("PRAGMA foreign_keys = OFF")
        for table in ("cluster_change", "cluster_mark"):
            database.execute(f"UPDATE {table} SET cluster_id = 9 - cluster_id")
        database.execute("UPDATE cluster SET id = 9 - id")
        database.execute("UPDATE mark SET digest = 'old' || digest")
        database.execute("UPDATE derived SET version = '0'")
    with pytest.raises(StoreError, match="older version"):
        Store.read_only(tmp_path)
    with Store.open(tmp_path) as store:
        after = [store.cluster(number) for number in (8, 7)]
        assert [each and each.changes for each in after] == [each and each.changes for each in before]
        assert [each and each.marks for each in after] == [each and each.marks for each in before]
        assert store.cluster(1) is None


def test_every_country_of_the_table_of_peoples_is_masked_in_its_own_sentence(store: Store) -> None:
    codes = ("AF", "BO", "CI", "KG", "MM", "TR", "VN")
    for code in codes:
        people = people_of(code)
        record(
            store,
            page(code),
            added(code, f"{people.demonyms[0]} officers in {people.capitals[0]} check passports of all who leave."),
        )
    assert [len(found) for found in clusters(store)] == [len(codes)]
