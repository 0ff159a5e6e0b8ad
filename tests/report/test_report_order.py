from __future__ import annotations

from dataclasses import replace
from typing import Any

from advisory_samples import cluster, nothing, page, phone_fact, report, uganda, version, wording

from monitor.compare.change import Change, Edit, LinkChange, LinkEnd
from monitor.report.order import (
    counted_changes,
    counts,
    items,
    lighter_line,
    nothing_line,
    pages_words,
    sorted_items,
    weightiest_first,
)

LINK = LinkChange("added", None, LinkEnd("https://www.gov.uk/x", "x"))


def ids(changes: list[Change]) -> list[int | None]:
    return [change.id for change in changes]


def test_the_weightiest_stands_first_then_safety_critical_then_the_newest_then_the_page():
    none, minor, major = (wording(number=n, significance=s) for n, s in ((1, "none"), (2, "minor"), (3, "major")))
    critical_old = uganda(id=4, page=page(), after=version(1, "b"))
    critical_new = uganda(id=5, page=page(), after=version(14, "b"))
    safety_old = uganda(id=6, after=version(1, "b"))
    other_page = uganda(id=7, page=page("uk-fcdo/aaa"), after=version(14, "b"))
    mixed = [none, critical_new, minor, critical_old, major, safety_old, other_page]
    assert ids(weightiest_first(mixed)) == [6, 7, 5, 4, 3, 2, 1]


def test_a_change_that_nobody_dated_stands_last_among_its_equals():
    undated = wording(number=1, after=None)
    assert ids(weightiest_first([undated, wording(number=2)])) == [2, 1]
    assert ids(
        weightiest_first([wording(number=3, after=replace(version(9, "a"), observed_at="soon")), wording()])
    ) == [7, 3]


def twins(*countries: tuple[str, str], **other: Any) -> list[Change]:
    return [wording(name, code, number, **other) for number, (name, code) in enumerate(countries, 1)]


THREE = (("Kazakhstan", "KZ"), ("Chad", "TD"), ("Peru", "PE"))


def test_the_same_edit_on_many_pages_is_one_item():
    changes = twins(*THREE)
    found = items([*changes, uganda()], [cluster(*changes)])
    assert [len(item.changes) for item in found] == [1, 3]
    assert [p.country for p in found[1].pages] == ["TD", "KZ", "PE"]
    assert found[1].cluster == cluster(*changes)


def test_what_a_page_adds_is_an_item_of_its_own_that_does_not_say_the_same_again():
    changes = twins(*THREE)
    number = uganda(id=2, page=changes[1].page, facts=(phone_fact(),))
    both = replace(
        number, edits=(*changes[1].edits, *number.edits), significance="critical", announcement=None, reasons=("both",)
    )
    own, shared = items([changes[0], both, changes[2]], [cluster(*changes)])
    assert (own.changes[0].edits, own.changes[0].facts, own.significance) == (number.edits, number.facts, "critical")
    assert own.beside == (cluster(*changes),)
    assert own.changes[0].reasons == ("phone number changed (consular)",)
    assert shared.significance == "minor"
    assert {edit for change in shared.changes for edit in change.edits} == {c.edits[0] for c in changes}


def test_a_sentence_of_its_own_in_the_same_paragraph_is_told_apart_from_the_shared_one():
    changes = twins(*THREE)
    (edit,) = changes[0].edits
    paragraph = replace(
        edit, before=f"{edit.before} Bring two photos.", after=f"{edit.after} Bring four photos.", words=None
    )
    own = next(
        item for item in items([replace(changes[0], edits=(paragraph,)), *changes[1:]], [cluster(*changes)])
        if item.beside
    )  # fmt: skip
    assert [(e.before, e.after) for e in own.lead.edits] == [("Bring two photos.", "Bring four photos.")]
    assert own.lead.edits[0].words is not None
    assert "".join(text for op, text in own.lead.edits[0].words if op != "-") == "Bring four photos."


def test_of_a_cluster_with_one_page_in_the_report_nothing_is_taken_out():
    changes = twins(*THREE)
    (item,) = items(changes[:1], [cluster(*changes)])
    assert (item.changes, item.cluster, item.elsewhere) == ((changes[0],), None, (cluster(*changes),))


def test_two_clusters_of_one_page_leave_only_what_is_in_neither():
    visa = Edit("added", ("Visas",), None, "You can apply for your visa at the airport on arrival.")
    first, second = twins(*THREE[:2]), twins(*THREE[1:], edits=(visa,))
    second = [replace(change, id=change.id and change.id + 1) for change in second]
    both = replace(first[1], edits=(*first[1].edits, visa))
    found = items([first[0], both, second[1]], [cluster(*first, number=1), cluster(*second, number=2)])
    assert [(item.cluster and item.cluster.id, len(item.pages)) for item in found] == [(1, 2), (2, 2)]


def test_what_no_fact_and_no_word_explains_stays_with_the_pages_own_part():
    changes = twins(*THREE)
    withdrawn = replace(changes[0], significance="major", reasons=("withdrawn by the publisher: “Old.”",))
    own, shared = items([withdrawn, *changes[1:]], [cluster(*changes)])
    assert (own.significance, own.lead.reasons) == ("major", withdrawn.reasons)
    assert shared.significance == "minor"


def test_a_change_without_a_page_and_the_same_edit_in_no_cluster_stay_apart():
    assert len(items([uganda(page=None), uganda(page=None)])) == 2
    assert len(items(twins(*THREE))) == 3


def test_changes_that_say_nothing_are_one_item_where_they_are_the_same():
    changes = [replace(nothing(n, "link"), links=(LINK,)) for n in range(3)]
    (item,) = items(changes, [cluster(*changes)])
    assert (item.significance, len(item.pages)) == ("none", 3)


def test_an_item_has_the_significance_of_its_weightiest_change():
    danger = Edit("added", ("Safety",), None, "Armed attacks by bandits were reported on the roads of the north.")
    changes = twins(*THREE[:2], edits=(danger,), significance="major")
    found = items(changes, [cluster(*changes)])
    assert [item.significance for item in found] == ["major"]
    assert counts(found) == [("major", 1)]


def test_items_are_counted_and_so_are_their_pages():
    changes = twins(*THREE)
    found = items([*changes, uganda()], [cluster(*changes)])
    assert counts(found) == [("critical", 1), ("minor", 1)]
    assert pages_words(found) == "2 items to read, on 4 pages."
    assert counts([]) == []


def test_a_part_that_is_lighter_than_what_is_to_be_read_is_only_counted():
    rule = Edit("added", ("Safety",), None, "Armed attacks by bandits were reported on the roads of the north.")
    changes = twins(*THREE, edits=(rule,), significance="major")
    mixed = replace(changes[0], edits=(rule, *wording().edits))
    shown, lighter = sorted_items(report(mixed, *changes[1:], least="major", clusters=(cluster(*changes),)))
    assert [len(item.pages) for item in shown] == [3]
    assert lighter_line(counted_changes(lighter)) == "Wording only: 1 page"


def test_nothing_to_read_is_counted_by_class_the_commonest_first():
    changes = [nothing(n, "stamp" if n < 9 else "link" if n < 15 else "order") for n in range(17)]
    assert nothing_line([*changes, uganda()]) == "Nothing to read: 17 pages (stamps 9, links 6, order 2)"
    assert nothing_line([nothing(1, "typing")]) == "Nothing to read: 1 page (typing 1)"
    assert nothing_line([uganda()]) == ""


def test_a_page_that_was_stamped_twice_counts_once():
    assert (
        nothing_line([nothing(1, "stamp"), replace(nothing(1, "stamp"), id=5)]) == "Nothing to read: 1 page (stamps 1)"
    )


def test_lighter_changes_that_are_left_out_are_named():
    changes = [wording("Chad", "TD", 1), wording("Peru", "PE", 2), uganda(significance="major"), nothing(1, "stamp")]
    assert lighter_line(changes) == "Major: 1 page. Wording only: 2 pages"
    assert lighter_line([nothing(1, "stamp")]) == ""
