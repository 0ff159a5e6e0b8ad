"""What edits of real pages taught, each a fact of its own, from the page to what is told.

Other lessons stand where their room is tested: numbers that look like others in `facts/`, levels that were only
restated in `facts/test_fact_levels.py`, order and renames in `compare/`, walls in `fetch/`, one edit on many pages in
`test_same_edit.py`, what nobody is told of in `test_check.py` and `test_rereading.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from facts.texts import change, facts, moves, of_kind, values
from world import JSON, Answer, World, content_api, html

from monitor.assess.weights import TABLE
from monitor.cli import main
from monitor.compare.change import Change
from monitor.compare.words import word_diff
from monitor.facts.fact import FACT_KINDS
from monitor.facts.find import find
from monitor.facts.languages import contacts, dates, times
from monitor.publishers import publisher
from monitor.publishers.publisher import Publisher
from monitor.pure import change_between, reading
from monitor.read.reader import read

NGO = publisher("ngo")
Run = Callable[..., str]


def between(before: bytes, after: bytes, by: Publisher = NGO, country: str = "KZ") -> Change:
    """What changed between two answers of a server."""
    old, new = (reading(read(body, by, country=country), by) for body in (before, after))
    return change_between(old, new, by)


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in the world's folder; gives what it printed, in one line."""
    monkeypatch.chdir(world.folder)

    def run(*args: str) -> str:
        monkeypatch.setattr("sys.argv", ["monitor", *args])
        with pytest.raises(SystemExit):
            main()
        return " ".join(capsys.readouterr().out.split())

    return run


# -- what the program is for -------------------------------------------------------------------------------------------


def test_the_number_of_a_mission_is_told_first_as_silent_and_a_comma_never(world: World, run: Run) -> None:
    page = "<p>For help in person call us.</p><p>Consular number: {}</p><p>Bring your passport{} and some cash.</p>"
    world.watch(world.parts_entry(country="UG"))
    for number, comma in (("+255 22 229 0000", ""), ("+256 (0) 312 312 000", ""), ("+256 (0) 312 312 000", ",")):
        parts = {"getting-help": page.format(number, comma)}
        world.server.answer("/api", Answer(200, content_api(parts, note="New map."), JSON))
        world.round()
    number, comma = world.changes()
    assert (number.significance, comma.significance, comma.nothing) == ("critical", "none", "punctuation")
    assert len(world.told()) == 1
    told = run("report")
    assert told.index("CRITICAL Uganda / Getting help") < told.index("+255 22 229 0000 -> +256 (0) 312 312 000")
    assert "Consular number" in told
    assert "NOT ANNOUNCED; the note says: “New map.”" in told
    assert "some cash" not in told


# -- bytes that differ and pages that do not ---------------------------------------------------------------------------

NOISE = {
    "token of a bot wall": '<script>window.__CF$cv$params={r:"@",t:"MTc"};</script>',
    "token of a form": '<input type="hidden" name="csrf" value="@">',
    "state of ASP.NET": '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDw@">',
    "id of an accordion": '<button aria-controls="accordion-@">Police</button><div id="accordion-@">Dial 102.</div>',
    "id of a panel": '<h2 id="panel-@">Health</h2><p>Drink boiled water.</p>',
    "class of a build": '<p class="css-@">Carry some water.</p>',
    "nonce": '<style nonce="@">p { color: black }</style>',
    "address of a picture": '<img alt="" src="/map.png?v=@">',
    "comment": "<!-- served by node @ -->",
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_what_a_server_makes_up_anew_for_each_answer_says_nothing(noise: str) -> None:
    page = "<h2>Emergencies</h2><p>Call the police on 102.</p>{}<h2>Trams</h2><p>Trams are slow.</p>"
    first, second = (html(page.format(noise.replace("@", made))) for made in ("7f3a90c1", "e55d0b42"))
    assert first != second
    said = between(first, second)
    assert (said.facts, said.edits, said.reasons, said.significance) == ((), (), (), "none")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:updated_time" content="{}">',
        '<meta name="csrf-token" content="{}">',
        '<link rel="stylesheet" href="/site.css?{}">',
    ],
)
def test_the_head_of_a_page_says_nothing_of_its_text(head: str) -> None:
    first, second = (html("<p>Call 102.</p>", head=head.format(n)) for n in ("1767600000", "1767690000"))
    assert between(first, second).is_empty


def test_header_navigation_and_footer_of_a_site_say_nothing() -> None:
    frame = (
        "<html><body><header><p>{0} people read this.</p></header><nav><a href='/{0}'>Previous: Tour {0}</a></nav>"
        "<main><h1>Help</h1><p>Call the police on 102.</p></main><footer><p>Call {0} for the site.</p></footer>"
        "</body></html>"
    )
    assert between(frame.format(1415).encode(), frame.format(1515).encode()).facts == ()
    assert between(frame.format(1415).encode(), frame.format(1515).encode()).edits == ()


def test_a_word_that_tags_cut_in_two_is_one_word() -> None:
    first, second = (html(f"<p>{word} tests are over.</p>") for word in ("<span>C</span>OVID-19", "C<i>OVID</i>-19"))
    assert between(first, second).edits == ()


# -- small edits that are everything, and large ones that are nothing --------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("You may film bridges.", "You may not film bridges.", "stricter"),
        ("You can film bridges.", "You can no longer film bridges.", "stricter"),
        ("Visitors may carry a passport.", "Visitors must carry a passport.", "stricter"),
        ("Officers may search your bags.", "Officers will search your bags.", "stricter"),
        ("Residents may enter.", "Only residents may enter.", "stricter"),
        ("You can enter if you have a visa.", "You can enter unless you have a visa.", None),
        ("All visitors need a visa.", "All but Irish visitors need a visa.", None),
    ],
)
def test_one_small_word_turns_a_rule_and_is_one_change_told_either_way(
    before: str, after: str, direction: str | None
) -> None:
    opposite = {"stricter": "looser", None: None}[direction]
    for old, new, way in ((before, after, direction), (after, before, opposite)):
        said = change(f"Trams are slow.\n\n{old}", f"Trams are slow.\n\n{new}")
        assert moves(said) == [("rule", "changed", old, new)]
        assert said.facts[0].direction == way
        assert said.significance in ("critical", "major")


def test_a_few_likely_attacks_less_are_a_level_that_went_down() -> None:
    very = "Terrorists are very likely to try to carry out attacks in Kuwait."
    said = change(very, very.replace("very ", ""), country="KW")
    assert [(fact.kind, fact.change, fact.direction) for fact in said.facts] == [("level", "changed", "down")]
    assert said.significance == "critical"


def test_the_status_in_capitals_is_a_level_that_went_up() -> None:
    said = change("BAHRAIN - AVOID NON-ESSENTIAL TRAVEL", "BAHRAIN - AVOID ALL TRAVEL", country="BH", by="ca-gac")
    assert [(fact.kind, fact.change, fact.direction) for fact in said.facts] == [("level", "changed", "up")]
    assert said.significance == "critical"


@pytest.mark.parametrize(
    ("country", "before", "after", "move"),
    [
        ("ME", "* Police: 122\n* Ambulance: 124", "* Police: 122\n* Ambulance: 112", ("changed", "124", "112")),
        ("CZ", "Dial 112, or 158 for the police.", "Dial 112.", ("removed", "158", None)),
        ("LY", "Call the ambulance.", "Call the ambulance on 1415.", ("added", None, "1415")),
    ],
    ids=["Montenegro", "Czechia", "Libya"],
)
def test_a_code_of_three_or_four_digits_is_critical(
    country: str, before: str, after: str, move: tuple[str, str | None, str | None]
) -> None:
    said = change(before, after, country=country)
    assert (moves(said), said.significance) == ([("phone", *move)], "critical")


@pytest.mark.parametrize(
    ("country", "by", "ways"),
    [
        ("IE", "ie-dfa", ("+353 1 4082000", "00353 1 4082000", "+353 (0)1 408 2000", "01 408 2000")),
        ("KZ", "ie-dfa", ("+353 1 4082000", "01 408 2000")),
        ("TJ", "us-state", ("(+99237) 2318036", "(+99237) 231 80 36")),
        ("KZ", "uk-fcdo", ("020 7008 5000", "+44 20 7008 5000")),
    ],
    ids=["Ireland", "Ireland's number on a page on Kazakhstan", "Dushanbe", "London"],
)
def test_a_number_written_in_another_way_alarms_nobody(country: str, by: str, ways: tuple[str, ...]) -> None:
    for way in ways:
        said = change(f"Call the embassy on {ways[0]} by day.", f"Call the embassy on {way} by day.", country, by)
        assert said.facts == ()
        assert said.significance in ("none", "minor")


def test_diseases_in_another_order_are_nothing_to_read() -> None:
    listed = "## Diseases\n\n" + "".join(f"* **{name}**\n" for name in ("Cholera", "Dengue", "Measles", "Polio"))
    other = "## Diseases\n\n" + "".join(f"* **{name}**\n" for name in ("Polio", "Dengue", "Cholera", "Measles"))
    said = change(listed, other, country="CD", by="ca-gac")
    assert (said.significance, said.nothing, said.facts) == ("none", "order", ())


def test_a_section_keeps_its_facts_under_another_heading_in_another_place_and_in_two() -> None:
    before = "## Crime\n\nCall the police on 102. You must carry ID.\n\n## Trams\n\nTrams are slow and old here."
    after = (
        "## Getting around\n\nTrams are slow and old here.\n\n"
        "## Crime and safety\n\nCall the police on 102.\n\nYou must carry ID."
    )
    assert moves(change(before, after)) == []


def test_a_link_that_leads_to_the_embassy_of_another_country_is_seen_and_alarms_nobody() -> None:
    page = "See the [embassy](https://www.gov.uk/world/organisations/british-embassy-{})."
    said = change(page.format("tokyo"), page.format("astana"))
    assert (said.significance, said.nothing, said.facts) == ("none", "link", ())
    assert [link.change for link in said.links] == ["retargeted"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There were no changes to the advisory level or risk indicators.",
        "Reissued after periodic review without changes.",
    ],
)
def test_a_review_that_changed_nothing_is_no_change_of_the_level(sentence: str) -> None:
    level = "Exercise increased caution in Mali due to crime."
    for before, after in ((level, f"{sentence}\n\n{level}"), (f"{sentence}\n\n{level}", level)):
        said = change(before, after, country="ML", by="us-state")
        assert said.facts == ()
        assert said.significance in ("none", "minor")


def test_all_but_essential_after_all_is_one_easing_also_where_the_old_status_is_said_to_be_over() -> None:
    before = "FCDO advises against all travel to the Batken region."
    after = (
        "FCDO no longer advises against all travel to the Batken region. "
        "FCDO now advises against all but essential travel to the Batken region."
    )
    said = change(before, after, country="KG")
    assert [(fact.kind, fact.change, fact.direction) for fact in said.facts] == [("level", "changed", "down")]


# -- what facts are ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("You must not bring drugs unless you have a prescription.", "you", "unless you have a prescription"),
        ("If you stay more than 30 days, you must register.", "you", "if you stay more than 30 days"),
        ("Visitors must register.", "visitors", None),
        ("Drones are prohibited in Ruritania.", "drones", None),
        ("It is illegal to photograph bridges.", "photograph bridges", None),
        ("Entry is not permitted without a visa.", "entry", "without a visa"),
        ("Police may ask you for papers if you are near the border.", "police", "if you are near the border"),
    ],
)
def test_a_rule_says_of_whom_or_what_and_under_which_condition(text: str, subject: str, condition: str | None) -> None:
    [value] = values("rule", text)
    assert (value["subject"], value["condition"]) == (subject, condition)


@pytest.mark.parametrize(
    ("by", "value"),
    [
        ("uk-fcdo", "2026-03-02"),
        ("au-dfat", "2026-03-02"),
        ("ie-dfa", "2026-03-02"),
        ("de-aa", "2026-03-02"),
        ("us-state", "2026-02-03"),
        ("ca-gac", "2026-02-03"),
    ],
)
def test_each_publisher_writes_day_and_month_in_its_own_order(by: str, value: str) -> None:
    assert values("date", "The strike begins on 02/03/2026 in all cities.", by=by) == [value]


def test_a_detention_may_have_two_limits() -> None:
    [(words, value)] = of_kind("penalty", "You may be detained for no longer than 48 hours (or 72 in some cases).")
    [term] = value["terms"]
    assert words.endswith("no longer than 48 hours (or 72 in some cases)")
    assert (value["kinds"], term["low"], term["high"], term["unit"], term["bound"]) == (
        ["detention"], None, 48, "hour", "max",
    )  # fmt: skip
    assert (term["or"]["high"], term["or"]["unit"]) == (72, "hour")


def test_compensation_in_an_index_and_what_the_index_is_are_two_amounts() -> None:
    text = "Compensation varies between 30 and 50 monthly calculation index (MCI in 2024 is 3692 KZT)."
    assert values("money", text) == [
        {"low": 30, "high": 50, "currency": "monthly calculation index", "bound": "range"},
        {"amount": 3692, "currency": "KZT", "bound": None},
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Телефон доверия: +7 (727) 000-48-02, доб. 4901", ("phone", "+77270004802;ext=4901")),
        ("Пишите на help@example.kz.", ("email", "help@example.kz")),
        ("Приём начнётся 15 мая 2026 года.", ("date", "2026-05-15")),
        ("Сбор стоит 170 долларов США.", ("money", {"amount": 170, "currency": "USD", "bound": None})),
        ("Ответ дают за три рабочих дня.", ("duration", {"low": 3, "high": 3, "unit": "working day", "bound": None})),
        ("Это ст. 120 УК РК.", ("law", {"instrument": "уголовный кодекс", "unit": "article", "articles": ["120"]})),
        ("Нарушителям грозит смертная казнь.", ("penalty", {"kinds": ["death"]})),
    ],
)
def test_a_page_in_russian_states_facts_of_seven_kinds(text: str, said: tuple[str, object]) -> None:
    found = [(fact.kind, fact.value) for fact in facts(text, by="ngo") if fact.kind not in ("rule", "level")]
    assert found == [said]


def test_a_russian_penalty_has_its_term_and_its_offence() -> None:
    text = "Изнасилование (ст. 120 УК РК) наказывается лишением свободы на срок от пяти до восьми лет."
    [penalty] = [fact for fact in facts(text) if fact.kind == "penalty"]
    assert penalty.value == {"kinds": ["prison"], "terms": [{"low": 5, "high": 8, "unit": "year", "bound": "range"}]}
    assert penalty.label == "Изнасилование"


def test_another_language_is_another_entry_in_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are of no language on earth, and nothing but the tables knows of them."""
    english = dates.BY_LANGUAGE["en"]
    months = replace(english, months={"zorbal": 4}, doubtful=frozenset(), capitals=False, alone="ub")
    hours = replace(times.BY_LANGUAGE["en"], units={"day": "drem"})
    police = replace(contacts.BY_LANGUAGE["en"], services="vuktar", orders="klabu", asking="klabu")
    for module, words in ((dates, months), (times, hours), (contacts, police)):
        monkeypatch.setitem(module.BY_LANGUAGE, "qaa", words)
    by = replace(NGO, language="qaa")
    document = read(b"# Ub\n\nVuktar: 102\n\nShumi 7 zorbal 2026.\n\nShumi 5 drem.", by, country="KZ")
    said = [(fact.kind, fact.text, fact.value) for fact in find(document, by)]
    assert said == [
        ("phone", "102", "KZ:102"),
        ("date", "7 zorbal 2026", "2026-04-07"),
        ("duration", "5 drem", {"low": 5, "high": 5, "unit": "day", "bound": None}),
    ]
    assert find(document, NGO) == ()


# -- what changes are --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Articles 120-124 of the Code", "Articles 120-126 of the Code"),
        ("Article 317-2 of the Code", "Article 317-3 of the Code"),
        ("It is shut on 01/02/2026", "It is shut on 03/02/2026"),
        ("It is shut from 2026-05-01", "It is shut from 2026-05-11"),
        ("The fee is 1,200.50 euros", "The fee is 1,300.50 euros"),
        ("Call 876-962-2278-9", "Call 876-962-2279-9"),
        ("It takes twenty-one days", "It takes twenty-two days"),
    ],
)
def test_a_number_of_an_article_a_date_or_a_phone_changes_as_a_whole(before: str, after: str) -> None:
    gone = [text for op, text in word_diff(before, after) if op == "-"]
    come = [text for op, text in word_diff(before, after) if op == "+"]
    assert len(gone) == len(come) == 1
    assert gone[0] in before.split()
    assert come[0] in after.split()


def test_every_kind_of_fact_has_a_weight_whatever_it_is_and_every_weight_its_reason() -> None:
    last = {kind: line for line in TABLE for kind in line.kinds}
    assert set(last) == set(FACT_KINDS)
    assert all(len(line.because.split()) >= 3 for line in TABLE)
    assert len({line.because for line in TABLE}) == len(TABLE)


def test_a_change_names_what_its_note_does_not_speak_of() -> None:
    page = (
        "# Ruritania\n\nUpdated: {} May 2026\n\nLatest update: {}\n\n## Help\n\nCall the embassy on +7 7172 {}.\n\n"
        "## Customs\n\nYou must declare {} of tobacco.\n"
    )
    before = page.format(3, "New map.", "556200", "500 grams")
    after = page.format(5, "Updated customs limit for tobacco.", "596240", "250 grams")
    said = change(before, after).announcement
    assert said is not None
    assert said.status == "partly"
    assert any("596240" in each for each in said.unannounced)
    assert not any("tobacco" in each or "grams" in each for each in said.unannounced)


def test_the_json_of_a_change_carries_all_that_a_report_says(world: World, run: Run) -> None:
    (world.folder / "old").write_text("# Visas\n\nA single-entry visa costs £40. Call 020 7008 5000.\n", "utf-8")
    (world.folder / "new").write_text("# Visas\n\nA single-entry visa costs £50. Call +44 20 7008 5000.\n", "utf-8")
    said = json.loads(run("diff", "--format", "json", "--publisher", "uk-fcdo", "--country", "KZ", "old", "new"))
    [fact] = said["facts"]
    assert (fact["kind"], fact["change"], fact["direction"]) == ("money", "changed", "up")
    assert (fact["before"]["text"], fact["after"]["text"]) == ("£40", "£50")
    assert fact["after"]["label"] == "single-entry visa"
    assert fact["after"]["context"] == "A single-entry visa costs £50."
