"""Two files, or two stored versions, held beside each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from publishers.state_samples import new_page, old_information
from world import MOVED, PAGE, POLICE, World, content_api, html

from monitor.compare.change import Change
from monitor.diff import MAX_FILE, diff_files, diff_versions
from monitor.errors import InputError, StoreError
from monitor.publishers import publisher as publisher_of
from monitor.pure import change_between, reading
from monitor.read.reader import read

SEEDS = sorted((Path(__file__).resolve().parents[2] / "shared/seeds").glob("*.txt"))
OF_SEEDS = (("us-state", "KZ"), ("us-state", "KG"), ("uk-fcdo", "KZ"), ("ngo", "KZ"))
needs_seeds = pytest.mark.skipif(len(SEEDS) != len(OF_SEEDS), reason="the seed pages are not kept beside this checkout")

LINES = "Police\n\nCall the police on {}.\n\nThe fine is 40 euros.\n"
FORMS = {
    "text": lambda number: LINES.format(number).encode(),
    "markdown": lambda number: f"# Police\n\nCall the police on **{number}**.\n\nThe fine is 40 euros.\n".encode(),
    "html": lambda number: html(f"<h2>Police</h2><p>Call the police on {number}.</p><p>The fine is 40 euros.</p>"),
    "content-api": lambda number: content_api({"help": f"<p>Call the police on {number}.</p>"}),
    "utf-16": lambda number: LINES.format(number).encode("utf-16"),
    "windows-1251": lambda number: (
        f'<html><head><meta charset="windows-1251"></head><body><p>Полиция: {number}</p></body></html>'
    ).encode("windows-1251"),
}


def facts(change: Change) -> list[tuple[str, str, str | None, str | None]]:
    return [(f.kind, f.change, f.before and f.before.text, f.after and f.after.text) for f in change.facts]


def files(folder: Path, *bodies: bytes | str, suffix: str = "") -> list[Path]:
    """Files that their names say nothing of."""
    paths = [folder / f"{number}{suffix}" for number in range(len(bodies))]
    for path, body in zip(paths, bodies, strict=True):
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return paths


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("suffix", ["", ".pdf"])
def test_files_of_any_form_are_told_by_their_content(tmp_path: Path, form: str, suffix: str) -> None:
    old, new = files(tmp_path, FORMS[form]("112"), FORMS[form]("102"), suffix=suffix)
    change = diff_files(old, new, country="KZ")
    assert facts(change) == [("phone", "changed", "112", "102")]
    assert change.significance == "critical"


def test_two_forms_of_one_page_can_be_held_beside_each_other(tmp_path: Path) -> None:
    old, new = files(tmp_path, FORMS["markdown"]("112"), FORMS["text"]("102"))
    assert facts(diff_files(old, new)) == [("phone", "changed", "112", "102")]


def test_the_bytes_of_both_files_are_named(tmp_path: Path) -> None:
    change = diff_files(*files(tmp_path, FORMS["text"]("112"), FORMS["text"]("102")))
    assert change.before is not None
    assert change.after is not None
    assert change.before.sha256 != change.after.sha256
    assert change.page is None


def test_a_file_beside_itself_says_nothing(tmp_path: Path) -> None:
    (path,) = files(tmp_path, FORMS["html"]("112"))
    change = diff_files(path, path)
    assert (change.significance, change.nothing, change.is_empty) == ("none", None, True)


def test_markup_alone_is_nothing_to_read(tmp_path: Path) -> None:
    body = FORMS["html"]("112")
    change = diff_files(*files(tmp_path, body, body.replace(b"<p>", b'<p class="x">')))
    assert (change.significance, change.nothing) == ("none", "markup")


def test_on_a_safety_critical_page_each_contact_is_critical(tmp_path: Path) -> None:
    pair = files(tmp_path, "Write to help@example.org for a leaflet.", "Write to desk@example.org for a leaflet.")
    assert diff_files(*pair).significance != "critical"
    assert diff_files(*pair, safety_critical=True).significance == "critical"


def test_a_selector_says_where_the_content_is(tmp_path: Path) -> None:
    pages = [html(f'<div class="x"><p>Call 112.</p></div><p>Visitors: {number}</p>') for number in (17, 18)]
    assert diff_files(*files(tmp_path, *pages), root="div.x").significance == "none"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (bytes(range(256)) * 4, "is binary"),
        (b"\x81\x8d\x8f\x90\x9d" * 50, "is in no text encoding that could be made out"),
        (b"PK\x03\x04\x14\x00" + b"word/document.xml", "is a ZIP archive"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b'{"a": [1, 2, 3]}', "is JSON, but in no form that is known of a publisher here (uk-fcdo, "),
        (b"<html><body></body></html>", "holds no text"),
    ],
)
def test_what_is_no_page_is_refused_with_the_name_of_the_file(tmp_path: Path, body: bytes, what: str) -> None:
    good, bad = files(tmp_path, "Call 112.", body, suffix=".html")
    for old, new in ((good, bad), (bad, good)):
        with pytest.raises(InputError) as caught:
            diff_files(old, new)
        assert str(caught.value).startswith(f"{bad}: {what}")


def test_json_is_refused_where_it_is_none_of_the_publisher_that_is_named(tmp_path: Path) -> None:
    pair = files(tmp_path, content_api({"a": "<p>x</p>"}), content_api({"a": "<p>y</p>"}))
    with pytest.raises(InputError, match="is JSON, but neither State's advisories nor its country information"):
        diff_files(*pair, publisher="us-state")


def test_what_is_no_file_is_named_for_what_it_is(tmp_path: Path) -> None:
    (good,) = files(tmp_path, "Call 112.")
    for bad, what in ((tmp_path, "is a folder"), (tmp_path / "no", "No such file"), (Path("a\0b"), "is no file name")):
        with pytest.raises(InputError, match=what):
            diff_files(good, bad)
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(InputError, match="is larger than 50 MB"):
        diff_files(good, large)


def test_a_selector_that_fits_nothing_says_so(tmp_path: Path) -> None:
    page = files(tmp_path, html("<p>Call 112.</p>"))[0]
    with pytest.raises(InputError, match=r"holds no text where 'div\.gone' should be; check --root"):
        diff_files(page, page, root="div.gone")


# -- stored versions --------------------------------------------------------------------------------------------------


def test_two_stored_versions_are_compared_again_and_nothing_is_stored_or_told(world: World) -> None:
    world.watch()
    for content in (POLICE, MOVED, "<h2>Emergencies</h2><p>Call the police on 103.</p>"):
        world.page(content)
        world.round()
    counted = world.sql("SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM delivery)")
    change = diff_versions(world.snapshots, 1, 3)
    assert facts(change) == [("phone", "changed", "112", "103")]
    assert change.page is not None
    assert change.page.id == PAGE
    assert facts(diff_versions(world.snapshots, 3, 1)) == [("phone", "changed", "103", "112")]
    assert diff_versions(world.snapshots, 2, 2).is_empty
    assert world.sql("SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM delivery)") == counted
    assert len(world.told()) == 2


def test_stored_versions_are_read_as_sources_yaml_says(world: World) -> None:
    world.watch(world.entry(root="div.x"))
    for number in ("112", "102"):
        world.page(f'<div class="x"><p>Call the police on {number}.</p></div><p>Visitors: {number}7</p>')
        world.round()
    change = diff_versions(world.snapshots, 1, 2, {PAGE: "div.x"})
    assert [edit.before for edit in change.edits] == ["Call the police on 112."]


@pytest.mark.parametrize("number", [0, 9, 10**30])
def test_a_version_that_is_not_there_is_named(world: World, number: int) -> None:
    world.watch()
    world.round()
    with pytest.raises(InputError, match=f"there is no version {number};"):
        diff_versions(world.snapshots, 1, number)


def test_versions_of_two_pages_are_not_compared(world: World) -> None:
    world.watch(world.entry(), world.entry("/other", publisher="another"))
    world.page(POLICE, "/other")
    world.round()
    with pytest.raises(InputError, match="these are two pages"):
        diff_versions(world.snapshots, 1, 2)


def test_a_version_whose_bytes_are_lost_says_which_file(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.round()
    ((path,),) = world.sql("SELECT path FROM snapshot WHERE id = 1")
    (world.snapshots / path).write_bytes(b"rubbish")
    with pytest.raises(StoreError, match=f"{re.escape(path)}: this snapshot is damaged"):
        diff_versions(world.snapshots, 1, 2)


# -- the seed pages ----------------------------------------------------------------------------------------------------


@needs_seeds
@pytest.mark.parametrize("number", range(len(OF_SEEDS)))
def test_a_seed_beside_itself_says_nothing(number: int) -> None:
    publisher, country = OF_SEEDS[number]
    change = diff_files(SEEDS[number], SEEDS[number], publisher=publisher, country=country)
    assert (change.significance, change.is_empty) == ("none", True)


def other(phone: str, count: int) -> str:
    """The number with another digit, not at the same place in each."""
    digits = [place for place, letter in enumerate(phone) if letter.isdigit()]
    place = digits[-1 - count % min(len(digits), 4)]
    return phone[:place] + str((int(phone[place]) + 3) % 10) + phone[place + 1 :]


@needs_seeds
@pytest.mark.parametrize("number", range(len(OF_SEEDS)))
def test_one_digit_of_any_phone_number_of_a_seed_is_exactly_that_one_fact(tmp_path: Path, number: int) -> None:
    publisher, country = OF_SEEDS[number]
    known, text = publisher_of(publisher), SEEDS[number].read_text(encoding="utf-8")
    before = reading(read(text.encode(), known, country=country), known)
    phones = list(dict.fromkeys(fact.text for fact in before.facts if fact.kind == "phone"))
    wrong = []
    for count, phone in enumerate(phones):
        changed = re.sub(rf"(?<!\d){re.escape(phone)}(?!\d)", other(phone, count), text, count=1)
        found = facts(change_between(before, reading(read(changed.encode(), known, country=country), known), known))
        if found != [("phone", "changed", phone, other(phone, count))]:
            wrong.append((phone, other(phone, count), found))
    assert wrong == []
    assert len(phones) >= 2
    (tmp_path / "new").write_text(changed, encoding="utf-8")
    change = diff_files(SEEDS[number], tmp_path / "new", publisher=publisher, country=country)
    assert facts(change) == [("phone", "changed", phones[-1], other(phones[-1], count))]


def test_two_layouts_of_a_site_are_compared_by_the_parts_that_both_hold(tmp_path: Path) -> None:
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text(old_information())
    new.write_text(new_page())
    change = diff_files(old, new, publisher="us-state", country="GE")
    assert (change.significance, change.nothing, change.facts) == ("none", "markup", ())
    assert change.reasons[0] == "layout migrated: no fact changed, built anew (tsg-rwd to aem-2026)"
    assert change.reasons[1].startswith("not compared, only on the new page: Travel advisory")


def test_a_number_that_changed_with_the_layout_is_told_of_two_files(tmp_path: Path) -> None:
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text(old_information())
    new.write_text(new_page(phone="+(995)(32) 227-7725"))
    change = diff_files(old, new, publisher="us-state", country="GE")
    assert [(fact.kind, fact.change) for fact in change.facts] == [("phone", "changed")]


def test_a_wall_that_was_saved_as_a_page_is_refused(tmp_path: Path) -> None:
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text(old_information())
    new.write_text(
        "<html><head><title>Just a moment...</title></head><body><div class='cf-browser-verification'>"
        "<h1>Checking your browser before accessing travel.state.gov</h1></div>"
        "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script></body></html>"
    )
    with pytest.raises(InputError, match=r"new\.html: holds a bot check or block page of Cloudflare instead of a page"):
        diff_files(old, new, publisher="us-state")
