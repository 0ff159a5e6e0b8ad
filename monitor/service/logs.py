"""The log of the daemon: one line a record, as text or JSON, whatever stands in it.

What is logged comes through the standard library; `extra` gives a record its fields (`FIELDS`), and what was bound with
`structlog.contextvars.bound_contextvars` around a look or a delivery is a field of every record within:

    log.info("%s change %s, %s", page, 7, "critical", extra={"event": "change", "page": page, "change": 7})

Page text is hostile. A line break would forge a record and an escape sequence paint a terminal: both are taken out of
the text format, and JSON escapes them. A traceback becomes one line too.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from monitor.errors import MonitorError
from monitor.report.safe import safe_json, safe_line
from monitor.service.redaction import Redaction

EXIT_FAILED = 1
"""As Python ends where nothing caught an error."""
LogFormat = Literal["text", "json"]
FIELDS = (
    "event", "page", "address", "host", "way", "verdict", "change", "significance", "recipient", "channel", "notice",
    "state", "attempt", "alarm", "seconds",
)  # fmt: skip
"""The names of what a record can carry beside its sentence; JSON has them in this order. Others are left out."""

_FRAMES = 12
"""Of a traceback, the innermost."""
_LONGEST = 8_000
"""Characters of one text: a record is for reading."""
_PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (logging.DEBUG, 7))
"""The levels of syslog, by which journald files what is written to it: sd-daemon(3)."""
_LOGGERS = ("monitor", "notifiers")


@contextmanager
def logging_to(
    stream: TextIO,
    format_: LogFormat = "text",
    *,
    verbose: bool = False,
    redaction: Redaction | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Iterator[None]:
    """Write all that is logged within to a stream, also what nothing caught; afterwards all is as it was.

    Args:
        verbose: also the details of our own parts. Of libraries only what goes wrong is ever written.
        redaction: takes out secrets; none where it is not given.
        environ: where journald says that it reads the stream: it has a clock and levels of its own.
    """
    handler = _Lines(stream)
    handler.setFormatter(_formatter(format_, redaction or Redaction(), is_journal=_is_journal(stream, environ)))
    root = logging.getLogger()
    ours = [logging.getLogger(name) for name in _LOGGERS]
    levels = [(each, each.level) for each in (root, *ours)]
    hooks = sys.excepthook, threading.excepthook
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for each in ours:
        each.setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook, threading.excepthook = _log_end, _log_end_of_thread
    try:
        yield
    except MonitorError:
        raise  # one sentence, which the command line shows
    except Exception as error:
        # By nobody else, who would show it as it is.
        logging.getLogger("monitor").critical("the program failed, and ends", exc_info=error)
        raise SystemExit(EXIT_FAILED) from None
    finally:
        sys.excepthook, threading.excepthook = hooks
        logging.captureWarnings(False)
        for each, level in levels:
            each.setLevel(level)
        root.removeHandler(handler)


class _Lines(logging.StreamHandler[TextIO]):
    """Writes records; one that cannot be made is named, and not shown: it holds what it was made of."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        kind = sys.exc_info()[0]
        try:
            self.stream.write(
                f"{_short(record.created)} ERROR a line of the log could not be written"
                f" ({kind.__name__ if kind else 'unknown'}, {Path(record.pathname).name}:{record.lineno})\n"
            )
            self.flush()
        except Exception:  # noqa: S110 - there is nowhere left to say it
            pass


def _formatter(format_: LogFormat, redaction: Redaction, *, is_journal: bool) -> logging.Formatter:
    def redact(_logger: WrappedLogger, _name: str, fields: EventDict) -> EventDict:
        return {key: _in_all(value, redaction) for key, value in fields.items()}

    def render(_logger: WrappedLogger, _name: str, fields: EventDict) -> str:
        level = fields.pop("_levelno")
        line = _as_json(fields) if format_ == "json" else _as_text(fields, has_time=not is_journal)
        return f"<{_priority(level)}>{line}" if is_journal else line

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars],
        processors=[_record_fields, redact, render],
        keep_exc_info=False,
        keep_stack_info=False,
    )


def _record_fields(_logger: WrappedLogger, _name: str, given: EventDict) -> EventDict:
    """What a record says, under the names that leave the program."""
    record: logging.LogRecord = given["_record"]
    made: EventDict = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": given["event"],
        "_levelno": record.levelno,
    }
    for name in FIELDS:
        # "event" is structlog's name for the sentence: what we call so comes with the record alone.
        value = getattr(record, name, None if name == "event" else given.get(name))
        if value is not None:
            made[name] = value if isinstance(value, (bool, int, float)) else str(value)
    exc_info = given.get("exc_info")
    if isinstance(exc_info, tuple) and exc_info[1] is not None:
        made["exception"] = _in_one_line(exc_info[1])
    return made


def _in_all(value: object, redaction: Redaction) -> object:
    if not isinstance(value, str):
        return value
    clean = redaction(value)
    return clean if len(clean) <= _LONGEST else clean[:_LONGEST] + " (cut)"


def _as_json(fields: EventDict) -> str:
    return safe_json(json.dumps(fields, ensure_ascii=False, default=str))


def _as_text(fields: EventDict, *, has_time: bool) -> str:
    start = [f"{fields['time'][:19]}Z"] if has_time else []
    end = [f"[{fields['exception']}]"] if "exception" in fields else []
    return safe_line(" ".join([*start, fields["level"], fields["message"], *end]))


def _in_one_line(error: BaseException) -> str:
    """A traceback from the outermost frame to the error, and then what it came from:
    "daemon.py:210 _work > check.py:55 check_address > ValueError: text; caused by OSError: text"."""
    parts: list[str] = []
    at: BaseException | None = error
    seen: set[int] = set()
    while at is not None and id(at) not in seen and len(parts) < 4:
        seen.add(id(at))
        frames = [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in _frames(at.__traceback__)]
        said = "".join(traceback.format_exception_only(at)).strip()
        parts.append(" > ".join([*frames, said]))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "; caused by ".join(parts)


def _frames(start: TracebackType | None) -> list[traceback.FrameSummary]:
    return traceback.extract_tb(start)[-_FRAMES:]


def _priority(level: int) -> int:
    return next((number for least, number in _PRIORITIES if level >= least), 7)


def _short(created: float) -> str:
    return f"{datetime.fromtimestamp(created, UTC):%Y-%m-%dT%H:%M:%S}Z"


def _is_journal(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether journald reads the stream: systemd names its device and inode in $JOURNAL_STREAM."""
    named = environ.get("JOURNAL_STREAM", "")
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return named == f"{found.st_dev}:{found.st_ino}"


def _log_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("monitor").critical("the program failed, and ends", exc_info=(kind, error, trace))


def _log_end_of_thread(ended: threading.ExceptHookArgs) -> Any:
    if ended.exc_value is not None and ended.exc_type is not SystemExit:
        error = ended.exc_value.with_traceback(ended.exc_traceback)
        name = ended.thread.name if ended.thread else "unknown"
        logging.getLogger("monitor").critical("the thread %s failed, and ended", name, exc_info=error)
