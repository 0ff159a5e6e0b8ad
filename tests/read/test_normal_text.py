"""Text in normal form, as a reader sees it, and as a name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.text import looks, normal, slugify


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("020\u202f7008\u202f5000", "020 7008 5000"),
        ("within\u00a030\u2009km", "within 30 km"),
        ("  one \t\r\n two\u2028three\u3000", "one two three"),
        ("em\u00adbas\u00adsy", "embassy"),
        ("\ufeffTelephone:\u200b +7", "Telephone: +7"),
        ("\u202a+98 21 6405 2000\u202c", "+98 21 6405 2000"),
        ("call \u200e112\u200f now", "call 112 now"),
        ("☎\ufe0f 112", "☎ 112"),
        ("Cafe\u0301", "Café"),
        ("1\x00 000\x07", "1 000"),
        ("nothing to do", "nothing to do"),
        ("", ""),
        ("\u200b \u00ad", ""),
    ],
)
def test_what_nobody_sees_is_not_in_the_normal_form(text: str, form: str) -> None:
    assert normal(text) == form


def test_half_a_surrogate_pair_becomes_a_character_that_can_be_stored() -> None:
    assert normal("112 \ud83d call") == "112 \ufffd call"
    assert normal("\ud83d\ude91 112".encode("utf-16", "surrogatepass").decode("utf-16")) == "\U0001f691 112"


def test_letters_that_join_in_persian_keep_their_joiner() -> None:
    assert normal("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(alphabet=st.characters()))
def test_the_normal_form_of_any_text_is_its_own_normal_form_and_can_be_encoded(text: str) -> None:
    form = normal(text)
    assert normal(form) == form
    assert form.encode().decode() == form
    assert unicodedata.is_normalized("NFC", form)


@given(st.text())
def test_the_quick_way_of_plain_text_leads_where_the_long_way_leads(text: str) -> None:
    assert normal(text) == normal(text + "\u200b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don’t", "don't"),
        ("“levels”", '"levels"'),
        ("2–5 years", "2-5 years"),
        ("and so on…", "and so on..."),
        ("\u0421entre", "Centre"),  # a Cyrillic capital in a published table
        ("«Umit»", '"Umit"'),
    ],
)
def test_two_texts_that_look_alike_are_held_to_be_one(one: str, other: str) -> None:
    assert one != other
    assert looks(one) == looks(other)


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Laws and cultural differences", "laws-and-cultural-differences"),
        ("Local Laws & Special Circumstances", "local-laws-special-circumstances"),
        ("Women’s safety", "womens-safety"),
        ("Bolívar", "bolivar"),
        ("São Tomé and Príncipe", "sao-tome-and-principe"),
        ("HIV/AIDS", "hiv-aids"),
        ("  – Visas –  ", "visas"),
        ("Консульская помощь", "консульская-помощь"),
        ("Чрезвычайный режим", "чрезвычайный-режим"),
        ("紧急电话", "紧急电话"),
        ("დახმარება", "დახმარება"),
        ("?!", "section"),
        ("", "section"),
    ],
)
def test_a_heading_gives_a_name(heading: str, slug: str) -> None:
    assert slugify(heading) == slug


def test_a_name_does_not_change_with_a_look_alike_letter_or_quote() -> None:
    assert slugify("\u0421rime and women's rights") == slugify("Crime and women’s rights")
