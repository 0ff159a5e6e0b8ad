"""`monitor notify`: what recipients get, before and after they should have got it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from command import Done
from world import MOVED, SLACK, World, slack_says

Monitor = Callable[..., Done]


def changed(world: World) -> None:
    """A change that is stored, and was told."""
    world.round()
    world.page(MOVED)
    world.round()


def test_a_test_arrives_says_that_it_is_one_and_leaves_nothing_in_the_store(world: World, monitor: Monitor) -> None:
    world.watch()
    done = monitor("notify", "test", "newsroom")
    assert (done.code, done.out) == (0, "newsroom was reached by slack: 200 ok\n")
    (told,) = world.told()
    assert "Test of the monitor, nothing has changed" in told
    assert world.sql("SELECT count(*) FROM notice") == [(0,)]
    assert world.sql("SELECT count(*) FROM change") == [(0,)]


def test_a_test_that_does_not_arrive_says_why_and_exits_with_3(world: World, monitor: Monitor) -> None:
    world.watch()
    world.server.answer("/slack", slack_says(404, b"no_service"))
    done = monitor("notify", "test", "newsroom")
    assert done.code == 3
    assert done.sentence == "newsroom was not reached by slack: 127.0.0.1 answered 404 no_service"
    world.server.answer("/slack", slack_says(503, b"down"))
    done = monitor("notify", "test", "newsroom")
    assert done.sentence.endswith("answered 503 down; a notice would be tried again")


def test_a_test_goes_out_at_once_whatever_the_rules_the_digest_and_the_quiet_hours_are(
    world: World, monitor: Monitor
) -> None:
    quiet = {"from": "00:00", "until": "23:59"}
    world.watch(
        recipients=[
            {
                "name": "newsroom", "slack": f"${{{SLACK}}}", "quiet": quiet,
                "digest": {"at": "23:59", "at_once": "none"},
                "when": {"significance": "critical", "countries": ["FR"]},
            }
        ]
    )  # fmt: skip
    assert monitor("notify", "test", "newsroom").code == 0
    assert len(world.told()) == 1


def test_a_recipient_that_is_not_there_is_named_with_the_nearest(world: World, monitor: Monitor) -> None:
    world.watch()
    for command in ("test", "retry"):
        done = monitor("notify", command, "newsrom")
        assert done.code == 2
        assert done.sentence == (
            "sources.yaml names no recipient 'newsrom'; did you mean newsroom?; there are newsroom"
        )


def test_a_preview_writes_what_each_would_get_and_tells_nobody(world: World, monitor: Monitor) -> None:
    mail = {"host": "127.0.0.1", "port": 25, "security": "none", "from": "monitor@example.org"}
    world.watch(
        recipients=[
            {"name": "newsroom", "slack": f"${{{SLACK}}}"},
            {"name": "desk", "email": ["desk@example.org"]},
            {"name": "paris", "email": ["paris@example.org"], "when": {"countries": ["FR"]}},
        ],
        delivery={"email": mail},
    )
    world.round()
    world.page(MOVED)
    world.sql("DELETE FROM recipient")
    config = world.config
    assert config.recipients
    world.server.answer("/slack", slack_says(503))
    world.round()
    posted, notices = len(world.told()), world.sql("SELECT state, attempts FROM notice")
    done = monitor("notify", "preview", "1")
    assert done.code == 0
    assert "paris: not told, no rule of theirs holds for change 1" in done.out
    assert len(world.told()) == posted
    assert world.sql("SELECT state, attempts FROM notice") == notices
    folder = world.folder / "preview"
    assert sorted(path.name for path in folder.iterdir()) == ["desk", "newsroom"]
    assert json.loads((folder / "newsroom/message.json").read_text())["text"].startswith("CRITICAL ")
    assert "102" in (folder / "desk/mail.txt").read_text()
    assert b"Subject: CRITICAL" in (folder / "desk/mail.eml").read_bytes()


def test_a_preview_for_somebody_who_would_not_be_told_says_so(world: World, monitor: Monitor) -> None:
    world.watch(recipients=[{"name": "newsroom", "slack": f"${{{SLACK}}}", "when": {"countries": ["FR"]}}])
    changed(world)
    done = monitor("notify", "preview", "1", "--recipient", "newsroom", "--to", "elsewhere")
    assert "(no rule of theirs holds for it: they would not be told)" in done.out
    assert (world.folder / "elsewhere/newsroom/message.json").exists()


def test_a_preview_of_a_change_that_is_not_there_says_so(world: World, monitor: Monitor) -> None:
    world.watch()
    changed(world)
    done = monitor("notify", "preview", "9")
    assert (done.code, done.sentence) == (2, "there is no change 9; `monitor report` lists those that there are")


def test_a_folder_that_cannot_be_written_is_named(world: World, monitor: Monitor) -> None:
    world.watch()
    changed(world)
    (world.folder / "taken").write_text("")
    done = monitor("notify", "preview", "1", "--to", "taken/below")
    assert done.code == 2
    assert "cannot be written" in done.sentence


def test_what_was_given_up_is_tried_again_with_its_key_when_somebody_says_so(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.server.answer("/slack", slack_says(404, b"no_service"))
    world.round()
    before = world.sql("SELECT key, state FROM notice")
    assert before[0][1] == "dead"
    world.server.answer("/slack", slack_says())
    world.let_time_pass(timedelta(days=3))
    assert world.round().sent == ()
    done = monitor("notify", "retry")
    assert (done.code, done.out) == (0, "1 notice will be tried again.\n")
    (sent,) = world.round().sent
    assert sent.is_delivered
    assert world.sql("SELECT key, state FROM notice") == [(before[0][0], "delivered")]
    assert monitor("notify", "retry", "newsroom").out == "no notice to newsroom was given up.\n"
