from __future__ import annotations

from urllib.parse import unquote

from monitor.report.place import at_words

PAGE = "https://www.gov.uk/foreign-travel-advice/uganda/getting-help"


def test_short_words_are_named_whole_and_encoded():
    assert (
        at_words(PAGE, "Call 112, day-and-night & free")
        == f"{PAGE}#:~:text=Call%20112%2C%20day%2Dand%2Dnight%20%26%20free"
    )


def test_long_words_are_named_by_their_beginning_and_their_end():
    words = (
        "On 30 December 2025 a law was passed that prohibits spreading such things in public, in the media and online."
    )
    begin, end = at_words(PAGE, words).split("#:~:text=")[1].split(",")
    assert unquote(begin) == "On 30 December 2025 a"
    assert unquote(end) == "in the media and online."


def test_an_address_with_a_fragment_keeps_it():
    assert at_words(f"{PAGE}#help", "Call 112") == f"{PAGE}#help:~:text=Call%20112"


def test_without_words_it_is_the_page_and_what_is_no_link_is_none():
    assert at_words(PAGE, " ") == PAGE
    assert at_words("javascript:alert(1)", "Call 112") == ""
    assert at_words("mailto:help@example.org", "Call 112") == "mailto:help@example.org"
