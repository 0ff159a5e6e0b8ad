"""In whose time zone and language a report tells its times."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from advisory_samples import BLOCKED, report, uganda, utc, wording

from monitor.compare.change import Edit, FactChange, FactValue
from monitor.report import html, markdown, terminal
from monitor.report.alarms import AlarmInfo, alarm_items
from monitor.report.reader import Reader, language, zone
from monitor.report.report import Report
from monitor.report.times import day_words, moment, retold, span, stated
from monitor.report.values import value_words

ALMATY = Reader(zone("Asia/Almaty"))
RUSSIAN = Reader(zone("Asia/Almaty"), "ru")
AT = utc(2026, 1, 14, 9, 12)


def plain(text: str) -> str:
    """Without the narrow spaces that CLDR writes between a year and its sign."""
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (UTC, "14 Jan 2026 09:12 UTC"),
        (ZoneInfo("UTC"), "14 Jan 2026 09:12 UTC"),
        (zone("Asia/Almaty"), "14 Jan 2026 14:12 Almaty time (UTC+5)"),
        (zone("Asia/Kathmandu"), "14 Jan 2026 14:57 Kathmandu time (UTC+5:45)"),
        (zone("America/Argentina/Buenos_Aires"), "14 Jan 2026 06:12 Buenos Aires time (UTC-3)"),
        (zone("Europe/London"), "14 Jan 2026 09:12 London time (UTC+0)"),
        (timezone(-timedelta(hours=3, minutes=30)), "14 Jan 2026 05:42 UTC-3:30"),
        (zone("Etc/GMT+5"), "14 Jan 2026 04:12 UTC-5"),
    ],
)
def test_a_time_is_told_in_the_readers_zone_and_names_it(where: timezone, said: str):
    assert moment(AT, Reader(where)) == said


def test_the_hour_that_comes_twice_in_autumn_is_told_apart():
    berlin = Reader(zone("Europe/Berlin"))
    assert moment(utc(2026, 10, 25, 0, 30), berlin) == "25 Oct 2026 02:30 Berlin time (UTC+2)"
    assert moment(utc(2026, 10, 25, 1, 30), berlin) == "25 Oct 2026 02:30 Berlin time (UTC+1)"


def test_what_happened_late_in_the_evening_is_of_the_readers_own_day():
    assert span(utc(2026, 1, 13, 20), utc(2026, 1, 13, 22), ALMATY) == "14 Jan 2026 (Almaty time)"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ru", "14 янв. 2026 г. 14:12 Almaty time (UTC+5)"),
        ("de", "14. Jan. 2026 14:12 Almaty time (UTC+5)"),
        ("en-US", "Jan 14, 2026 14:12 Almaty time (UTC+5)"),
        ("zh", "2026年1月14日 14:12 Almaty time (UTC+5)"),
    ],
)
def test_a_date_is_told_in_the_readers_language(code: str, said: str):
    assert plain(moment(AT, Reader(zone("Asia/Almaty"), language(code)))) == said


def test_the_days_of_a_report_are_told_as_that_language_tells_them():
    assert plain(span(utc(2026, 1, 13), utc(2026, 1, 14), RUSSIAN)) == "13–14 янв. 2026 г. (Almaty time)"
    assert plain(span(utc(2026, 1, 30), utc(2026, 2, 2), RUSSIAN)) == "30 янв. – 2 февр. 2026 г. (Almaty time)"
    assert plain(span(utc(2026, 1, 13), None, RUSSIAN)) == "since 13 янв. 2026 г. (Almaty time)"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2026-01-14", "14 янв. 2026 г."),
        ("2026-05", "май 2026 г."),
        ("2026-01-14T23:30:00", "14 янв. 2026 г. 23:30"),
        ("2026-01-14T23:30:00Z", "15 янв. 2026 г. 04:30 Almaty time (UTC+5)"),
        ("Reviewed last week", "Reviewed last week"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_pages_own_date_is_shifted_only_where_it_names_a_time_and_its_zone(given: str, said: str):
    assert plain(stated(given, RUSSIAN)) == said


def test_days_of_any_year_are_told_in_the_language_too():
    assert day_words("--02-29", RUSSIAN) == "29 февр."
    assert day_words("--02-30", RUSSIAN) == "--02-30"
    assert value_words("date", "--01-03", RUSSIAN) == "3 янв., any year"
    assert value_words("date", "--05", RUSSIAN) == "май"


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ur", "ckb", "yi"])
def test_a_month_written_from_right_to_left_leaves_day_year_and_time_in_their_places(code: str):
    said = moment(AT, Reader(UTC, language(code)))
    assert re.fullmatch(r"14.*2026 09:12 UTC", said)
    assert not re.search("[\u061c\u200f\u202a-\u202e\u2066-\u2069]", said)
    # Each run of such letters is fenced on both sides, so that what stands beside it is no part of it.
    unfenced = re.sub("\u200e[\u0590-\u08ff\\s]+\u200e", "", said)
    assert unfenced != said
    assert not re.search("[\u0590-\u08ff]", unfenced.replace("،", ""))


def test_a_language_without_names_of_months_takes_them_from_no_other():
    with pytest.raises(ValueError, match="of whose dates nothing is known"):
        language("iu-Latn")
    assert "جنوري" in moment(AT, Reader(UTC, language("ps")))
    assert "M0" not in span(utc(2026, 1, 30), utc(2026, 2, 2), Reader(UTC, "ps"))


def test_a_sentence_that_the_store_keeps_is_told_anew():
    kept = "reverted to the version of 13 Jan 2026 21:12 UTC"
    assert retold(kept, Reader()) == kept
    assert retold(kept, ALMATY) == "reverted to the version of 14 Jan 2026 02:12 Almaty time (UTC+5)"
    assert retold("31 Feb 2026 21:12 UTC, 3 May 2026 21:12 UTC+2", ALMATY) == (
        "31 Feb 2026 21:12 UTC, 3 May 2026 21:12 UTC+2"
    )


def in_russian(*changes: object, **other: object) -> Report:
    return report(*changes, reader=RUSSIAN, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("render", [terminal.render, markdown.render, html.render])
def test_no_time_in_a_report_is_left_in_another_zone_or_language(render):
    begins = FactValue("must", {}, None, "Visitors must register from 1 March 2027.")
    rule = uganda(
        facts=(FactChange("rule", "added", None, begins, ("Entry",), "critical"),),
        edits=(Edit("added", ("Entry",), None, begins.context),),
        reasons=("new", "reverted to the version of 13 Jan 2026 21:12 UTC"),
        kind="reverted",
    )
    gone = AlarmInfo(
        "gone", "over", "uk-fcdo/x", "X", "", "uk-fcdo", "gone", "404 Not Found",
        utc(2026, 1, 11, 6), AT, utc(2026, 1, 13, 6),
    )  # fmt: skip
    stale = AlarmInfo(
        "stale", "first", "index", "", "", "uk-fcdo", "", "nothing new since 2 Jan 2026 10:00 UTC", utc(2026, 1, 2), AT
    )
    text = plain(render(in_russian(rule, wording(), not_checked=(BLOCKED,), alarms=(gone, stale))))
    text = text.replace("from 1 March 2027", "")  # the page's own words
    assert not re.search(r"\b(?:Jan|Feb|Mar|Apr|January|March)\b", text)
    assert "UTC" not in text.replace("(UTC+5)", "")
    for said in (
        "13–14 янв. 2026 г. (Almaty time)", "seen 14 янв. 2026 г. 14:12 Almaty time (UTC+5)",
        "page dated 12 янв. 2026 г.", "last at 14 янв. 2026 г. 16:58 Almaty time", "from 1 мар. 2027 г.",
        "reverted to the version of 14 янв. 2026 г. 02:12 Almaty time (UTC+5)",
        "not checked since 11 янв. 2026 г. 11:00", "othing new since 2 янв. 2026 г. 15:00",
        "since 13 янв. 2026 г. 11:00",
    ):  # fmt: skip
        assert said in re.sub(r"\s+", " ", text), said


def test_alarms_tell_their_times_to_the_reader():
    lasting = AlarmInfo(
        "not_checked", "first", "uk-fcdo/x", "X", "", "uk-fcdo", "blocked", "", utc(2026, 1, 11, 6), utc(2026, 1, 14, 6)
    )
    (item,) = alarm_items([lasting], ALMATY)
    assert item.seen.startswith("Last well seen 11 Jan 2026 11:00 Almaty time (UTC+5).")


def test_who_reads_in_english_and_utc_need_not_wait_for_babel():
    code = (
        "import sys; from datetime import UTC, datetime; from monitor.report.times import moment, stated, span;"
        "now = datetime.now(UTC); moment(now), stated('2026-05'), span(now, now);"
        "print([each for each in ('babel', 'zoneinfo') if each in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", ["UTC", "Asia/Almaty", " Europe/London ", "America/Argentina/Buenos_Aires"])
def test_zones_of_the_iana_database_are_known(name: str):
    assert datetime(2026, 1, 14, tzinfo=zone(name)).utcoffset() is not None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("asia/almaty", "did you mean Asia/Almaty?"),
        ("Almaty", "did you mean Asia/Almaty?"),
        ("new york", "did you mean America/New_York?"),
        ("Europe/Lodon", "did you mean Europe/London?"),
        ("EST", "an abbreviation names several zones"),
        ("CET", "give a place (Europe/Berlin), or UTC"),
        ("+05:00", "give a name"),
        ("Europe", "'Europe' is no time zone"),
        ("../../etc/passwd", "is no time zone"),
        ("right/Europe/London", "is no time zone"),
        ("", "'' is no time zone: give a name"),
        ("a\x00b", "is no time zone"),
        ("x" * 5000, "is no time zone"),
    ],
)
def test_what_is_no_zone_is_refused_with_what_was_perhaps_meant(name: str, meant: str):
    with pytest.raises(ValueError, match=re.escape(meant)):
        zone(name)


@pytest.mark.parametrize(
    ("given", "code"), [("en", "en"), ("EN", "en"), ("ru", "ru"), ("pt_BR", "pt-BR"), ("zh-Hant", "zh-Hant")]
)
def test_languages_are_known_by_their_codes(given: str, code: str):
    assert language(given) == code


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Russian", "did you mean ru (Russian)?"),
        ("русский", "did you mean ru (Russian)?"),
        ("german", "did you mean de (German)?"),
        ("kz", "is no language"),
        ("", "'' is no language: give its code"),
        ("smj", "of whose dates nothing is known here"),
        ("../x", "is no language"),
    ],
)
def test_what_is_no_language_is_refused_with_what_was_perhaps_meant(given: str, meant: str):
    with pytest.raises(ValueError, match=re.escape(meant)):
        language(given)
