"""A country's pages in the old layout and its page of 2026 with the same facts: migrated, and not rewritten."""

from __future__ import annotations

from typing import Any

import pytest
from page_helpers import page
from servers import Answer
from state_samples import EMBASSY_PHONE, LEVEL, PARTS, cut, new_page, old_advisory, old_information
from world import HTML, World

from monitor.compare.change import Change
from monitor.publishers import publisher
from monitor.pure import change_between, reading
from monitor.read.document import Document

US = publisher("us-state")
MIGRATED = ("layout migrated: no fact changed, built anew (tsg-rwd to aem-2026)",)
PANELS = [
    *("quick-facts", "embassies-and-consulates", "destination-description", "entry-exit-and-visa-requirements"),
    *("safety-and-security", "local-laws-special-circumstances", "health", "travel-and-transportation"),
]
OTHER_PHONE = "+(995)(32) 227-7725"


def between(before: Document, after: Document) -> Change:
    return change_between(reading(before, US), reading(after, US), US)


@pytest.mark.parametrize("slug", PANELS)
def test_a_panel_that_became_a_component_has_not_changed(slug: str) -> None:
    change = between(cut(old_information(), slug), cut(new_page(), slug))
    assert (change.significance, change.reasons, change.facts) == ("none", MIGRATED, ())


def test_the_advisory_that_moved_onto_the_countrys_page_has_not_changed() -> None:
    change = between(cut(old_advisory(), "advisory"), cut(new_page(), "advisory"))
    assert (change.significance, change.reasons, change.facts) == ("none", MIGRATED, ())


def test_a_number_that_changed_with_the_layout_is_the_one_change() -> None:
    slug = "embassies-and-consulates"
    change = between(cut(old_information(), slug), cut(new_page(phone=OTHER_PHONE), slug))
    assert change.significance == "critical"
    (fact,) = change.facts
    assert (fact.kind, fact.change) == ("phone", "changed")
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.before.value, fact.after.value) == ("+995322277724", "+995322277725")
    assert change.reasons[-1] == "the page was built anew (tsg-rwd to aem-2026)"


def test_a_level_that_changed_with_the_layout_is_the_one_change() -> None:
    new = new_page("Level 3 - Reconsider travel").replace(
        "Exercise increased caution</span>", "Reconsider travel</span>"
    )
    change = between(cut(old_advisory(), "advisory"), cut(new, "advisory"))
    assert change.significance == "critical"
    assert [(fact.kind, fact.direction) for fact in change.facts] == [("level", "up")]


def test_the_day_of_issue_and_the_words_of_the_level_may_be_written_otherwise() -> None:
    new = new_page("LEVEL 2: EXERCISE INCREASED CAUTION").replace(
        "Date issued: March 13, 2026", "Date issued: May 21, 2026"
    )
    assert between(cut(old_advisory(), "advisory"), cut(new, "advisory")).significance == "none"


def test_an_indicator_that_the_old_page_kept_to_itself_is_no_change() -> None:
    more = '<li class="tsg-utility-risk-pill">Crime (C)</li><li class="tsg-utility-risk-pill">Unrest (U)</li>'
    new = new_page().replace('<li class="tsg-utility-risk-pill">Unrest (U)</li>', more)
    assert between(cut(old_advisory(), "advisory"), cut(new, "advisory")).significance == "none"
    change = between(cut(new_page(), "advisory"), cut(new, "advisory"))
    assert [fact.kind for fact in change.facts] == ["level"]


def test_a_new_danger_is_told_whatever_the_layout() -> None:
    text = PARTS["Safety and Security"]
    new = new_page().replace(text, text + "<p>Missiles have struck Gori.</p>")
    slug = "safety-and-security"
    change = between(cut(old_information(), slug), cut(new, slug))
    assert (change.significance, change.nothing) == ("major", None)


def test_a_page_that_was_written_anew_with_its_layout_is_no_mere_migration() -> None:
    text = PARTS["Destination Description"]
    new = new_page().replace(text, "<p>A small country in the Caucasus with old churches and good wine.</p>")
    slug = "destination-description"
    change = between(cut(old_information(), slug), cut(new, slug))
    assert (change.significance, change.nothing) == ("minor", None)


def test_the_same_layout_twice_is_no_migration() -> None:
    assert between(cut(new_page(), "health"), cut(new_page(), "health")).is_empty
    change = between(page(old_advisory(), "us-state"), page(old_advisory(LEVEL.replace("2", "3")), "us-state"))
    assert not [reason for reason in change.reasons if "built anew" in reason]


def entry(world: World, path: str, name: str, **more: Any) -> dict[str, Any]:
    return world.entry(path, publisher="us-state", country="GE", name=name, **more)


@pytest.mark.parametrize(("phone", "told"), [(EMBASSY_PHONE, set()), (OTHER_PHONE, {"embassies-and-consulates"})])
def test_pages_that_are_known_from_the_old_addresses_go_on_at_the_new_one(
    world: World, phone: str, told: set[str]
) -> None:
    world.server.answer("/advisory", Answer(200, old_advisory().encode(), HTML))
    world.server.answer("/information", Answer(200, old_information().encode(), HTML))
    world.server.answer("/new", Answer(200, new_page(phone=phone).encode(), HTML))
    world.watch(
        entry(world, "/advisory", "advisory"), entry(world, "/information", "country-information", parts=PANELS)
    )
    before = {outcome.page.id for outcome in world.round().outcomes}
    assert before == {f"us-state/georgia/{slug}" for slug in ("advisory", *PANELS)}
    world.watch(entry(world, "/new", "travel-advisory", parts="all"))
    after = {outcome.page.id: outcome for outcome in world.round().outcomes}
    assert set(after) == before
    assert not [id for id, outcome in after.items() if outcome.is_first]
    changed = {
        id.rpartition("/")[2] for id, each in after.items() if each.change and each.change.significance != "none"
    }
    assert changed == told
