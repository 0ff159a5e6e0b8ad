"""One edit on many pages in full: what it says, once, and all its pages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from advisory_samples import cluster, hostile, page, uganda, wording

from monitor.compare.change import Announcement, Change
from monitor.report import html, markdown
from monitor.report.json_ import cluster_object
from monitor.report.outline import outline_of_cluster
from monitor.report.terminal import plain

FORMS = {
    "text": lambda parts: plain(parts, 100),
    "markdown": markdown.render_outline,
    "html": html.render_outline,
}


def same() -> list[Change]:
    names = ("Chad", "Peru", "Mali", "Cuba", "Fiji")
    return [wording(name, name[:2].upper(), number) for number, name in enumerate(names, 1)]


def with_own() -> list[Change]:
    first, *others = same()
    own = replace(first, edits=(*first.edits, *uganda().edits), facts=uganda().facts, significance="critical")
    told = Announcement("announced", "Permits.", True)
    return [own, *(replace(change, announcement=told) for change in others)]


@pytest.mark.parametrize("form", FORMS)
def test_every_page_is_named_once_with_its_change_and_the_edit_stands_once(form: str) -> None:
    text = FORMS[form](outline_of_cluster(cluster(*with_own()), with_own()))
    words = re.sub(r"<[^>]*>|\\|[*_\[\]]", " ", text)
    for change in with_own():
        assert change.page is not None
        assert f"change {change.id}" in words
        assert change.page.title in " ".join(words.split())
    assert len(re.findall(r"be\s+withdrawn", words)) == 1
    assert "312 000" not in words
    assert "1 page of them adds edits of its own." in " ".join(words.split())
    assert "monitor show 1" in words


def test_the_versions_of_all_pages_are_named() -> None:
    text = plain(outline_of_cluster(cluster(*same()), same()), 100)
    assert text.count("    before  ") == 5
    assert "and of" not in text


def test_as_json_it_has_the_edit_and_every_page() -> None:
    found = cluster_object(cluster(*with_own()), with_own())
    assert (found["cluster"], found["pages"], found["significance"]) == (88, 5, "minor")
    assert [each["adds_own_edits"] for each in found["changes"]] == [True, False, False, False, False]
    assert found["edit"]["edits"][0]["after"].endswith("may be withdrawn.")
    assert [each["announcement"] for each in found["changes"]] == ["unknown", *["announced"] * 4]


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_edit_of_many_pages_does_no_harm(form: str) -> None:
    bad = [hostile(), replace(hostile(), id=667, page=page("evil/other", "Evil <b>\x1b[2J / P", country="KZ"))]
    bad[1] = replace(bad[1], page=replace(bad[1].page or page(), publisher="evil", url="javascript:alert(1)"))
    text = FORMS[form](outline_of_cluster(cluster(*bad), bad))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "<script" not in text or form == "text"
    assert 'href="javascript' not in text
    assert "](<javascript" not in text
