"""A page that may not be the page, or not the whole of it, is doubted; an edit is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.assess.suspicion import doubts
from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.read.document import Document
from monitor.read.parts import part
from monitor.read.reader import read

SECTIONS = {
    "Crime": "Thieves work in crowded markets and on night trains. Keep your bag closed, carry a copy of your "
    "passport, and leave valuables in the safe of your hotel. Report a theft to the police in Kazakhstan within a "
    "day.",
    "Road travel": "Roads outside of the cities are unlit, and animals cross them at night. You must carry your "
    "licence and the papers of the car. The limit in towns of Kazakhstan is 60 km/h, and cameras are everywhere.",
    "Mountains": "Weather in the Tian Shan turns within an hour. Tell somebody where you go and when you will be "
    "back. Rescue teams of Kazakhstan answer on 112, but may need a day to reach you in the high valleys.",
    "Local laws": "It is illegal to carry drugs of any kind, and you can be imprisoned for many years. Do not "
    "photograph military buildings, airports or the border. Police may ask for your documents at any time.",
    "Earthquakes": "Almaty lies in a zone of earthquakes. Learn what to do in a tremor: stay away from windows, "
    "drop, cover and hold on, and go to an open place as soon as the shaking has stopped.",
    "Health": "Ticks carry encephalitis in spring. Drink bottled water in villages, and ask your doctor about "
    "rabies at least eight weeks before you leave. Ambulances answer on 103 and speak Russian or Kazakh.",
}
LEVELS = {
    1: "Level 1: Exercise Normal Precautions",
    2: "Level 2: Exercise Increased Caution",
    3: "Level 3: Reconsider Travel",
    4: "Level 4: Do Not Travel",
}


def page(
    sections: dict[str, str] = SECTIONS, title: str = "Kazakhstan travel advice", top: str = "", lang: str = "en"
) -> str:
    body = "".join(f"<h2>{name}</h2><p>{text}</p>" for name, text in sections.items())
    head = f"<head><title>{title}</title></head>"
    return f'<!DOCTYPE html><html lang="{lang}">{head}<body><main><h1>{title}</h1>{top}{body}</main></body></html>'


def doubted(
    before: str, now: str | bytes, by: str = "us-state", country: str | None = "KZ", language: str | None = "en"
) -> tuple[str, ...]:
    whose = publisher(by)
    old = read(before.encode(), whose, country=country, media_type="text/html")
    new = read(now.encode() if isinstance(now, str) else now, whose, country=country, media_type="text/html")
    return doubts(old, new, find(old, whose), find(new, whose), language=language)


def without(*names: str) -> dict[str, str]:
    return {name: text for name, text in SECTIONS.items() if name not in names}


def for_country(name: str) -> dict[str, str]:
    return {heading: text.replace("Kazakhstan", name) for heading, text in SECTIONS.items()}


# What is no cause for doubt


def test_the_same_page_again_is_not_doubted() -> None:
    assert doubted(page(), page()) == ()


@pytest.mark.parametrize(
    "now",
    [
        page(SECTIONS | {"Crime": SECTIONS["Crime"].replace("night trains", "trams")}),
        page(SECTIONS | {"Floods": "Rivers flood in April. Follow the orders of the authorities."}),
        page(without("Earthquakes")),
        page(dict(reversed(SECTIONS.items()))),
        page({name.upper(): text for name, text in SECTIONS.items()}),
        page(title="Kazakhstan: advice for travellers"),
        page(SECTIONS, title="Travel in Kazakhstan"),
        page({"All of it": " ".join(SECTIONS.values())}),
    ],
    ids=["words", "a section more", "a section less", "order", "headings", "title", "title anew", "one section"],
)
def test_an_edit_is_not_doubted(now: str) -> None:
    assert doubted(page(), now) == ()


def test_a_page_of_two_sentences_that_loses_one_is_edited() -> None:
    two = {"Help": "Call the police on 102. Call the embassy on +7 7172 55 62 00."}
    assert doubted(page(two), page({"Help": "Call the police on 102."})) == ()


def test_a_short_list_that_loses_most_rows_is_edited() -> None:
    long, short = ("<ul>" + "".join(f"<li>{town} city</li>" for town in towns) + "</ul>" for towns in ("ABCDEF", "AB"))
    before, now = (page({"Towns": f"</p>{towns}<p>"} | SECTIONS) for towns in (long, short))
    assert doubted(before, now) == ()


# Half a page


def test_a_page_of_which_nothing_but_headings_came_is_doubted_for_that_alone() -> None:
    empty = page(dict.fromkeys(SECTIONS, ""))
    assert doubted(page(top=f"<p>{LEVELS[3]}</p>"), empty) == ("Nothing but headings came, or nothing at all.",)


@pytest.mark.parametrize("percent", [30, 50, 66, 80])
def test_a_page_that_is_cut_off_is_doubted_wherever_the_cut_falls(percent: int) -> None:
    whole = page().encode()
    assert doubted(page(), whole[: len(whole) * percent // 100])


def test_a_page_that_breaks_off_in_the_middle_of_a_sentence_is_doubted_though_little_is_missing() -> None:
    whole = page()
    cut = whole[: whole.index("Ambulances answer on 103 and") + len("Ambulances answer on 103 and")]
    assert doubted(whole, cut) == (
        "It breaks off in the middle of a sentence: “… eight weeks before you leave. Ambulances answer on 103 and”.",
    )


def test_a_tag_that_was_torn_at_the_cut_is_no_text_of_the_page() -> None:
    items = "".join(f"<li>Bring the paper number {n} to the office of migration.</li>" for n in range(8))
    whole = page(SECTIONS | {"Papers": f"</p><ul>{items}</ul><p>"})
    cut = whole[: whole.index("<li>Bring the paper number 3") - 3]  # behind "migration." and "</"
    assert "breaks off" not in " ".join(doubted(whole, cut))
    assert doubted(whole, cut)[-1] == "It ends where it went on before: its last 5 of 22 blocks did not come."


def test_a_third_of_the_words_is_told_with_its_number() -> None:
    (said, *_) = doubted(page(), page(without("Crime", "Local laws", "Earthquakes")))
    assert said == "50 % of its words are gone (110 of 219)."


def test_sections_that_went_together_are_doubted_though_they_were_short() -> None:
    towns = {name: f"{name} is quiet." for name in ("Aktau", "Atyrau", "Kostanay", "Oral", "Pavlodar", "Semey")}
    long = dict.fromkeys(("Crime", "Local laws"), " ".join(SECTIONS.values()))
    (said,) = doubted(page(towns | long), page(long))
    assert said == "6 of its 8 sections are gone at once, among them “Aktau”."


def test_an_index_of_215_rows_that_comes_with_20_is_doubted() -> None:
    def index(rows: int) -> str:
        lines = "".join(f"<tr><td>Country {n}</td><td>Grade {n % 4 + 1}</td><td>May {n}</td></tr>" for n in range(rows))
        return page({"All": f"</p><table>{lines}</table><p>{' '.join(SECTIONS.values()) * 4}"})

    assert "Of the 215 rows of its longest table only 20 came." in doubted(index(215), index(20))
    assert doubted(index(215), index(214)) == ()
    assert doubted(index(215), index(215).replace("May", "June")) == ()


def test_a_feed_of_215_lines_that_comes_with_20_is_doubted() -> None:
    def feed(lines: int) -> Document:
        advisories = [
            {"Title": f"{name} - {LEVELS[2]}", "Link": "", "Category": [], "Summary": f"<p>{name} is fine.</p>"}
            for name in (f"Place {n}" for n in range(lines))
        ]
        return read(json.dumps(advisories).encode(), publisher("us-state"), media_type="application/json")

    found = doubts(feed(215), feed(20), (), (), language="en")
    assert "195 of its 215 sections are gone at once, among them “Place 20”." in found


def test_an_answer_of_many_parts_that_is_cut_off_is_doubted_as_a_whole_though_no_part_tells_it() -> None:
    def content(parts: int) -> dict[str, Any]:
        bodies = [
            {"title": name, "slug": name.lower().replace(" ", "-"), "body": f"<p>{text}</p>"}
            for name, text in list(SECTIONS.items())[:parts]
        ]
        details = {"country": {"name": "Kazakhstan", "slug": "kazakhstan"}, "parts": bodies, "alert_status": []}
        return {
            "document_type": "travel_advice",
            "schema_name": "travel_advice",
            "title": "Kazakhstan travel advice",
            "base_path": "/foreign-travel-advice/kazakhstan",
            "details": details,
        }

    whole, half = (read(json.dumps(content(n)).encode(), publisher("uk-fcdo"), country="KZ") for n in (6, 3))
    assert "3 of its 6 sections are gone at once, among them “Local laws”." in doubts(
        whole, half, (), (), language="en"
    )
    assert doubts(part(whole, "crime") or whole, part(half, "crime") or half, (), (), language="en") == ()


# Another page


LANGUAGES = {
    "German": "Die Straßen sind in der Nacht nicht beleuchtet und die Polizei ist auf dem Land nicht immer zu "
    "erreichen. Wer mit dem Auto fährt, muss den Führerschein und die Papiere bei sich haben. In den Bergen ist das "
    "Wetter für Wanderer gefährlich, und es wird empfohlen, sich vor der Reise bei der Botschaft zu melden.",
    "French": "Les routes ne sont pas éclairées la nuit et la police est difficile à joindre dans les campagnes. Il "
    "est obligatoire de présenter le permis et les papiers de la voiture. En montagne, le temps change vite et il "
    "est conseillé de dire à un proche où vous allez et quand vous serez de retour.",
    "Spanish": "Las carreteras no están iluminadas por la noche y es difícil llamar a la policía en el campo. Los "
    "que viajan en coche deben llevar el permiso y los papeles. En la montaña el tiempo cambia en una hora y se "
    "aconseja que los viajeros avisen a la embajada antes de salir para las zonas altas del país.",
    "Russian": "Дороги за городом ночью не освещены, и до полиции в сёлах дозвониться трудно. Водитель должен иметь "
    "при себе права и документы на машину. Погода в горах меняется за час, поэтому сообщите близким, куда вы идёте "
    "и когда вернётесь. Спасатели отвечают по телефону 112, но могут добираться к вам целый день.",
    "Kazakh": "Қала сыртындағы жолдар түнде жарықтандырылмаған, ауылда полицияға хабарласу қиын. Жүргізуші өзімен "
    "бірге куәлік пен көлік құжаттарын алып жүруі керек. Тауда ауа райы бір сағатта өзгереді, сондықтан қайда бара "
    "жатқаныңызды және қашан оралатыныңызды жақындарыңызға айтыңыз. Құтқарушылар қызметі сізге бір күнде жетуі "
    "мүмкін, әзір болыңыз.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_another_language_is_doubted_whatever_it_says_of_itself(language: str) -> None:
    found = doubted(page(), page({"1": LANGUAGES[language]}, lang="en"))
    assert f"It is in another language: {language}, where English was." in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_a_language_of_its_own_is_not_doubted_for_that(language: str) -> None:
    once, again = page({"1": LANGUAGES[language]}), page({"1": LANGUAGES[language] + " Tel. 112."})
    assert doubted(once, again, language="en") == ()


def test_a_page_that_was_too_short_to_tell_its_language_has_the_one_that_it_is_to_have() -> None:
    short = page({"1": "Call 102."})
    said = "It is in another language: German, where English was."
    assert said in doubted(short, page({"1": LANGUAGES["German"]}), language="en")
    assert doubted(short, page({"1": LANGUAGES["German"]}), language=None) == ()
    assert doubted(short, page({"1": LANGUAGES["German"]}), language="de-DE") == ()


def test_a_paragraph_in_another_language_is_an_edit() -> None:
    assert doubted(page(), page(SECTIONS | {"Auf Deutsch": LANGUAGES["German"]})) == ()


def test_the_page_of_another_country_is_doubted_by_its_title() -> None:
    other = page(for_country("Kyrgyzstan"), title="Kyrgyzstan travel advice")
    said = "Its title is that of another page: “Kyrgyzstan travel advice”, where “Kazakhstan travel advice” was."
    assert doubted(page(), other) == (said,)


def test_the_page_of_another_country_under_the_same_title_is_doubted_by_its_text() -> None:
    said = "It does not name Kazakhstan any more, but Kyrgyzstan."
    assert doubted(page(title="Travel advice"), page(for_country("Kyrgyzstan"), title="Travel advice")) == (said,)


def test_a_country_by_another_of_its_names_is_the_same_country() -> None:
    before = page(for_country("Burma"), title="Burma travel advice")
    after = page(for_country("Myanmar"), title="Myanmar travel advice")
    assert doubted(before, after, country="MM") == ()


def test_a_neighbour_that_is_named_as_well_makes_no_other_page() -> None:
    more = {"Border": "The border with Kyrgyzstan is closed. Kyrgyzstan checks papers. Stay away from Kyrgyzstan."}
    assert doubted(page(), page(SECTIONS | more)) == ()


def test_a_title_without_a_word_of_the_former_one_is_doubted_where_nothing_shows_the_country() -> None:
    plain = {name: text.replace(" in Kazakhstan", "").replace(" of Kazakhstan", "") for name, text in SECTIONS.items()}
    before, after = page(plain, title="Kazakhstan travel advice"), page(plain, title="Welcome back")
    said = "Its title is that of another page: “Welcome back”, where “Kazakhstan travel advice” was."
    assert doubted(before, after, country=None) == (said,)
    assert doubted(page(title="Advice"), page(title="Warnings")) == ()


# Levels


def test_a_level_that_rose_or_stayed_is_not_doubted() -> None:
    for now in (3, 4):
        assert doubted(page(top=f"<p>{LEVELS[3]}</p>"), page(top=f"<p>{LEVELS[now]}</p>")) == ()


def test_a_level_that_fell_is_doubted() -> None:
    before, now = (page(top=f"<p>Kazakhstan - {LEVELS[step]}</p>") for step in (3, 2))
    (said,) = doubted(before, now)
    assert said == (
        "The advice level fell: “Kazakhstan - Level 3: Reconsider Travel” became "
        "“Kazakhstan - Level 2: Exercise Increased Caution”."
    )


def test_a_level_that_vanished_is_doubted() -> None:
    (said,) = doubted(page(top=f"<p>{LEVELS[4]}</p>"), page())
    assert said == "No advice level stands on it any more: “Level 4: Do Not Travel” is gone."


def test_the_last_area_of_a_warning_is_missed_and_a_new_one_is_not() -> None:
    one = "<p>FCDO advises against all travel to the Aksu Valley.</p>"
    two = one + "<p>FCDO advises against all but essential travel to the town of Zhanaozen.</p>"
    assert doubted(page(top=one), page(top=two), by="uk-fcdo") == ()
    (said,) = doubted(page(top=two), page(top=one), by="uk-fcdo")
    assert said.startswith("An advice level is gone: “FCDO advises against all but essential travel to the town of")


def test_a_level_of_areas_that_became_one_of_the_whole_country_is_no_lowering() -> None:
    area, country = ("<p>Avoid all travel to the border.</p>", "<p>Avoid all travel to Kazakhstan.</p>")
    assert doubted(page(top=area), page(top=country), by="ca-gac") == ()


def test_the_highest_level_that_went_while_a_lower_one_came_is_doubted() -> None:
    before = page(SECTIONS | {"Risk": "Avoid all travel to the region of Turkistan."})
    now = page(SECTIONS | {"Note": "In the city of Oral and its airport, exercise a high degree of caution."})
    assert any("level" in said for said in doubted(before, now, by="ca-gac"))


def advisories(steps: dict[str, int]) -> Document:
    lines = [
        {"Title": f"{name} - {LEVELS[step]}", "Link": "", "Category": [], "Summary": f"<p>{name} is fine.</p>"}
        for name, step in steps.items()
    ]
    return read(json.dumps(lines).encode(), publisher("us-state"), media_type="application/json")


def test_one_level_that_fell_in_an_index_of_215_is_doubted_and_one_that_rose_is_not() -> None:
    us = publisher("us-state")
    steps = {f"Place {n}": n % 3 + 2 for n in range(215)}
    old = advisories(steps)
    for step, expected in (
        (2, ("An advice level fell or is gone: “Place 100: Level 3: Reconsider Travel”.",)),
        (4, ()),
    ):
        new = advisories(steps | {"Place 100": step})
        assert doubts(old, new, find(old, us), find(new, us), language="en") == expected


# Anything


LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))
TEXTS = st.dictionaries(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=200), max_size=5)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.none() | st.text(max_size=5))
def test_any_two_pages_get_sentences_and_no_page_doubts_itself(
    one: dict[str, str], other: dict[str, str], language: str | None
) -> None:
    whose = publisher("anyone")
    old, new = (read(page(texts).encode(), whose) for texts in (one, other))
    assert all(said.endswith(".") for said in doubts(old, new, (), (), language=language))
    assert doubts(old, old, (), (), language=language) == ()
