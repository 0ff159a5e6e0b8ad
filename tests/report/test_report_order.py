from __future__ import annotations

from dataclasses import replace

from advisory_samples import nothing, page, uganda, version, wording

from monitor.compare.change import Change, LinkChange, LinkEnd
from monitor.report.order import counts, items, lighter_line, nothing_line, weightiest_first

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


def test_the_same_edit_on_many_pages_is_one_item_once_each_country_is_called_the_same():
    changes = [wording("Kazakhstan", "KZ", 1), wording("Chad", "TD", 2), wording("Peru", "PE", 3), uganda()]
    found = items(changes)
    assert [len(item.changes) for item in found] == [1, 3]
    assert [p.country for p in found[1].pages] == ["TD", "KZ", "PE"]


def test_the_country_is_masked_by_the_name_that_its_page_uses_too():
    ours = wording("Kyrgyzstan", "KG", 1)
    theirs = wording("the Kyrgyz Republic", "KG", 2)
    other = replace(theirs, page=page("uk-fcdo/kr/entry", "the Kyrgyz Republic / Entry requirements", country="KG"))
    assert len(items([ours, other])) == 1


def test_a_name_within_a_word_is_not_masked():
    oman, mali = wording("Oman", "OM", 1), wording("Mali", "ML", 2)
    ours = replace(oman.edits[0], before="Romania is near.", after="Romania is far.", words=None)
    theirs = replace(mali.edits[0], before="Rmalia is near.", after="Rmalia is far.", words=None)
    assert len(items([replace(oman, edits=(ours,)), replace(mali, edits=(theirs,))])) == 2


def test_another_number_on_another_page_is_another_item():
    twin = uganda(id=2, page=page("uk-fcdo/rwanda/getting-help", "Rwanda / Getting help", country="RW"))
    assert len(items([uganda(), twin])) == 1
    (edit,) = twin.edits
    other = replace(edit, after="You can call the British High Commission Kampala on +256 (0) 312 312 999.")
    assert len(items([uganda(), replace(twin, edits=(other,))])) == 2


def test_the_same_edit_of_two_publishers_or_of_another_kind_stays_apart():
    ours = wording("Chad", "TD", 1)
    state = replace(wording("Peru", "PE", 2), page=page("us-state/peru", "Peru / Entry", country="PE"))
    reverted = wording("Chile", "CL", 3, kind="reverted")
    assert len(items([ours, state, reverted])) == 3


def test_the_same_edit_twice_on_one_page_stays_two_items():
    assert [len(item.changes) for item in items([uganda(id=1), uganda(id=2)])] == [1, 1]


def test_an_item_has_the_significance_of_its_weightiest_change():
    found = items([wording("Chad", "TD", 1), wording("Peru", "PE", 2, significance="major")])
    assert [item.significance for item in found] == ["major"]
    assert counts(found) == [("major", 1)]


def test_links_alone_make_one_item_where_they_are_the_same():
    changes = [nothing(n, "link") for n in range(3)]
    assert len(items([replace(change, links=(LINK,)) for change in changes])) == 1
    other = LinkChange("added", None, LinkEnd("https://www.gov.uk/y", "y"))
    assert len(items([replace(changes[0], links=(LINK,)), replace(changes[1], links=(other,))])) == 2


def test_changes_of_stamps_alone_and_of_loose_files_are_never_put_together():
    assert len(items([nothing(1, "stamp"), nothing(2, "stamp")])) == 2
    assert len(items([uganda(page=None), uganda(page=None)])) == 2


def test_items_are_counted_not_pages():
    found = items([wording("Chad", "TD", 1), wording("Peru", "PE", 2), uganda()])
    assert counts(found) == [("critical", 1), ("minor", 1)]
    assert counts([]) == []


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
