"""What an edit says, apart from where it stands."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from monitor.clusters.cluster import MARKER
from monitor.clusters.marks import marks
from monitor.compare.change import Change, Edit, FactChange, FactValue, LinkChange, LinkEnd, PageInfo, SectionChange

KZ = PageInfo("uk-fcdo/kazakhstan/entry", "Kazakhstan / Entry requirements", "https://example.org/", "uk-fcdo", "KZ")
UZ = PageInfo("uk-fcdo/uzbekistan/entry", "Uzbekistan / Entry requirements", "https://example.org/", "uk-fcdo", "UZ")


def change(page: PageInfo | None, *edits: Edit, **other: object) -> Change:
    return replace(Change("minor", (), edits=edits, page=page), **other)  # type: ignore[arg-type]


def modified(before: str, after: str) -> Edit:
    return Edit("modified", ("Visas",), before, after)


def said(found: Change) -> set[str]:
    return {mark.digest for mark in marks(found)}


def test_the_same_sentence_on_the_pages_of_two_countries_has_the_same_mark() -> None:
    here = modified("Kazakh visas may be issued in Astana.", "Kazakh visas are issued in Astana.")
    there = modified("Uzbek visas may be issued in Tashkent.", "Uzbek visas are issued in Tashkent.")
    assert said(change(KZ, here)) == said(change(UZ, there))
    assert said(change(KZ, here)) != said(change(UZ, here))


def test_a_sentence_is_the_same_wherever_it_stands() -> None:
    alone = Edit("added", ("Passports",), None, "Carry your passport.")
    within = modified("Obey the law. Drive on the right.", "Obey the law. Carry your passport! Drive on the right.")
    assert said(change(KZ, alone)) == said(change(UZ, within))


def test_what_came_is_not_what_went() -> None:
    text = "Carry your passport."
    assert not said(change(KZ, Edit("added", (), None, text))) & said(change(UZ, Edit("removed", (), text, None)))


def test_another_value_is_another_edit() -> None:
    one, other = (modified("Stay 30 days.", f"Stay {days} days.") for days in (60, 90))
    assert len(said(change(KZ, one)) & said(change(UZ, other))) == 1  # the sentence that went


def test_publishers_have_nothing_in_common() -> None:
    edit = modified("Stay 30 days.", "Stay 60 days.")
    assert not said(change(KZ, edit)) & said(change(replace(UZ, publisher="us-state"), edit))


def test_order_says_nothing_and_signs_say_something_only_where_nothing_else_does() -> None:
    signs = replace(modified("Stay 30 days.", "Stay 30 days!"), nothing="punctuation")
    order = Edit("moved", (), "Stay.", "Stay.", nothing="order")
    assert said(change(KZ, signs, order)) == set()
    assert len(said(change(KZ, signs, significance="none", nothing="punctuation"))) == 1
    assert said(change(KZ, order, significance="none", nothing="order")) == set()


def test_facts_sections_and_links_have_marks_but_weigh_nothing_beside_their_sentences() -> None:
    text = "You must register within 10 days."
    fact = FactChange("rule", "added", None, FactValue(text, {}, None, text), (), "critical")
    head = SectionChange("added", ("Registration",))
    link = LinkChange("added", None, LinkEnd("https://example.org/kazakhstan/police", "police"))
    here = change(KZ, Edit("added", (), None, text), facts=(fact,), sections=(head,), links=(link,))
    assert sorted(mark.words for mark in marks(here)) == [0, 0, 0, 6]
    apart = change(KZ, facts=(fact,))
    assert [mark.words for mark in marks(apart)] == [6]
    there = replace(link, after=LinkEnd("https://example.org/uzbekistan/police", "police"))
    assert said(change(KZ, links=(link,))) == said(change(UZ, links=(there,)))


def test_a_change_of_no_page_says_nothing_that_could_be_shared() -> None:
    assert marks(change(None, modified("a", "b"))) == ()
    assert marks(change(KZ)) == ()
    assert marks(change(KZ, Edit("added", (), None, "—"), Edit("added", (), None, ""))) == ()


def test_marks_come_out_as_those_that_are_stored_or_have_another_version() -> None:
    text = "Kazakh officers in Astana check your passport. You must register within 10 days, e.g. at a police station."
    fact = FactChange("rule", "added", None, FactValue(text, {}, None, text), (), "critical")
    head = SectionChange("added", ("Registration in Kazakhstan",))
    link = LinkChange("added", None, LinkEnd("https://example.org/kazakhstan/police", "police of Kazakhstan"))
    found = marks(change(KZ, Edit("added", (), None, text), facts=(fact,), sections=(head,), links=(link,)))
    digest = hashlib.sha256("".join(mark.digest for mark in found).encode()).hexdigest()[:12]
    assert {MARKER: digest} == {"1": "d9b8b699075f"}, "raise MARKER, and write the new pair here"
