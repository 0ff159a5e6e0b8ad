from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from source_texts import ENVIRON, FULL, SMALL

from monitor.sources.config import load
from monitor.sources.manners import Defaults
from monitor.sources.rules import Rule
from monitor.sources.units import Every


def test_everything_that_the_file_can_say_is_read(read):
    config = read(FULL, **ENVIRON)
    assert config.contact == "desk@example.org"
    assert config.defaults == Defaults(
        every=Every(timedelta(minutes=90)),
        allowance=timedelta(days=2),
        confirm_after=timedelta(seconds=90),
        timeout=timedelta(seconds=90),
        max_size=1_572_864,
        pace=timedelta(milliseconds=500),
        at_once=2,
        retry_for=timedelta(0),
        allow_private=("localhost:8080", "intranet.example.org"),
    )
    fcdo, state, labirint, ngo = config.sources
    assert fcdo.countries == ("KZ", "KG")
    assert fcdo.pages == ("safety-and-security", "getting-help")
    assert fcdo.safety_critical
    assert state.countries == ("KZ",)
    assert state.pages is None
    assert labirint.url == "https://labirint.example.org/page?id=1"
    assert (labirint.name, labirint.title) == ("domestic-violence", "Kazakhstan / Domestic violence")
    assert labirint.root == "main > .entry-content"
    assert (fcdo.parts, labirint.parts) == (None, None)
    assert (ngo.countries, ngo.safety_critical) == ((), False)


def test_a_source_has_the_interval_of_the_defaults_unless_it_names_its_own(read):
    config = read(FULL, **ENVIRON)
    usual = Every(timedelta(minutes=90))
    adaptive = Every(timedelta(hours=6), soonest=timedelta(minutes=30))
    assert [source.every for source in config.sources] == [Every(timedelta(hours=1)), adaptive, usual, usual]


def test_a_source_has_the_allowance_of_the_defaults_unless_it_names_its_own(read):
    days, hours = timedelta(days=2), timedelta(hours=12)
    assert [source.allowance for source in read(FULL, **ENVIRON).sources] == [days, hours, days, days]
    assert read(SMALL).sources[0].allowance is None


def test_hosts_are_asked_as_the_file_says_of_each(read):
    govuk, local = read(FULL, **ENVIRON).hosts
    assert (govuk.host, govuk.pace, govuk.at_once, govuk.permission) == ("www.gov.uk", timedelta(seconds=2), None, None)
    assert (local.host, local.pace, local.at_once) == ("localhost:8080", None, 4)
    assert local.permission == "Web team of example.org, by mail of 3 March 2026"


def test_an_interval_has_one_length_or_two_bounds(read):
    written = {
        "6h": Every(timedelta(hours=6)),
        "1h 30m": Every(timedelta(minutes=90)),
        "30m to 6h": Every(timedelta(hours=6), timedelta(minutes=30)),
        "90 min to 1d 12h": Every(timedelta(hours=36), timedelta(minutes=90)),
        "6h to 360 min": Every(timedelta(hours=6)),
        "${SOON} to ${LATE}": Every(timedelta(hours=2), timedelta(hours=1)),
    }
    environ = {"SOON": "1h", "LATE": "2h"}
    assert {text: read(f"{SMALL}    every: {text}\n", **environ).sources[0].every for text in written} == written


def test_recipients_have_one_channel_and_their_rule(read):
    config = read(FULL, **ENVIRON)
    desk, channel = config.recipients
    assert (desk.channel, desk.email, desk.slack) == ("email", ("duty@example.org", "deputy@example.org"), None)
    (rule,) = desk.when
    assert (rule.significance, rule.countries, rule.publishers) == ("major", ("KZ", "KG"), ("uk-fcdo",))
    assert rule.kinds == ("phone", "law")
    assert (channel.channel, channel.email, channel.when) == ("slack", None, (Rule(),))
    assert channel.slack.webhook.get_secret_value() == "https://hooks.example.org/T1/B2/x"


ONE = SMALL + (
    "recipients:\n  - {name: desk, email: a@example.org, %s}\n"
    "delivery: {email: {host: localhost, port: 25, from: m@example.org}}\n"
)


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("alarms: true", (Rule(),)),
        ("when: ", (Rule(),)),
        ("when: {kinds: law}", (Rule(kinds="law"),)),
        ("when: [{kinds: law}]", (Rule(kinds="law"),)),
        ("when: [{kinds: law}, {significance: critical}]", (Rule(kinds="law"), Rule(significance="critical"))),
    ],
)
def test_a_recipient_has_a_rule_or_a_list_of_rules(read, written, rules):
    assert read(ONE % written).recipients[0].when == rules


def test_a_recipient_is_told_at_once_and_at_any_hour_unless_the_file_says_otherwise(read):
    (desk,) = read(ONE % "alarms: false").recipients
    assert (desk.digest, desk.quiet, desk.alarms) == (None, None, False)
    assert (str(desk.timezone), desk.language) == ("UTC", "en")


def test_digest_quiet_hours_time_zone_and_language_are_read(read):
    hours = "digest: {at: [7:00, 17:30], days: mon}, quiet: {from: 22:00, until: 06:30}"
    (desk,) = read(ONE % f"{hours}, timezone: Asia/Almaty, language: ru").recipients
    assert (desk.digest.at, desk.digest.days) == ((time(7), time(17, 30)), ("mon",))
    assert (desk.digest.empty, desk.digest.at_once) == (True, "critical")
    assert (desk.quiet.since, desk.quiet.until) == (time(22), time(6, 30))
    assert (str(desk.timezone), desk.language) == ("Asia/Almaty", "ru")


def test_a_digest_may_come_when_the_quiet_hours_end(read):
    (desk,) = read(ONE % "digest: {at: '06:00'}, quiet: {from: '22:00', until: '06:00'}").recipients
    assert desk.digest.at == (desk.quiet.until,)


def test_the_mail_server_is_read_and_a_password_of_digits_stays_a_text(read):
    server = read(FULL, **ENVIRON).delivery.email
    assert (server.host, server.port, server.security) == ("smtp.example.org", 465, "tls")
    assert server.sender == "Monitor <monitor@example.org>"
    assert server.timeout == timedelta(seconds=10)
    assert server.password.get_secret_value() == "12345"


def test_the_smallest_file_gets_the_defaults(read):
    config = read(SMALL)
    assert config.defaults == Defaults()
    assert config.sources[0].every == Every(timedelta(hours=6))
    assert config.hosts == ()
    assert (config.sources[0].index, config.sources[0].browser) == (True, False)
    assert config.sources[0].pages is None
    assert (config.recipients, config.delivery.email, config.delivery.report_url) == ((), None, None)


def test_snapshots_lie_beside_the_file_and_not_where_the_program_was_started(tmp_path: Path):
    folder = tmp_path / "etc"
    folder.mkdir()
    path = folder / "sources.yaml"
    path.write_text(SMALL)
    config = load(path, {}, {"uk-fcdo": ()})
    assert config.snapshots == folder / "snapshots"
    assert config.path == path
    path.write_text(f"snapshots: {tmp_path}/elsewhere\n{SMALL}")
    assert load(path, {}, {"uk-fcdo": ()}).snapshots == tmp_path / "elsewhere"


def test_names_may_stand_above_nothing_where_their_content_is_commented_out(read):
    config = read(
        SMALL + "defaults:\nhosts:\n  # - host: www.gov.uk\nrecipients:\n  # - name: duty-desk\ndaemon:\ndelivery:\n"
    )
    assert config == read(SMALL)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NO", "NO"),
        ("no", "NO"),
        ("'NO'", "NO"),
        ("Norway", "NO"),
        ("kz", "KZ"),
        ("Kazakhstan", "KZ"),
        ("côte d’ivoire", "CI"),
        ("XK", "XK"),
        ("Kosovo", "XK"),
        ("ON # no code, but YAML 1.1 has it for true", None),
    ],
)
def test_a_country_is_what_is_written_and_no_is_norway(read, wrong, written, code):
    text = SMALL.replace("KZ", written)
    if code is None:
        assert wrong(text)[0].startswith("sources.yaml:4:14: sources.0.country: 'ON' is not a country")
    else:
        assert read(text).sources[0].countries == (code,)


def test_values_that_yaml_takes_for_numbers_or_dates_stay_the_text_that_is_written(read):
    entry = SMALL + "    name: 2024-01-01\n    url: http://example.org/\n    title: %s\n"
    assert [read(entry % title).sources[0].title for title in ("12:30", "010", "1e3", "2024-01-01", "false")] == [
        "12:30", "010", "1e3", "2024-01-01", "false",
    ]  # fmt: skip


def test_a_file_of_yaml_1_1_is_read_by_the_same_rules(read):
    assert read("%YAML 1.1\n---\n" + SMALL.replace("KZ", "NO")).sources[0].countries == ("NO",)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(read):
    text = SMALL.replace("\n", "\r\n").encode()
    assert read(b"\xef\xbb\xbf" + text) == read(text) == read(SMALL)


def test_a_rule_may_be_written_once_and_shared(read):
    text = SMALL + (
        "recipients:\n"
        "  - {name: a, email: a@example.org, when: &urgent {significance: critical}}\n"
        "  - {name: b, email: b@example.org, when: *urgent}\n"
        "delivery: {email: {host: localhost, port: 25, from: m@example.org}}\n"
    )
    assert [recipient.when for recipient in read(text).recipients] == [(Rule(significance="critical"),)] * 2


def test_one_publisher_and_country_may_stand_twice_with_different_pages(read):
    text = SMALL + "    pages: [health]\n  - {publisher: uk-fcdo, country: KZ, pages: [getting-help], every: 1h}\n"
    assert len(read(text).sources) == 2


def test_a_page_at_a_url_may_stand_beside_all_pages_of_its_publisher(read):
    text = SMALL + "  - {publisher: uk-fcdo, country: KZ, name: rape-guidance, url: https://example.org/}\n"
    assert len(read(text).sources) == 2


def test_a_page_at_a_url_is_one_whole_unless_its_parts_are_asked_for(read):
    entry = SMALL + "  - {publisher: ngo, name: guide, url: https://example.org/, parts: %s}\n"
    assert read(entry % "all").sources[1].parts == ()
    assert read(entry % "[first-steps, police]").sources[1].parts == ("first-steps", "police")


def test_a_configuration_does_not_change_after_loading(read):
    config = read(SMALL)
    with pytest.raises(ValidationError, match="frozen"):
        config.sources[0].every = timedelta(0)
