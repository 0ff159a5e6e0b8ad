"""Pages in Russian and Kazakh: every word as it stands, compared as what it looks like."""

from __future__ import annotations

import pytest
from read_helpers import ANYONE, links, of_html, placed, sections, told, whole

from monitor.pure import change_between, reading
from monitor.read.parts import parts
from monitor.read.reader import read
from monitor.read.text import looks, plain, slugify

KAZAKH = "Әйел – ғалым, қыз – өнерпаз; ұл мен үй, іні һәм қаңтар: «Тың», „Үміт“."
RUSSIAN = "Позвоните в «Скорую помощь» — 103, или скажите: “Помогите!”; ёлка и подъезд, 24 часа…"


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, "Сall-центр «Союз» — № 1: 8 (7172) 55-62-00"])
@pytest.mark.parametrize("frame", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>", "<div>{}</div>"])
def test_letters_quotes_and_dashes_stay_as_they_are(text: str, frame: str) -> None:
    document = of_html(f"<h1>Көмек</h1>{frame.format(text)}")
    assert [block.text for block in document.blocks] == ["Көмек", text]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_a_russian_page_is_read_in_each_of_its_encodings(encoding: str) -> None:
    head = f"<html><head><meta charset='{encoding}'></head>"
    text = f"{head}<body><main><h1>Помощь</h1><p>Звоните 102.</p></main></body></html>"
    document = read(text.encode(encoding), ANYONE)
    assert told(document) == ["heading: Помощь", "paragraph: Звоните 102."]


@pytest.mark.parametrize("letter", "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЙй")
def test_every_letter_of_the_two_alphabets_survives_reading_and_names_a_section(letter: str) -> None:
    document = of_html(f"<h1>Т</h1><h2>{letter}б {letter}</h2><p>{letter}</p>")
    assert document.blocks[-1].text == letter
    assert document.sections[-1].slug == f"{letter}б-{letter}".casefold()


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Куда обратиться за помощью?", "куда-обратиться-за-помощью"),
        ("Зорлық-зомбылық көрген жағдайда", "зорлық-зомбылық-көрген-жағдайда"),
        ("Ещё: йод и ёлка", "ещё-йод-и-ёлка"),
        ("Закон № 214-IV", "закон-no-214-iv"),
        ("«Үміт» қоры", "үміт-қоры"),
    ],
)
def test_a_heading_in_cyrillic_has_a_name_of_its_own(heading: str, slug: str) -> None:
    assert slugify(heading) == slug
    assert of_html(f"<h1>Т</h1><h2>{heading}</h2><p>Да.</p>").sections[-1].slug == slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сentre", "Centre"),  # the first letter is Cyrillic
        ("«Союз» — помощь", '"Союз" - помощь'),
        ("“Үміт” – қор", "«Үміт» — қор"),
        ("Аstana", "Astana"),
        ("Тіл", "Тiл"),  # a Kazakh і beside a Latin i
        ("һәм", "hәм"),
    ],
)
def test_what_looks_alike_is_compared_as_alike_and_kept_as_it_is(one: str, other: str) -> None:
    assert one != other
    assert looks(one) == looks(other)
    assert plain(one) == plain(other)
    before, after = (of_html(f"<h1>Т</h1><p>Текст {text} здесь.</p>") for text in (one, other))
    assert before.blocks[-1].text != after.blocks[-1].text
    change = change_between(reading(before, ANYONE), reading(after, ANYONE), ANYONE)
    assert change.significance == "none"
    assert change.facts == ()


def test_run_in_heads_open_sections_in_russian_and_kazakh() -> None:
    document = of_html(
        "<h1>Помощь</h1><p><b>Полиция:</b> Звоните в дежурную часть в любое время суток и назовите адрес.</p>"
        "<p><strong>Медицинская помощь.</strong></p><p><b>Дағдарыс орталығы:</b> Орталық әйелдер мен балаларды тәулік "
        "бойы тегін қабылдайды.</p>"
    )
    assert sections(document) == ["Полиция", "Дағдарыс орталығы"]
    assert placed(document) == [
        "Полиция | Звоните в дежурную часть в любое время суток и назовите адрес.",
        "Полиция | Медицинская помощь.",
        "Дағдарыс орталығы | Орталық әйелдер мен балаларды тәулік бойы тегін қабылдайды.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<b>Телефон:</b> +7 (7172) 55-62-00",
        "<b>Адрес:</b> Астана, ул. Кенесары, дом 40, второй этаж",
        "<b>Мекенжайы:</b> Астана қаласы, Кенесары көшесі, 40-үй, екінші қабат",
        "<b>Часы работы:</b> Понедельник — пятница, с девяти до шести",
        "<b>Внимание!</b> Звонок бесплатный с любого телефона страны.",
    ],
)
def test_the_label_of_a_contact_and_a_call_for_attention_are_no_heads(line: str) -> None:
    document = of_html(f"<h1>Помощь</h1><p>{line}</p>")
    assert sections(document) == []


@pytest.mark.parametrize(
    "question",
    [
        "<button class='accordion' aria-controls='a1'>Что делать, если ударил муж?</button><div id='a1'>{}</div>",
        "<details><summary>Что делать, если ударил муж?</summary>{}</details>",
        "<h3><a href='javascript:void(0)'>Что делать, если ударил муж?</a></h3><div class='panel'>{}</div>",
        "<div class='faq'><a href='#'>Что делать, если ударил муж?</a><div class='answer'>{}</div></div>",
        "<div role='tab' aria-controls='t'>Что делать, если ударил муж?</div><div role='tabpanel' id='t'>{}</div>",
    ],
)
def test_the_question_of_a_russian_accordion_is_the_heading_of_its_answer(question: str) -> None:
    document = of_html("<h1>Помощь</h1>" + question.format("<p>Позвоните 150.</p>"))
    assert placed(document) == ["Что делать, если ударил муж? | Позвоните 150."]


def test_a_list_has_its_lead_in_in_kazakh() -> None:
    document = of_html("<h1>Көмек</h1><p>Сіз мыналарды ала аласыз:</p><ul><li>тегін кеңес;</li><li>баспана.</li></ul>")
    assert [(block.text, block.lead) for block in document.blocks if block.kind == "item"] == [
        ("тегін кеңес;", "Сіз мыналарды ала аласыз:"),
        ("баспана.", "Сіз мыналарды ала аласыз:"),
    ]


def test_the_link_that_skips_to_the_content_is_furniture_in_every_language() -> None:
    words = (
        "Перейти к основному содержанию",
        "Негізгі мазмұнға өту",
        "Aller au contenu",
        "Zum Inhalt",
        "Naar de inhoud",
    )
    skips = "".join(f"<a href='#main'>{text}</a>" for text in words)
    document = of_html(f"{skips}<h1>Помощь</h1><p>Звоните 102. <a href='#adres'>Перейти к адресам</a></p>")
    assert told(document) == ["heading: Помощь", "paragraph: Звоните 102. Перейти к адресам"]
    assert links(document) == [("#adres", "Перейти к адресам")]


def test_a_text_in_markdown_or_plain_keeps_its_cyrillic() -> None:
    markdown = whole(f"# Көмек\n\n## Қайда хабарласу керек\n\n* {KAZAKH}\n* **102** — полиция\n")
    assert sections(markdown) == ["Қайда хабарласу керек"]
    assert placed(markdown) == [f"Қайда хабарласу керек | {KAZAKH}", "Қайда хабарласу керек | 102 — полиция"]
    text = whole(f"Көмек\n\nКуда звонить\n\n{RUSSIAN}\n\n{KAZAKH}\n")
    assert placed(text) == [f"Куда звонить | {RUSSIAN}", f"Куда звонить | {KAZAKH}"]


def test_a_page_in_cyrillic_has_no_parts_that_it_does_not_name() -> None:
    assert parts(of_html("<h1>Көмек</h1><h2>Полиция</h2><p>102</p>")) == ()


def test_a_letter_of_the_other_alphabet_makes_no_other_name() -> None:
    assert slugify("Сall-центр") == slugify("Call-центр")
    assert slugify("Сentre") == "centre"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ('<html lang="ru">', "ru"),
        ('<html lang="kk-KZ">', "kk"),
        ('<html xml:lang="de" xmlns="http://www.w3.org/1999/xhtml">', "de"),
        ("<html>", "en"),
        ('<html lang="">', "en"),
        ('<html lang="english">', "en"),
    ],
)
def test_a_page_says_its_language(tag: str, language: str) -> None:
    assert read(f"{tag}<body><main><p>102</p></main></body></html>".encode(), ANYONE).language == language


@pytest.mark.parametrize(
    ("inside", "language"),
    [
        ("<h1>Куда обратиться за помощью</h1><p>Телефон доверия: 150.</p>", "ru"),
        ("<h1>Көмек қайдан алуға болады</h1><p>Сенім телефоны: 150. Ақысыз қоңырау.</p>", "kk"),
        ("<h1>Жардамды кайдан алса болот</h1><p>Ишеним телефону: 117. Өзүңүздү коргоңуз.</p>", "ky"),
        ("<h1>Куди звернутися</h1><p>Телефон довіри: 116 123. Її захистять.</p>", "uk"),
        ("<h1>Whom to call</h1><p>The police: 102 (Полиция).</p>", "en"),
    ],
)
def test_a_page_that_does_not_say_its_language_is_told_by_its_letters(inside: str, language: str) -> None:
    assert whole(f"<html><body>{inside}</body></html>").language == language


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("Обновлено 7 января 2026", "2026-01-07"),
        ("Обновлено: 7 января 2026 года", "2026-01-07"),
        ("Последнее обновление: 07.01.2026 г.", "2026-01-07"),
        ("Дата обновления: 7 января 2026, 10:15", "2026-01-07"),
        ("Страница обновлена 7 января 2026 г.", "2026-01-07"),
        ("Жаңартылды: 2026 жылғы 7 қаңтар", "2026-01-07"),
        ("Соңғы жаңарту: 07.01.2026", "2026-01-07"),
    ],
)
def test_the_date_of_a_russian_or_kazakh_page_is_a_stamp(line: str, updated: str) -> None:
    document = whole(f"<main><h1>Помощь</h1><p>{line}</p><p>Звоните 102.</p></main>", "help-centre")
    assert (document.stamps.updated, told(document)) == (updated, ["heading: Помощь", "paragraph: Звоните 102."])


def test_a_sentence_on_what_was_renewed_is_no_stamp() -> None:
    said = "Обновлено 7 января 2026 года соглашение о помощи."
    assert told(whole(f"<main><p>{said}</p></main>", "help-centre")) == [f"paragraph: {said}"]
