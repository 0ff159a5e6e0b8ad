"""Indexes as triggers: what they name is looked at at once, and what is odd about them is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from index_world import MANY, PLACE, IndexWorld, advice, dated, govuk, index_world
from servers import Answer

from monitor.fetch.visit import Verdict
from monitor.sources.config import AnyRecipient as Recipient

LATER = "2026-05-04T08:00:00Z"
GEORGIA, EGYPT = "uk-fcdo/georgia/travel-advice", "uk-fcdo/egypt/travel-advice"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[IndexWorld]:
    with index_world(tmp_path) as world:
        yield world


@pytest.fixture
def known(index: IndexWorld) -> IndexWorld:
    """An index that was seen before."""
    index.says(govuk(dated(*MANY)))
    assert index.look().verdict is Verdict.PAGE
    return index


def test_the_first_look_keeps_the_lines_and_names_nothing(index: IndexWorld) -> None:
    index.says(govuk(dated(*MANY)))
    look = index.look()
    assert (look.verdict, look.reason, look.named, look.entries, look.gone) == (Verdict.PAGE, "", (), 60, ())
    assert index.dates == dated(*MANY)
    assert index.due == []


def test_a_country_with_a_later_date_is_looked_at_now(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY) | dated("GE", on=LATER)))
    assert known.look().named == (GEORGIA,)
    assert known.due == [GEORGIA]
    assert known.dates["GE"] == LATER
    assert known.look().named == ()


def test_a_note_that_changed_under_the_same_date_is_news(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY), {"EG": "Sinai: new rules."}))
    assert known.look().named == (EGYPT,)


def test_a_country_that_appears_is_named_and_one_that_vanishes_is_kept(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY[:-1], "GD")))
    known.watched.append(advice("GD"))
    look = known.look()
    assert (look.verdict, look.named, look.gone) == (Verdict.PAGE, ("uk-fcdo/grenada/travel-advice",), (MANY[-1],))
    assert known.store.index_lines(PLACE)[MANY[-1]].gone_since == known.now


def test_a_line_that_comes_back_as_it_was_is_no_news(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY[:-1])))
    known.look()
    known.says(govuk(dated(*MANY)))
    look = known.look()
    assert (look.named, look.gone) == ((), ())
    assert known.store.index_lines(PLACE)[MANY[-1]].gone_since is None


def test_only_what_a_line_says_counts(known: IndexWorld) -> None:
    """Not when the index was built, nor in which order its lines stand."""
    known.says(govuk(dated(*reversed(MANY)), updated_at="2026-05-04T09:00:00Z", publishing_request_id="2"))
    look = known.look()
    assert (look.verdict, look.named, look.entries) == (Verdict.PAGE, (), 60)


def test_a_country_that_nobody_watches_is_kept_and_names_nothing(known: IndexWorld) -> None:
    known.watched[:] = known.watched[:2]
    known.says(govuk(dated(*MANY) | dated("GE", on=LATER)))
    assert known.look().named == ()
    assert known.dates["GE"] == LATER


def test_an_index_that_is_not_modified_costs_one_request_and_no_reading(index: IndexWorld) -> None:
    index.says(govuk(dated(*MANY)), etag='"1"')
    index.look()
    look = index.look()
    assert (look.verdict, look.named, look.entries) == (Verdict.NOT_MODIFIED, (), 0)
    assert [seen.header("If-None-Match") for seen in index.server.log] == [None, '"1"']
    assert index.store.ways(PLACE)[0].last_good_at == index.now


def test_once_a_day_the_whole_index_is_asked_for_whatever_its_validators_say(index: IndexWorld) -> None:
    index.says(govuk(dated(*MANY)), etag='"1"')
    index.look()
    index.now += timedelta(days=1)
    index.look()
    assert index.server.log[-1].header("If-None-Match") is None


def test_it_is_looked_at_again_after_its_interval(known: IndexWorld) -> None:
    state = known.store.due_times()[PLACE]
    assert state == (known.now, known.now + timedelta(minutes=5))


# -- what is not believed -----------------------------------------------------------------------


def test_twenty_lines_where_sixty_were_are_not_believed_at_once(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY[:20], on=LATER)))
    look = known.look()
    assert (look.verdict, look.named) == (Verdict.SUSPECT, ())
    assert look.reason == "The index came with 20 lines where it had 60; those that are missing are kept."
    assert known.dates == dated(*MANY)


def test_a_half_index_and_then_the_whole_one_again_is_nothing(known: IndexWorld) -> None:
    whole = govuk(dated(*MANY))
    known.says(govuk(dated(*MANY[:20])))
    known.look()
    known.says(whole)
    look = known.look()
    assert (look.verdict, look.named, look.gone) == (Verdict.PAGE, (), ())
    assert known.due == []


def test_what_a_shorter_index_says_twice_in_a_row_is_believed_and_the_missing_lines_are_kept(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY[:20]) | dated("AL", on=LATER)))
    assert known.look().verdict is Verdict.SUSPECT
    look = known.look()
    assert (look.verdict, look.named) == (Verdict.PAGE, ("uk-fcdo/albania/travel-advice",))
    assert (len(look.gone), len(known.dates)) == (40, 60)
    # From then on it is what it is, and what it says is news again.
    known.says(govuk(dated(*MANY[:20]) | dated("AL", "DZ", on=LATER)))
    look = known.look()
    assert (look.verdict, look.reason, look.named) == (Verdict.PAGE, "", ("uk-fcdo/algeria/travel-advice",))


def test_another_doubtful_index_is_no_confirmation_of_the_first(known: IndexWorld) -> None:
    for number in (20, 15, 12):
        known.says(govuk(dated(*MANY[:number])))
        assert known.look().verdict is Verdict.SUSPECT
    assert known.dates == dated(*MANY)


def test_a_doubtful_index_whose_body_was_lost_is_confirmed_by_nothing_and_ends_no_round(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY[:20])))
    assert known.look().verdict is Verdict.SUSPECT
    for body in (known.store.folder / PLACE).rglob("*.gz"):
        body.unlink()
    known.says(govuk(dated(*MANY[:15])))
    assert known.look().verdict is Verdict.SUSPECT
    assert known.look().verdict is Verdict.PAGE


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (govuk({}), Verdict.EMPTY),
        ({"document_type": "travel_advice_index"}, Verdict.EMPTY),
        ({"document_type": "guide", "title": "x"}, Verdict.FAILED),
        ({}, Verdict.FAILED),
        (b'{"document_type": "travel_advice_index", "links": {"chil', Verdict.FAILED),
        (b"<html><body><main><h1>Sorry</h1><p>We are working on the site. Come back later.</p>", Verdict.FAILED),
    ],
)
def test_an_answer_without_lines_is_never_believed(known: IndexWorld, answer: object, verdict: Verdict) -> None:
    known.says(answer)
    for _ in range(3):
        look = known.look()
        assert (look.verdict, look.named) == (verdict, ())
        assert look.reason.startswith("The ")
        assert look.reason.endswith(".")
    assert known.dates == dated(*MANY)


def test_an_old_copy_out_of_a_cache_names_nothing_and_takes_nothing_back(known: IndexWorld) -> None:
    old, new = govuk(dated(*MANY)), govuk(dated(*MANY) | dated("GE", "EG", on=LATER))
    known.says(new)
    assert known.look().named == (EGYPT, GEORGIA)
    known.says(old)
    for _ in range(3):
        look = known.look()
        assert (look.verdict, look.named) == (Verdict.SUSPECT, ())
        said = "The index came older than it was: it speaks of 2026-05-01 10:00 where it spoke of 2026-05-04 08:00."
        assert look.reason == said
    known.says(new)
    look = known.look()
    assert (look.verdict, look.named) == (Verdict.PAGE, ())


def test_what_is_older_for_more_than_a_day_is_believed_when_it_is_said_again(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY) | dated("GE", on="2026-04-01T08:00:00Z")))
    assert known.look().verdict is Verdict.SUSPECT
    known.now += timedelta(days=1)
    look = known.look()
    assert (look.verdict, look.named) == (Verdict.PAGE, (GEORGIA,))
    assert known.dates["GE"] == "2026-04-01T08:00:00Z"


def test_dates_that_move_both_ways_are_news(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY) | dated("GE", on="2026-04-01T08:00:00Z") | dated("EG", on=LATER)))
    assert known.look().named == (EGYPT, GEORGIA)


def test_sixty_lines_that_change_at_once_name_nothing_until_they_are_said_again(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY, on=LATER)))
    look = known.look()
    assert (look.verdict, look.named) == (Verdict.SUSPECT, ())
    assert look.reason == "60 lines of 60 say something new at once."
    assert len(known.look().named) == 60


def test_an_index_that_is_written_anew_with_the_same_dates_sends_nobody_anywhere(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY), dict.fromkeys(MANY, "Worded otherwise.")))
    assert known.look().verdict is Verdict.SUSPECT
    look = known.look()
    assert (look.verdict, look.named) == (Verdict.PAGE, ())


def test_a_wall_before_the_index_is_blocked_and_changes_nothing(known: IndexWorld) -> None:
    known.server.answer("/index", Answer(403, b"<h1>Access denied</h1>"))
    look = known.look()
    assert (look.verdict, look.named, look.entries) == (Verdict.BLOCKED, (), 0)
    assert known.dates == dated(*MANY)
    assert known.store.ways(PLACE)[0].failures == 1


def test_every_look_is_recorded_with_its_body(known: IndexWorld) -> None:
    known.says(govuk(dated(*MANY[:20])))
    known.look()
    last = known.store.last_visit(PLACE)
    assert last is not None
    assert last.snapshot is not None
    assert last.verdict is Verdict.SUSPECT
    assert b"foreign-travel-advice/albania" in known.store.body(last.snapshot)


def test_a_program_that_dies_before_it_wrote_finds_the_same_news_again(known: IndexWorld) -> None:
    class DiedError(Exception):
        pass

    def recipients() -> Iterator[None]:
        raise DiedError
        yield

    known.says(govuk(dated(*MANY) | dated("GE", on=LATER)))
    known.recipients = recipients()  # type: ignore[assignment]
    with pytest.raises(DiedError):
        known.look()
    assert known.dates == dated(*MANY)
    known.recipients = ()
    assert known.look().named == (GEORGIA,)


# -- what an index and the pages say against each other ----------------------------------------------------------------


def test_an_index_that_stands_still_while_pages_move_is_told_and_told_when_it_is_over(known: IndexWorld) -> None:
    known.recipients = (Recipient(name="desk", email=("desk@example.org",)),)
    for country in ("GE", "EG"):
        known.page_seen(country, stamp="2026-05-03T09:00:00Z")
    known.look()
    (alarm,) = known.store.alarms.open()
    assert (alarm.kind, alarm.subject, alarm.page_id) == ("stale", PLACE, None)
    assert alarm.reason.startswith("The index speaks of nothing after 1 May 2026, ")
    assert known.store.alarms.told(alarm.id) == ["desk"]
    known.says(govuk(dated(*MANY) | dated("GE", "EG", on="2026-05-03T09:00:00Z")))
    known.look()
    assert known.store.alarms.open() == []


def test_an_index_that_cannot_be_had_says_nothing_of_pages(known: IndexWorld) -> None:
    for country in ("GE", "EG"):
        known.page_seen(country, stamp="2026-05-03T09:00:00Z")
    known.server.answer("/index", Answer(500))
    known.look()
    assert known.store.alarms.open() == []
