"""What is told of an item, whatever the format."""

from __future__ import annotations

from dataclasses import replace

from advisory_samples import (
    HELP,
    NEW_LINE,
    OLD_LINE,
    cluster,
    links,
    page,
    phone_fact,
    uganda,
    version,
    viewed,
    wording,
)

from monitor.compare.change import Announcement, Change, Edit, FactChange, FactValue, SectionChange
from monitor.report.limits import BRIEF, FULL
from monitor.report.order import items
from monitor.report.passages import passages
from monitor.report.phrases import quotes
from monitor.report.view import ItemView, view
from monitor.report.words import GAP


def seen(*changes: Change) -> ItemView:
    found = items(changes, [cluster(*changes)])
    return view(next((item for item in found if item.cluster), found[0]))


def test_a_fact_stands_with_its_passage_which_is_told_once():
    (passage,) = viewed(uganda()).passages
    (fact,) = passage.facts
    assert (fact.label, fact.before, fact.after) == ("consular", "+255 22 229 0000", "+256 (0) 312 312 000")
    assert passage.runs[1:3] == (("-", "+255 22 229 0000"), ("+", "+256 (0) 312 312 000"))


def test_two_facts_of_one_sentence_share_its_passage():
    fax = replace(phone_fact(None, "+256 (0) 312 312 001"), section=HELP)
    (passage,) = viewed(uganda(facts=(phone_fact(), fax))).passages
    assert len(passage.facts) == 2


def test_a_fact_that_no_edit_holds_is_quoted_by_its_own_sentences():
    (passage,) = viewed(uganda(edits=())).passages
    assert passage.runs == (("-", OLD_LINE), ("+", NEW_LINE))
    (moved,) = viewed(uganda(edits=(), facts=(phone_fact(None),))).passages
    assert (moved.change, moved.runs) == ("added", (("+", NEW_LINE),))


def test_the_old_sentence_of_another_block_is_quoted_before_the_new_one():
    edits = (Edit("removed", HELP, OLD_LINE, None), Edit("added", HELP, None, f"In an emergency: {NEW_LINE}"))
    (passage,) = viewed(uganda(edits=edits)).passages
    assert passage.runs[0] == ("-", OLD_LINE)
    assert passage.runs[-1][0] == "+"
    assert passage.runs[-1][1].endswith(NEW_LINE)


def test_a_fact_that_is_a_whole_sentence_is_not_said_twice():
    rule = FactValue(
        "Visitors must not photograph military sites.", {}, None, "Visitors must not photograph military sites."
    )
    change = uganda(
        facts=(FactChange("rule", "added", None, rule, HELP, "critical", "stricter"),),
        edits=(Edit("added", HELP, None, rule.text),),
    )
    (passage,) = viewed(change).passages
    assert (passage.facts[0].before, passage.facts[0].after) == (None, None)
    assert passage.runs == (("+", rule.text),)


def test_passages_with_facts_stand_first_the_weightiest_first():
    fee = FactChange(
        "money", "added", None, FactValue("USD 60", {}, "visa", "A visa costs USD 60."), ("Visas",), "major"
    )
    edits = (
        Edit("added", ("Climate",), None, "It is hot."),
        Edit("added", ("Visas",), None, "A visa costs USD 60."),
        *uganda().edits,
    )
    found = viewed(uganda(facts=(fee, phone_fact()), edits=edits)).passages
    assert [passage.section for passage in found] == [HELP, ("Visas",), ("Climate",)]


def test_passages_of_one_section_stay_together_in_page_order():
    sentences = [
        ("Visas", "A visa costs USD 60."),
        ("Fines", "A fine is USD 70."),
        ("Visas", "An exit visa costs USD 80."),
    ]
    edits = tuple(Edit("added", (section,), None, text) for section, text in sentences)
    facts = tuple(
        FactChange("money", "added", None, FactValue(text[-7:-1], {}, None, text), (section,), "major")
        for section, text in reversed(sentences)
    )
    found = viewed(uganda(facts=facts, edits=edits)).passages
    assert [passage.runs[0][1] for passage in found] == [sentences[n][1] for n in (0, 2, 1)]


def test_a_label_that_the_heading_says_already_is_not_said_again():
    fact = phone_fact()
    assert fact.after is not None
    labelled = replace(fact, after=replace(fact.after, label="help from FCDO in Uganda"))
    assert viewed(uganda(facts=(labelled,))).passages[0].facts[0].label == ""


def test_a_fact_is_found_in_its_own_block_and_not_within_a_longer_word():
    texts = ("airports", "sea ports and ferries", "ports")
    edits = tuple(Edit("added", HELP, None, text) for text in texts)
    ports = FactValue("ports", {}, None, "ports")
    item = viewed(uganda(facts=(FactChange("rule", "added", None, ports, HELP, "major"),), edits=edits))
    assert [(len(passage.facts), passage.runs[0][1]) for passage in item.passages] == [
        (1, "ports"), (0, "airports"), (0, "sea ports and ferries"),
    ]  # fmt: skip


def test_two_facts_that_read_the_same_are_one_line():
    rule = FactValue("x" * 80, {}, None, NEW_LINE)
    facts = tuple(
        FactChange("rule", "added", None, replace(rule, value=n), HELP, "major", "stricter") for n in range(3)
    )
    (passage,) = viewed(uganda(facts=facts)).passages
    assert len(passage.facts) == 1


def test_the_heading_of_a_new_section_is_told_as_a_section_only():
    path = ("Fees", "Exit fee")
    edits = (Edit("added", path, None, "Exit fee"), Edit("added", path, None, "It is to be paid in cash."))
    change = uganda(facts=(), edits=edits, sections=(SectionChange("added", path),))
    for limits in (BRIEF, FULL):
        item = view(items([change])[0], limits)
        assert [passage.runs for passage in item.passages] == [(("+", "It is to be paid in cash."),)]
        assert item.sections == change.sections


def test_a_value_that_is_all_of_its_passage_needs_no_quote():
    airports = FactValue("airports", {}, None, "airports")
    change = uganda(
        facts=(FactChange("rule", "added", None, airports, HELP, "major", "stricter"),),
        edits=(Edit("added", HELP, None, "airports"),),
    )
    (passage,) = viewed(change).passages
    assert quotes(passage) == []
    assert len(quotes(viewed(uganda()).passages[0])) == 1


def test_passages_with_facts_are_never_left_out_and_the_rest_is_counted():
    edits = tuple(Edit("added", ("Climate",), None, f"It is hot in month {n}.") for n in range(20))
    item = viewed(uganda(edits=(*edits, *uganda().edits)))
    assert [bool(passage.facts) for passage in item.passages] == [True] + [False] * 6
    assert item.left_out == ("14 more passages",)
    assert len(view(items([uganda(edits=edits)])[0], FULL).passages) == 21


def test_passages_with_nothing_to_read_are_counted_beside_weightier_ones():
    trifle = Edit("moved", ("Climate",), "It is hot.", "It is hot.", None, "order")
    item = viewed(uganda(edits=(*uganda().edits, trifle)))
    assert len(item.passages) == 1
    assert item.left_out == ("1 passage with nothing to read (order 1)",)
    alone = viewed(uganda(significance="none", nothing="order", facts=(), edits=(trifle,)))
    assert [passage.nothing for passage in alone.passages] == ["order"]


def test_a_table_row_is_found_again_by_its_cell():
    row = FactValue("102", "102", "police", "Police | 102 or 112 | day and night")
    change = uganda(
        facts=(FactChange("phone", "added", None, row, ("Help",), "critical"),),
        edits=(Edit("added", ("Help",), None, row.context),),
    )
    assert viewed(change).url.endswith("#:~:text=102%20or%20112")


def test_what_went_has_no_place_on_the_newer_page():
    gone = uganda(facts=(phone_fact(after=None),), edits=(Edit("removed", HELP, OLD_LINE, None),))
    assert viewed(gone).url == "https://www.gov.uk/foreign-travel-advice/uganda/getting-help"


def test_the_title_names_page_and_common_section_once():
    assert viewed(uganda()).title == "Uganda / Getting help / Help from FCDO in Uganda"
    deep = Edit("added", ("Getting help", "Lawyers", "Lists"), None, "There is a list.")
    other = Edit("added", ("Getting help", "Lawyers", "Fees"), None, "Fees vary.")
    item = viewed(uganda(facts=(), edits=(deep, other)))
    assert item.title == "Uganda / Getting help / Lawyers"
    assert [passage.section for passage in item.passages] == [("Lists",), ("Fees",)]


def test_an_item_of_many_pages_names_them_and_whose_words_are_quoted():
    item = seen(wording("Kazakhstan", "KZ", 1), wording("Chad", "TD", 2))
    assert item.title == "2 pages / Entry requirements / Permits"
    assert [name for name, _ in item.pages] == ["Chad", "Kazakhstan"]
    assert item.quoted_from == "Chad / Entry requirements"
    assert item.pages_line == "2; monitor show cluster 88"
    assert item.in_full == "monitor show cluster 88"
    assert [each.change for each in item.evidence] == [2, 1]


def test_the_name_that_most_of_many_pages_have_is_told_as_such():
    names = ("Chad", "Peru", "Mali", "Cuba", "Fiji")
    changes = [wording(name, name[:2].upper(), number) for number, name in enumerate(names, 1)]
    other = replace(changes[0], page=page("uk-fcdo/chad/health", "Chad / Health", country="CH"))
    assert seen(*changes).title == "5 pages / Entry requirements / Permits"
    assert seen(other, *changes[1:]).title == "5 pages / mostly Entry requirements / Permits"
    assert seen(other, *changes[1:3]).title == "3 pages / Permits"


def test_a_section_that_bears_the_countrys_name_is_told_of_many_without_it():
    (edit,) = uganda().edits
    there = [text.replace("Kampala", "N’Djamena") for text in (OLD_LINE, NEW_LINE)]
    twin = uganda(
        id=2,
        page=page("uk-fcdo/chad/getting-help", "Chad / Getting help", country="TD"),
        edits=(replace(edit, section=("Help from FCDO in Chad",), before=there[0], after=there[1]),),
        facts=(),
    )
    assert seen(uganda(), twin).title == "2 pages / Getting help / Help from FCDO in [country]"


def test_whether_the_publisher_told_is_counted_where_it_differs():
    told = Announcement("announced", "New.", True)
    silent = Announcement("silent", None, False)
    changes = [
        wording("Chad", "TD", 1, announcement=told),
        wording("Peru", "PE", 2, announcement=told),
        wording("Mali", "ML", 3, announcement=silent),
    ]
    item = seen(*changes)
    assert item.announced == "announced on 2 pages, NOT ANNOUNCED on 1 page"
    assert item.is_silent


def test_the_dateline_says_whose_page_its_own_date_and_our_look():
    assert viewed(uganda()).dateline == (
        "FCDO",
        "page dated 12 Jan 2026 (date unchanged)",
        "seen 14 Jan 2026 09:12 UTC",
    )
    moved = uganda(announcement=Announcement("announced", "x", True), after=version(14, "b", "2026-01-14T09:00:00Z"))
    assert viewed(moved).dateline[1] == "page dated 14 Jan 2026 09:00 UTC"


def test_reverted_and_technical_differences_are_said():
    assert viewed(uganda(kind="reverted")).remark == "reverted to an earlier version"
    newer = replace(version(14, "b"), reader="2")
    assert viewed(uganda(kind="technical", after=newer)).remark == (
        "technical: our own reading changed, not the page (reader 1 to 2)"
    )
    assert viewed(Change("none", ())).remark == "the two versions say the same"


def test_of_many_pages_those_links_are_told_that_they_share():
    same = [wording("Chad", "TD", 1, links=links()), wording("Peru", "PE", 2, links=links())]
    assert seen(*same).links == links()
    differing = [same[0], replace(same[1], links=links()[:1])]
    assert seen(*differing).links == links()[:1]


def test_the_looks_at_many_pages_are_told_from_the_first_to_the_last():
    late = wording("Peru", "PE", 2, after=version(11, "d"))
    assert seen(wording("Chad", "TD", 1), late).dateline[-1] == "seen 10 Jan 2026 09:12 UTC to 11 Jan 2026 09:12 UTC"


def test_the_note_is_told_of_many_pages_only_where_it_is_that_of_all():
    notes = [Announcement("announced", words, True) for words in ("Dual nationals.", "Dual nationals.", "Floods.")]
    changes = [
        wording(name, code, number, announcement=note)
        for number, ((name, code), note) in enumerate(
            zip((("Chad", "TD"), ("Peru", "PE"), ("Mali", "ML")), notes, strict=True), 1
        )
    ]
    assert seen(*changes[:2]).note == "Dual nationals."
    assert seen(*changes).note == ""


def test_reasons_that_are_left_out_are_counted():
    reasons = tuple(f"phone number changed (office {n})" for n in range(5))
    assert viewed(uganda(reasons=reasons)).reasons == (*reasons[:3], "and 2 more")
    assert view(items([uganda(reasons=reasons)])[0], FULL).reasons == reasons
    assert viewed(uganda(reasons=reasons[:3])).reasons == reasons[:3]


def test_an_edit_of_one_page_names_the_other_pages_that_have_it():
    (item,) = items([wording("Chad", "TD", 1)], [cluster(wording("Chad", "TD", 1), pages=125)])
    told = view(item)
    assert told.title == "Chad / Entry requirements / Permits"
    assert told.remark == "the same edit on 124 other pages (monitor show cluster 88)"
    assert told.in_full == "monitor show 1"


def test_sections_that_only_hold_edits_are_told_in_full_only():
    renamed = SectionChange("renamed", ("Fraud",), ("Crime",))
    change = uganda(sections=(SectionChange("modified", HELP), renamed))
    assert viewed(change).sections == (renamed,)
    assert view(items([change])[0], FULL).sections == change.sections


def test_two_loose_files_have_no_page_and_no_evidence_but_their_words():
    item = viewed(uganda(page=None, before=None, after=None, id=None))
    assert (item.title, item.url, item.in_full) == ("Two versions of a page / Help from FCDO in Uganda", "", "")


def test_unchanged_stretches_are_shortened_and_the_changed_number_stays_whole():
    long = "This sentence says nothing of interest and goes on for a while about other things. " * 4
    words = (("=", long), ("-", "Dial 103."), ("+", "Dial 112."), ("=", " " + long))
    before, after = (f"{long}Dial {n}. {long}" for n in (103, 112))
    (passage,) = passages(uganda(facts=(), edits=(Edit("modified", HELP, before, after, words),)), 70, 400)
    assert passage.runs == (GAP, ("=", long[-83:]), ("-", "Dial 103."), ("+", "Dial 112."), ("=", " " + long[:82]), GAP)
