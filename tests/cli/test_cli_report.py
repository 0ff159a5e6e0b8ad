"""`monitor report`: what changed in a period, in four forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from command import Done
from world import MOVED, PAGE, POLICE, Answer, World, now

Monitor = Callable[..., Done]
RULE = "<h2>Border</h2><p>You must carry your passport at all times.</p>"


@pytest.fixture
def told(world: World, monitor: Monitor) -> Monitor:
    """Three pages of two publishers and two countries, of which two changed and one cannot be seen."""
    world.watch(
        world.entry(), world.entry("/border", publisher="ministry", country="KG"), world.entry("/wall"), recipients=[]
    )
    world.page("<p>Bring your passport.</p>", "/border")
    world.page(POLICE, "/wall")
    world.round()
    world.page(MOVED)
    world.page(RULE, "/border")
    world.server.answer("/wall", Answer(403))
    world.round()
    return monitor


def test_a_report_says_what_changed_and_what_nobody_can_say(told: Monitor) -> None:
    done = told("report")
    assert (done.code, done.err) == (0, "")
    assert "CRITICAL  Kazakhstan / Help" in done.out
    assert "112  ->  102" in done.out
    assert "Kyrgyzstan / Border" in done.out
    assert "Watched: 3 pages of 2 publishers. Well seen: 2" in done.out
    assert "ngo/kazakhstan/wall" in done.out
    assert "403 Forbidden" in done.out


@pytest.mark.parametrize(
    ("options", "there"),
    [
        (["--country", "KZ"], {PAGE}),
        (["--country", "Kyrgyzstan"], {"ministry/kyrgyzstan/border"}),
        (["--country", "KZ", "--country", "KG"], {PAGE, "ministry/kyrgyzstan/border"}),
        (["--publisher", "ministry"], {"ministry/kyrgyzstan/border"}),
        (["--page", PAGE], {PAGE}),
        (["--page", f"/{PAGE}/"], {PAGE}),
        (["--page", "ngo"], {PAGE}),
        (["--page", "ngo/kazakhstan/"], {PAGE}),
        (["--page", "ministry", "--page", PAGE], {PAGE, "ministry/kyrgyzstan/border"}),
        (["--country", "KZ", "--publisher", "ministry"], set()),
        (["--since", "1h"], {PAGE, "ministry/kyrgyzstan/border"}),
        (["--until", "2h"], set()),
        (["--since", "2h", "--until", "1h"], set()),
    ],
)
def test_a_report_of_a_choice(told: Monitor, options: list[str], there: set[str]) -> None:
    done = told("report", "--format", "json", *options)
    assert (done.code, done.err) == (0, "")
    assert {change["page"]["id"] for change in json.loads(done.out)["changes"]} == there


def test_the_state_of_other_pages_is_no_business_of_a_choice(told: Monitor) -> None:
    data = json.loads(told("report", "--format", "json", "--country", "KG").out)
    assert (data["watched_pages"], data["not_checked"]) == (1, [])


def test_what_is_lighter_is_only_counted(told: Monitor) -> None:
    assert "112  ->  102" in told("report", "--min-significance", "critical").out
    data = json.loads(told("report", "--min-significance", "critical", "--format", "json").out)
    assert {change["significance"] for change in data["changes"]} <= {"critical"}
    assert sum(data["counted"]["significance"].values()) + len(data["changes"]) == 2


def test_times_may_be_days_moments_with_and_without_a_zone_and_how_long_ago(told: Monitor) -> None:
    for since in (
        f"{now():%Y-%m-%d}",
        f"{now() - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "2020-01-01T00:00+05:00",
        "3 days",
    ):
        data = json.loads(told("report", "--format", "json", "--since", since).out)
        assert len(data["changes"]) == 2 or since == f"{now():%Y-%m-%d}"


def test_a_beginning_in_the_future_is_said_to_be_one(told: Monitor) -> None:
    tomorrow = f"{now() + timedelta(days=1):%Y-%m-%d}"
    done = told("report", "--since", tomorrow)
    assert done.code == 2
    assert done.sentence == f"--since {tomorrow} is in the future: nothing can have been seen since then"


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--since", "yesterday"], "--since 'yesterday' is no time: give a date (2026-01-07), a time"),
        (["--until", "2026-02-30"], "--until '2026-02-30' is no time"),
        (["--since", ""], "--since '' is no time"),
        (["--since", "99999999999d"], "--since '99999999999d' is no time"),
        (["--since", "0001-01-01T00:00+14:00"], "--since '0001-01-01T00:00+14:00' is no time"),
        (["--since", "2026-01-07", "--until", "2026-01-07"], "--since 2026-01-07 is not before --until 2026-01-07"),
        (["--country", "Atlantis"], "--country 'Atlantis' is no country"),
        (["--country", "FR"], "--country FR: no page of it is known here; there are pages of KG, KZ"),
        (["--publisher", "mini"], "--publisher mini: no page of it is known here; there are pages of ministry, ngo"),
        (
            ["--page", "ngo/kazakhstan/hell"],
            f"no page 'ngo/kazakhstan/hell' was ever looked at; did you mean {PAGE} or ",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_one_sentence(told: Monitor, options: list[str], what: str) -> None:
    done = told("report", *options)
    assert done.code == 2
    assert done.sentence.startswith(what)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_form_holds_the_fact_and_goes_whole_into_a_file(told: Monitor, world: World, form: str) -> None:
    printed = told("report", "--format", form)
    assert (printed.code, printed.err) == (0, "")
    assert "102" in printed.out
    written = told("report", "--format", form, "--output", "report.out")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (world.folder / "report.out").read_text(encoding="utf-8").strip() == printed.out.strip()


def test_html_is_one_file_that_needs_nothing_else(told: Monitor) -> None:
    page = told("report", "--format", "html").out
    assert "<script" not in page
    assert "<link" not in page
    assert "src=" not in page


def test_an_output_of_one_dash_is_standard_output(told: Monitor, world: World) -> None:
    assert "102" in told("report", "--format", "markdown", "--output", "-").out
    assert not (world.folder / "-").exists()


@pytest.mark.parametrize(
    ("output", "what"),
    [("missing/report.html", "No such file"), (".", "s a directory"), ("/", "s a directory")],
)
def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_of_it(
    told: Monitor, world: World, output: str, what: str
) -> None:
    before = sorted(world.folder.iterdir())
    done = told("report", "--format", "html", "--output", output)
    assert done.code == 2
    assert done.sentence.startswith(f"{output}: cannot be written: ")
    assert what in done.sentence
    assert sorted(world.folder.iterdir()) == before


def test_a_link_is_written_through_and_a_device_stays_a_device(told: Monitor, world: World) -> None:
    (world.folder / "real.md").write_text("old", encoding="utf-8")
    (world.folder / "link.md").symlink_to("real.md")
    assert told("report", "--format", "markdown", "--output", "link.md").code == 0
    assert (world.folder / "link.md").is_symlink()
    assert "102" in (world.folder / "real.md").read_text(encoding="utf-8")
    assert told("report", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_nothing_changed_says_so_and_when_the_pages_were_seen(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    out = monitor("report").out
    assert "No change to read. Watched: 1 page of 1 publisher. All well seen, last at " in out
