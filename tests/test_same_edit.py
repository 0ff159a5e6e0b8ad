"""The same edit on many pages, from the site to the reader: one item, whatever the pages add of their own."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from world import World

from monitor.cli import main
from monitor.clusters.peoples import people_of
from monitor.demo.mail import Mail, MailSink
from monitor.publishers.countries import country_name

COUNTRIES = (
    "AF AL AM AO AR AT AZ BD BE BG BO BR BW CL CO CR CU CY DJ EC EG ES FI GH GR KE KZ LA UZ PE".split()
)  # fmt: skip
LATE = "MN"
RULE = "You must show a passport that is valid for six months when you leave {country}, or {people} officers fine you."


Run = Callable[..., str]


def text(code: str, rule: bool = False, own: str = "") -> str:
    """A country's page; the rule names the country and its people, the greeting its capital."""
    people = people_of(code)
    names = {"country": country_name(code), "people": people.demonyms[0]}
    greeting = f"<p>The embassy is in {people.capitals[0]}.{' ' + own if own else ''}</p>"
    said = f"<p>{RULE.format(**names)}</p>" if rule else ""
    return f"<h2>Borders</h2><p>The borders of {names['country']} are open.</p>{said}<h2>Help</h2>{greeting}"


def show(world: World, codes: Sequence[str], **more: str | bool) -> None:
    for code in codes:
        world.page(text(code, **more), f"/{code}/entry")  # type: ignore[arg-type]


def watch(world: World, port: int) -> None:
    entries = [world.entry(f"/{code}/entry", country=code) for code in (*COUNTRIES, LATE)]
    mail = {"host": "127.0.0.1", "port": port, "security": "none", "from": "Monitor <monitor@example.org>"}
    world.watch(*entries, recipients=[{"name": "desk", "email": "desk@example.org"}], delivery={"email": mail})


def body(mail: Mail) -> str:
    part = mail.message.get_body(preferencelist=("plain",))
    assert part is not None
    return str(part.get_content())


def items_of(printed: str) -> list[str]:
    """The first line of each item of a report in text."""
    return re.findall(r"^(?:CRITICAL|MAJOR|MINOR) .*$", printed, re.MULTILINE)


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in the world's folder; gives what it printed."""
    monkeypatch.chdir(world.folder)

    def run(*args: str) -> str:
        monkeypatch.setattr("sys.argv", ["monitor", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


def test_thirty_pages_one_edit_one_item(world: World, run: Run) -> None:
    with MailSink() as sink:
        watch(world, sink.port)
        show(world, (*COUNTRIES, LATE))
        world.round()
        show(world, COUNTRIES, rule=True)
        (sent,) = world.round().sent
    assert (sent.is_delivered, sent.changes) == (True, 30)
    (mail,) = sink.mails
    assert mail.message["Subject"].strip().startswith("CRITICAL 30 pages: rule added")
    printed = run("report")
    assert len(items_of(printed)) == len(items_of(body(mail))) == 1
    assert "1 item to read, on 30 pages." in printed
    assert "(30; monitor show cluster 1)" in printed
    assert printed.count("passport that is valid for six months") == 1


def test_pages_with_edits_of_their_own_stand_in_the_item_and_have_one_that_says_only_these(
    world: World, run: Run
) -> None:
    with MailSink() as sink:
        watch(world, sink.port)
        show(world, (*COUNTRIES, LATE))
        world.round()
        show(world, COUNTRIES, rule=True)
        show(world, ["KZ"], rule=True, own="Its number is +7 7172 556200.")
        show(world, ["PE"], rule=True, own="It is closed in August.")
        world.round()
    (mail,) = sink.mails
    assert re.fullmatch(r"CRITICAL 30 pages: rule added.*; 2 pages add more", mail.message["Subject"].strip())
    for printed in (run("report"), body(mail)):
        assert len(items_of(printed)) == 3
        assert "3 items to read, on 30 pages." in printed
        assert printed.count("passport that is valid for six months") == 1
        assert printed.count("556200") >= 1
        assert "(30; monitor show cluster 1)" in " ".join(printed.split())
    shown = run("show", "cluster", "1")
    assert "Cluster 1: one edit on 30 pages" in shown
    assert "2 pages of them add edits of their own." in shown
    assert shown.count("Kazakhstan / Entry, change ") == 1
    assert "556200" not in shown
    data = json.loads(run("show", "cluster", "1", "--format", "json"))
    assert sorted(each["country"] for each in data["changes"] if each["adds_own_edits"]) == ["KZ", "PE"]
    assert len(data["changes"]) == data["pages"] == 30
    only = run("report", "--country", "KZ")
    assert len(items_of(only)) == 1
    assert "in part the same edit on 29 other pages (monitor show cluster 1)" in only
    assert "556200" in only
    assert "six months" in only
    for form in ("markdown", "html"):
        written = run("report", "--format", form)
        assert written.count("passport that is valid for six months") == 1
        assert "monitor show cluster 1" in written


def test_a_page_that_gets_the_edit_an_hour_later_joins_and_is_told_as_one_of_many(world: World, run: Run) -> None:
    with MailSink() as sink:
        watch(world, sink.port)
        show(world, (*COUNTRIES, LATE))
        world.round()
        show(world, COUNTRIES, rule=True)
        world.round()
        world.let_time_pass(timedelta(hours=1))
        show(world, [LATE], rule=True)
        world.round()
    first, late = sink.mails
    assert "Mongolia" in late.message["Subject"]
    assert "the same edit on 30 other pages (monitor show cluster 1)" in " ".join(body(late).split())
    assert "(30; monitor show cluster 1)" in " ".join(body(first).split())
    assert "(31; monitor show cluster 1)" in run("report")
    with world.store() as store:
        assert store.cluster_count() == 1


def test_what_is_asked_for_and_is_not_there_is_one_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(world.folder)
    world.watch(recipients=[])
    world.round()
    wrong = {
        ("cluster", "88"): "there is no cluster 88; the store holds none",
        ("cluster",): "no change and no cluster is called 'cluster': give the number of a change",
        ("cluster", "x"): "no change and no cluster is called 'cluster x': give the number of a change",
        ("1", "2"): "no change and no cluster is called '1 2': give the number of a change",
        ("0",): "no change and no cluster is called '0': give the number of a change",
    }
    for args, sentence in wrong.items():
        monkeypatch.setattr("sys.argv", ["monitor", "show", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 2
        assert capsys.readouterr().err.startswith(f"monitor: {sentence}")


def test_a_store_that_was_made_before_there_were_clusters_gets_them_when_it_is_opened(world: World) -> None:
    with MailSink() as sink:
        watch(world, sink.port)
        show(world, (*COUNTRIES, LATE))
        world.round()
        show(world, COUNTRIES, rule=True)
        world.round()
    with world.store() as store:
        before = store.cluster(1)
    _to_version_2(world.snapshots)
    with world.store() as store:
        after = store.cluster(1)
        assert len(list(store.changes())) == 30
    assert before is not None
    assert after is not None
    assert (set(after.changes), after.pages, after.marks) == (set(before.changes), 30, before.marks)


def _to_version_2(folder: Path) -> None:
    """Take away what the third migration brought."""
    with closing(sqlite3.connect(folder / "monitor.db")) as database, database:
        for table in ("cluster_change", "cluster_mark", "cluster", "mark", "derived"):
            database.execute(f"DROP TABLE {table}")
        database.execute("DELETE FROM _sqlite_migrations WHERE name = '0003_clusters'")
        database.execute("PRAGMA user_version = 2")
