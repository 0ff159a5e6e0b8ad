"""A page that moves to another URL stays the page that it was: one id, one history, two URLs with their times."""

from __future__ import annotations

from typing import Any

from world import MOVED, POLICE, Answer, World

OLD = "https://www.gov.uk/foreign-travel-advice/burma"
NEW = "https://www.gov.uk/foreign-travel-advice/myanmar"
ID = "uk-fcdo/myanmar-burma/health"
PLACE = "uk-fcdo/myanmar-burma/travel-advice"


def advice(text: str) -> str:
    """A page of travel advice: below the page's own heading stands that of the part."""
    return f"<h1>Health</h1>{text}"


def head(url: str) -> str:
    """GOV.UK names in each page the URL of the part that it shows."""
    return f'<link rel="canonical" href="{url}/health">'


def entry(url: str) -> dict[str, Any]:
    return {"publisher": "uk-fcdo", "url": url}


def test_a_page_that_is_watched_at_its_new_url_goes_on_where_it_was_at_its_old_one(world: World) -> None:
    world.page(advice(POLICE), "/old", head=head(OLD))
    world.watch(entry(OLD))
    (first,) = world.round_at("/old").outcomes
    world.server.answer("/old", Answer(404))
    world.page(advice(MOVED), "/new", head=head(NEW))
    world.watch(entry(NEW))
    (second,) = world.round_at("/new").outcomes
    assert (first.page.id, first.is_first) == (ID, True)
    assert (second.page.id, second.is_first) == (ID, False)
    assert second.change is not None
    assert [(fact.before.text, fact.after.text) for fact in second.change.facts if fact.before and fact.after] == [
        ("112", "102")
    ]
    with world.store() as store:
        (page,) = store.pages()
        assert (page.id, page.place, page.url) == (ID, PLACE, f"{NEW}/health")
        assert [version.id for version in store.versions(ID)] in ([1, 2], [2, 1])
        assert len(store.history(ID)) == 2
        now, before = store.page_urls(ID)
        assert (now.url, now.until) == (f"{NEW}/health", None)
        assert (before.url, before.until) == (f"{OLD}/health", now.since)
        assert before.since < now.since


def test_a_page_that_only_moved_has_not_changed(world: World) -> None:
    for path, url in (("/old", OLD), ("/new", NEW)):
        world.page(advice(POLICE), path, head=head(url))
        world.watch(entry(url))
        (outcome,) = world.round_at(path).outcomes
    assert outcome.change is None
    assert not outcome.is_first
    with world.store() as store:
        assert len(store.versions(ID)) == 1
        assert [each.url for each in store.page_urls(ID)] == [f"{NEW}/health", f"{OLD}/health"]


def test_a_page_without_any_part_is_no_good_look(world: World) -> None:
    world.page(POLICE, "/old")
    world.watch(entry(OLD))
    (outcome,) = world.round_at("/old").outcomes
    assert (outcome.page.id, str(outcome.verdict)) == (PLACE, "empty")
    assert outcome.reason == "The page came without parts that could be told apart."
