"""What begins, ends or has run out, from the page to the list."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from world import PATH, World

from monitor.cli import main
from monitor.lifetimes import lifetimes

Run = Callable[..., str]
TODAY = datetime.now(UTC).date()


def written(day: date) -> str:
    names = "January February March April May June July August September October November December".split()
    return f"{day.day} {names[day.month - 1]} {day.year}"


OVER, SOON, LATER, FAR = (TODAY + timedelta(days=days) for days in (-40, 5, 20, 200))
CONTENT = (
    f"<h2>Visas</h2><p>You can enter without a visa until {written(OVER)}.</p>"
    f"<p>From {written(SOON)} you must register online.</p>"
    f"<p>The border crossing will be closed until {written(LATER)}.</p>"
    f"<p>From {written(FAR)} you must pay a fee.</p>"
    f"<p>A law was adopted on {written(OVER)}.</p>"
)


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(world.folder)

    def run(*args: str, code: int = 0) -> str:
        monkeypatch.setattr("sys.argv", ["monitor", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert ended.value.code == code, printed.err
        return printed.out if code == 0 else printed.err

    return run


@pytest.fixture
def seen(world: World) -> World:
    world.page(CONTENT)
    world.page(f"<h2>Visas</h2><p>You can enter without a visa until {written(OVER)}.</p>", "/visas")
    world.watch(world.entry(), world.entry("/visas", country="UZ"), recipients=[])
    world.round()
    return world


def test_what_is_over_and_still_stands_comes_first_then_what_is_to_come(seen: World, run: Run) -> None:
    out = run("dates")
    assert out.index("HAS RUN OUT") < out.index("ENDS (1)") < out.index("BEGINS (1)")
    assert "40 days ago  Kazakhstan / Help, Uzbekistan / Visas" in out
    assert "in 5 days  Kazakhstan / Help" in out
    assert "pay a fee" not in out
    assert "adopted" not in out
    assert "Dates on 2 pages" in out


def test_the_same_sentence_on_two_pages_is_one_line_with_both(seen: World) -> None:
    with seen.store() as store:
        (over,) = [each for each in lifetimes(store, TODAY) if each.state == "run out"]
    assert [place.page_id for place in over.places] == ["ngo/kazakhstan/help", "ngo/uzbekistan/visas"]


def test_a_choice_of_pages_and_of_time(seen: World, run: Run) -> None:
    data = json.loads(run("dates", "--page", "ngo/kazakhstan", "--within", "52w", "--format", "json"))
    assert [each["state"] for each in data["dates"]] == ["run out", "begins", "ends", "begins"]
    assert data["pages"] == 1
    assert data["dates"][0]["day"] == OVER.isoformat()
    only = json.loads(run("dates", "--country", "UZ", "--run-out", "--format", "json"))
    assert [each["state"] for each in only["dates"]] == ["run out"]
    assert "Nothing begins" in run("dates", "--publisher", "nobody")
    assert "**" in run("dates", "--format", "markdown")
    assert "--within 'soon' is no length of time" in run("dates", "--within", "soon", code=2)
    assert "no page 'ngo/kazakhstan/hell'" in run("dates", "--page", "ngo/kazakhstan/hell", code=2)
    assert "pay a fee" in run("dates", "--within", "999999999w")


def test_a_sentence_stands_since_it_was_first_seen_whatever_else_changed(seen: World) -> None:
    with seen.store() as store:
        first = {each.life.words: each.places[0].since for each in lifetimes(store, TODAY)}
    seen.page(CONTENT.replace(f"until {written(LATER)}", f"until {written(FAR)}") + "<p>Call 112.</p>", PATH)
    seen.round()
    with seen.store() as store:
        then = {each.life.words: each.places[0].since for each in lifetimes(store, TODAY)}
    assert then[written(SOON)] == first[written(SOON)]
    assert then[written(FAR)] == first[written(FAR)] or written(FAR) in first
    assert written(LATER) not in then


def test_a_range_is_over_when_its_last_day_is(world: World) -> None:
    first, last = TODAY - timedelta(days=10), TODAY + timedelta(days=10)
    world.page(f"<p>The border crossing will be closed from {written(first)} to {written(last)}.</p>")
    world.watch(recipients=[])
    world.round()
    with world.store() as store:
        assert [(each.day, each.state) for each in lifetimes(store, TODAY)] == [(last, "ends")]
        later = lifetimes(store, last + timedelta(days=1))
        assert [(each.day, each.state) for each in later] == [(last, "run out")]


def test_a_day_without_a_year_is_that_of_the_time_in_which_it_was_first_seen(world: World) -> None:
    soon = TODAY + timedelta(days=30)
    said = written(soon).rpartition(" ")[0]
    world.page(f"<p>From {said} you must register online.</p>")
    world.watch(recipients=[])
    world.round()
    with world.store() as store:
        assert [(each.day, each.state) for each in lifetimes(store, TODAY)] == [(soon, "begins")]
        assert lifetimes(store, TODAY + timedelta(days=60)) == []


def test_a_report_names_the_days_of_its_time_and_where_all_are(seen: World, run: Run) -> None:
    seen.page(f"<h2>Visas</h2><p>You can enter without a visa until {written(TODAY)}.</p>")
    seen.round()
    out = run("report", "--since", "2d")
    assert "Dates on the pages" in out
    assert "ends  Kazakhstan / Help" in out
    assert "All that begins, ends or has run out: monitor dates" in out
    assert "Dates on the pages" not in run("report")
    (day,) = json.loads(run("report", "--since", "2d", "--format", "json"))["dates"]
    assert (day["state"], day["day"]) == ("ends", TODAY.isoformat())
    for form in ("markdown", "html"):
        assert "Dates on the pages" in run("report", "--since", "2d", "--format", form)


def test_a_changed_rule_says_from_when_on_it_holds(world: World, run: Run) -> None:
    world.watch(recipients=[])
    world.round()
    world.page("<h2>Emergencies</h2><p>Call the police on 112.</p><p>From 1 January 2031 you must register online.</p>")
    world.round()
    assert "(stricter, from 1 Jan 2031)" in run("report")
