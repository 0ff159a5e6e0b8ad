"""Parts of a document that are pages of their own."""

from __future__ import annotations

from read_helpers import of_html, texts, told

from monitor.read.parts import part, parts

DOCUMENT = of_html(
    "<h1>Georgia</h1><p>Above all.</p>"
    "<h1>Entry requirements</h1><p>Go <a href='/visa'>there</a>.</p>"
    "<h2>Visa</h2><p>None.</p><h3>Stay</h3><p>A year.</p>"
    "<h1>Health</h1><h2>Visa</h2><p>Be well, says <a href='/who'>WHO</a>.</p>"
)


def test_the_parts_are_the_top_headings_behind_the_title() -> None:
    assert [section.heading for section in parts(DOCUMENT)] == ["Entry requirements", "Health"]


def test_a_part_is_a_document_of_its_own() -> None:
    entry = part(DOCUMENT, "entry-requirements")
    assert entry is not None
    assert entry.title == "Entry requirements"
    assert told(entry) == [
        "heading: Entry requirements",
        "paragraph: Go there.",
        "heading: Visa",
        "paragraph: None.",
        "heading: Stay",
        "paragraph: A year.",
    ]
    assert [(section.path, section.slug) for section in entry.sections] == [
        ((), "top"),
        (("Visa",), "visa"),
        (("Visa", "Stay"), "visa/stay"),
    ]
    assert [(link.url, entry.blocks[link.block].text) for link in entry.links] == [("/visa", "Go there.")]
    assert entry.stamps == DOCUMENT.stamps


def test_the_last_part_ends_with_the_document() -> None:
    health = part(DOCUMENT, "health")
    assert health is not None
    assert texts(health) == ["Health", "Visa", "Be well, says WHO."]
    assert [(link.url, health.blocks[link.block].text) for link in health.links] == [("/who", "Be well, says WHO.")]


def test_what_stands_before_the_first_part_is_in_none() -> None:
    for slug in ("entry-requirements", "health"):
        held = part(DOCUMENT, slug)
        assert held is not None
        assert "Above all." not in texts(held)


def test_there_is_no_part_of_another_name() -> None:
    assert part(DOCUMENT, "visa") is None
    assert part(DOCUMENT, "top") is None
    assert part(of_html("<p>x</p>"), "top") is None
