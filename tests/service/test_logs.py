"""The log: one line a record, whatever stands in it."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, SecretStr

from monitor.errors import StoreError
from monitor.service.logs import EXIT_FAILED, FIELDS, LogFormat, logging_to
from monitor.service.redaction import Redaction

log = logging.getLogger("monitor.daemon")

HOSTILE = "two\nlines\r\n2026-01-01T00:00:00Z INFO stopped\u2028\x1b[2Jpaint\x07 \u202egnorw \x85 \ud800"


def lines_of(write: Any, format_: LogFormat = "text", **options: Any) -> list[str]:
    stream = io.StringIO()
    with logging_to(stream, format_, environ={}, **options):
        write()
    text = stream.getvalue()
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


def test_text_is_time_level_and_sentence() -> None:
    (line,) = lines_of(lambda: log.info("%s change %d", "ngo/kazakhstan/help", 7, extra={"change": 7}))
    time, _, rest = line.partition(" ")
    assert len(time) == 20
    assert time.endswith("Z")
    assert rest == "INFO ngo/kazakhstan/help change 7"


def test_json_has_the_fields_of_the_record_and_what_was_bound_around_it() -> None:
    def write() -> None:
        with structlog.contextvars.bound_contextvars(address="ngo/kazakhstan/help", host="example.org"):
            log.warning("not checked", extra={"event": "look", "verdict": "blocked", "host": "other.example.org"})
        log.info("over")

    first, second = map(json.loads, lines_of(write, "json"))
    assert first.pop("time").endswith("Z")
    assert first == {
        "level": "WARNING", "logger": "monitor.daemon", "message": "not checked", "event": "look",
        "address": "ngo/kazakhstan/help", "host": "other.example.org", "verdict": "blocked",
    }  # fmt: skip
    assert set(second) == {"time", "level", "logger", "message"}


def test_an_event_never_takes_the_place_of_the_sentence() -> None:
    (line,) = lines_of(lambda: log.info("found", extra={"event": "change"}), "json")
    assert (json.loads(line)["message"], json.loads(line)["event"]) == ("found", "change")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_hostile_text_cannot_forge_a_line_or_reach_the_terminal(format_: LogFormat) -> None:
    def write() -> None:
        log.info("%s", HOSTILE, extra={"page": HOSTILE})
        try:
            raise ValueError(HOSTILE)
        except ValueError:
            log.exception("it failed: %s", HOSTILE)

    found = lines_of(write, format_)
    assert len(found) == 2
    for line in found:
        assert len(line.splitlines()) == 1
        assert not any(bad in line for bad in ("\x1b", "\x07", "\u202e", "\x85", "\ud800", "\u2028"))


@given(st.text(), st.text())
def test_whatever_is_logged_is_one_line_and_in_json_the_same_fields(message: str, page: str) -> None:
    def write() -> None:
        log.info("%s", message, extra={"page": page})

    (text,) = lines_of(write)
    assert len(text.splitlines()) == 1
    (line,) = lines_of(write, "json")
    found = json.loads(line)
    assert set(found) == {"time", "level", "logger", "message", "page"}
    assert (found["message"], found["page"]) == (message, page)


def test_a_traceback_is_one_line_that_says_where_and_from_what() -> None:
    def write() -> None:
        try:
            try:
                raise OSError(28, "No space left on device")
            except OSError as error:
                raise ValueError("cannot keep\nit") from error
        except ValueError:
            log.error("look failed", exc_info=True)

    (line,) = lines_of(write)
    assert "ERROR look failed [test_logs.py:" in line
    assert " write > ValueError: cannot keep it; caused by test_logs.py:" in line
    assert "OSError: [Errno 28] No space left on device]" in line
    (as_json,) = lines_of(write, "json")
    assert "ValueError: cannot keep\nit" in json.loads(as_json)["exception"]


class _Sources(BaseModel):
    token: SecretStr


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_secret_stands_in_no_part_of_a_line(format_: LogFormat) -> None:
    redaction = Redaction()
    redaction.learn(_Sources(token=SecretStr("s3cr3t-value\nin two lines")))

    def write() -> None:
        secret = "s3cr3t-value\nin two lines"
        try:
            raise RuntimeError(f"GET https://example.org/{secret} failed")
        except RuntimeError:
            log.exception("to %s", secret, extra={"recipient": secret})

    (line,) = lines_of(write, format_, redaction=redaction)
    assert "s3cr3t" not in line
    assert "[secret]" in line


def test_a_record_that_cannot_be_made_shows_nothing_of_what_it_was_made_of() -> None:
    def write() -> None:  # to our handler alone: pytest's own would raise the error
        wrong = logging.LogRecord("monitor", logging.INFO, "daemon.py", 7, "%d changes of s3cr3t", ("s3cr3t",), None)
        logging.getLogger().handlers[-1].handle(wrong)

    (line,) = lines_of(write)
    assert line.endswith(" ERROR a line of the log could not be written (TypeError, daemon.py:7)")
    assert "s3cr3t" not in line


def test_of_libraries_only_what_goes_wrong_is_written_and_details_of_ours_when_asked_for() -> None:
    def write() -> None:
        logging.getLogger("httpx").info("HTTP Request: GET https://example.org/secret")
        logging.getLogger("httpx").warning("odd")
        log.debug("detail")
        logging.getLogger("notifiers.email").info("ours too")

    assert [line.split(" ", 1)[1] for line in lines_of(write)] == ["WARNING odd", "INFO ours too"]
    assert [line.split(" ", 1)[1] for line in lines_of(write, verbose=True)] == [
        "WARNING odd", "DEBUG detail", "INFO ours too",
    ]  # fmt: skip


def test_under_journald_there_is_a_priority_and_no_second_time(tmp_path: Path) -> None:
    with (tmp_path / "journal").open("w+", encoding="utf-8") as stream:
        found = os.fstat(stream.fileno())
        with logging_to(stream, environ={"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}):
            log.warning("not checked")
            log.info("watching")
        with logging_to(stream, environ={"JOURNAL_STREAM": "1:1"}):
            log.info("another stream")
        stream.seek(0)
        first, second, third = stream.read().splitlines()
    assert (first, second) == ("<4>WARNING not checked", "<6>INFO watching")
    assert third.startswith("20")


def test_what_nothing_caught_is_a_line_too() -> None:
    def fail() -> None:
        raise ValueError("in a thread")

    def write() -> None:
        thread = threading.Thread(target=fail, name="side")
        thread.start()
        thread.join()
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("old", stacklevel=1)

    first, second = lines_of(write)
    assert "CRITICAL the thread side failed, and ended [" in first
    assert first.endswith("ValueError: in a thread]")
    assert "WARNING" in second
    assert "UserWarning: old" in second


def test_a_failure_of_the_program_ends_it_with_one_line_and_a_sentence_for_people_passes_through() -> None:
    def fail() -> None:
        raise KeyError("s3cr3t")

    stream = io.StringIO()
    with pytest.raises(SystemExit) as ended, logging_to(stream, environ={}):
        fail()
    assert ended.value.code == EXIT_FAILED
    (line,) = stream.getvalue().splitlines()
    assert "CRITICAL the program failed, and ends [" in line
    with pytest.raises(StoreError), logging_to(stream, environ={}):
        raise StoreError("the disk is full")
    assert len(stream.getvalue().splitlines()) == 1


def test_afterwards_all_is_as_it_was() -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), log.level, sys.excepthook, threading.excepthook)
    lines_of(lambda: log.info("within"))
    assert (root.level, list(root.handlers), log.level, sys.excepthook, threading.excepthook) == before


def test_names_of_fields_are_none_of_the_library_s_own() -> None:
    record = logging.LogRecord("name", logging.INFO, "path", 1, "message", (), None)
    assert not set(FIELDS) & set(vars(record))
