from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_helpers import ADDRESS, DAY, PAGE, PLACE, change, look

from monitor.sources.page import Page
from monitor.store import Store

NEW_URL = "https://www.gov.uk/guidance/kazakhstan-safety"
MOVED = replace(PAGE, url=NEW_URL)
LATER = DAY + timedelta(days=1)


def test_a_page_comes_back_as_the_sources_named_it(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_pages(ADDRESS, (PAGE,), DAY)
        row = store.page(PAGE.id)
        assert row is not None
        assert row.page == PAGE
        assert (row.place, row.last_good_at, row.last_verdict) == (PLACE, None, None)
        assert store.pages() == [row]
        assert store.page("no/such/page") is None


def test_a_page_whose_url_moves_keeps_its_identity_and_its_history(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "A", DAY)
        look(store, "B", LATER, page=MOVED, change=change())
        row = store.page(PAGE.id)
        assert row is not None
        assert row.url == NEW_URL
        assert len(store.pages()) == 1
        assert len(store.versions(PAGE.id)) == 2
        assert [(url.url, url.since, url.until) for url in store.page_urls(PAGE.id)] == [
            (NEW_URL, LATER, None),
            (PAGE.url, DAY, LATER),
        ]


def test_a_url_that_moves_twice_at_one_time_is_where_it_was_put_last(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_pages(ADDRESS, (PAGE,), DAY)
        store.put_pages(ADDRESS, (MOVED,), DAY)
        assert [(url.url, url.since, url.until) for url in store.page_urls(PAGE.id)] == [(NEW_URL, DAY, None)]


def test_putting_the_same_page_again_makes_no_history(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for n in range(3):
            store.put_pages(ADDRESS, (PAGE,), DAY + timedelta(days=n))
        assert [(url.since, url.until) for url in store.page_urls(PAGE.id)] == [(DAY, None)]


def test_new_titles_and_weights_of_the_sources_are_taken_over(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_pages(ADDRESS, (PAGE,), DAY)
        store.put_pages(ADDRESS, (replace(PAGE, title="Kazakhstan / Safety", safety_critical=False),), LATER)
        row = store.page(PAGE.id)
        assert row is not None
        assert (row.title, row.safety_critical) == ("Kazakhstan / Safety", False)


def test_a_backfill_does_not_undo_what_the_sources_say_today(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "B", LATER, page=MOVED)
        look(store, "A", DAY, page=PAGE, origin="backfill")
        row = store.page(PAGE.id)
        assert row is not None
        assert row.url == NEW_URL
        look(store, "0", DAY - timedelta(days=1), page=MOVED, origin="backfill")
        (url,) = store.page_urls(PAGE.id)
        assert (url.url, url.since) == (NEW_URL, DAY - timedelta(days=1))


def test_validators_do_not_outlive_the_url_that_gave_them(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "A", DAY)
        store.put_pages(replace(ADDRESS, url="https://www.gov.uk/api/content/elsewhere"), (PAGE,), LATER)
        state = store.address_state(PLACE)
        assert state is not None
        assert [way.url for way in store.ways(PLACE)] == [ADDRESS.url]
        assert state.url == "https://www.gov.uk/api/content/elsewhere"
        assert state.snapshot == store.snapshot(1)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("uk-fcdo/kazakstan/safety-and-security", "uk-fcdo/kazakhstan/safety-and-security"),
        ("kazakhstan/safety", "uk-fcdo/kazakhstan/safety-and-security"),
        ("Kyrgyzstan entry requirements", "uk-fcdo/kyrgyzstan/entry-requirements"),
        ("us-state/kirgizstan", "us-state/kyrgyzstan/advisory"),
        ("https://www.gov.uk/kyrgyzstan/entry", "uk-fcdo/kyrgyzstan/entry-requirements"),
    ],
)
def test_who_mistypes_a_page_is_told_the_nearest(tmp_path: Path, typed: str, nearest: str) -> None:
    ids = (
        "uk-fcdo/kazakhstan/safety-and-security",
        "uk-fcdo/kazakhstan/entry-requirements",
        "uk-fcdo/kyrgyzstan/entry-requirements",
        "us-state/kyrgyzstan/advisory",
        "us-state/uzbekistan/advisory",
    )
    with Store.open(tmp_path) as store:
        pages = [
            Page(id, id.replace("/", " / ").title(), f"https://www.gov.uk/{id.partition('/')[2]}", "x", None)
            for id in ids
        ]
        store.put_pages(ADDRESS, pages, DAY)
        found = store.find_page(typed)
        assert found[0] == nearest
        assert len(found) <= 3


def test_nothing_is_near_to_what_is_like_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.find_page("kazakhstan") == []
        store.put_pages(ADDRESS, (PAGE,), DAY)
        assert store.find_page("qqq") == []
        assert store.find_page("") == []


def test_the_pages_of_one_address_are_asked_for_by_its_place(tmp_path: Path) -> None:
    other = replace(PAGE, id="uk-fcdo/kyrgyzstan/health", country="KG")
    with Store.open(tmp_path) as store:
        store.put_pages(ADDRESS, (PAGE,), DAY)
        store.put_pages(replace(ADDRESS, place="uk-fcdo/kyrgyzstan"), (other,), DAY)
        assert [row.id for row in store.pages(PLACE)] == [PAGE.id]
        assert [row.id for row in store.pages()] == [PAGE.id, other.id]
        assert store.pages("no/such/place") == []


def test_a_page_whose_past_alone_is_known_was_never_asked_for(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "A", DAY, origin="backfill")
        row = store.page(PAGE.id)
        assert row is not None
        assert (row.asked_at, row.last_good_at) == (None, DAY)
        assert store.live_since(PAGE.id) is None
        look(store, "B", LATER, change=change())
        row = store.page(PAGE.id)
        assert row is not None
        assert row.asked_at == LATER
        assert store.live_since(PAGE.id) == LATER


def test_only_names_about_as_near_as_the_nearest_are_offered(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for name in ("health", "safety-and-security", "entry-requirements"):
            store.put_pages(ADDRESS, (replace(PAGE, id=f"uk-fcdo/kazakhstan/{name}", title=name, url=name),), DAY)
        assert store.find_page("uk-fcdo/kazakhstan/helth") == ["uk-fcdo/kazakhstan/health"]
