"""What is answered at /health, /live and /metrics: values in, an answer out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from monitor.report.safe import safe_json
from monitor.service.pulse import Pulse
from monitor.service.wellness import Seen, Wellness, wellness

_JSON = "application/json; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
PATHS = {
    "/health": "200 where all is well; 503 with the reasons where it is not",
    "/live": "200 while the daemon turns; 503 where a new start would help",
    "/metrics": "numbers for Prometheus",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes
    media_type: str = _TEXT


def answer(path: str, accept: str, pulse: Pulse, seen: Seen, now: datetime) -> Answer:
    """The answer for a path, without its query; 404 for any other than `PATHS` and /."""
    well = wellness(pulse, seen, now)
    match path:
        case "/health":
            return Answer(200 if well.is_well else 503, _as_json(health_object(pulse, seen, well, now)), _JSON)
        case "/live":
            return Answer(200, b"alive\n") if well.is_alive else Answer(503, b"a new start is needed\n")
        case "/metrics":
            from monitor.service.metrics import Told, exposition

            return Answer(200, *exposition(Told(pulse, seen, well, now), accept))
        case "/":
            return Answer(200, "".join(f"{path}  {about}\n" for path, about in PATHS.items()).encode())
        case _:
            return text(404, f"there is nothing at this path; there are {', '.join(PATHS)}")


def text(status: int, sentence: str) -> Answer:
    """An answer of one sentence."""
    return Answer(status, f"{sentence}\n".encode())


def health_object(pulse: Pulse, seen: Seen, well: Wellness, now: datetime) -> dict[str, Any]:
    """The body of /health: numbers of pages and of notices, and no page's text."""
    numbers = seen.numbers
    made: dict[str, Any] = {
        "is_well": well.is_well,
        "is_alive": well.is_alive,
        "phase": pulse.phase,
        "troubles": [{"kind": each.kind, "reason": each.sentence} for each in well.troubles],
        "at": _iso(now),
        "started_at": _iso(pulse.started_at),
        "version": version("advisory-monitor"),
        "loop_lag_seconds": round(pulse.longest_lag, 3),
        "queue": pulse.queued(),
        "looks_under_way": pulse.under_way(),
        "sources": {"read_at": _iso(pulse.sources_read_at), "refused": pulse.sources_trouble},
        "store": None,
    }
    if numbers is not None:
        made["store"] = {
            "age_seconds": round(seen.age, 1),
            "pages": numbers.counts,
            "oldest_good_at": _iso(numbers.oldest_good_at),
            "newest_good_at": _iso(numbers.newest_good_at),
            "last_look_at": _iso(numbers.last_look_at),
            "alarms": dict(numbers.alarms),
            "deliveries": dict(numbers.deliveries),
            "last_delivered_at": _iso(numbers.undelivered.last_delivered_at),
        }
    return made


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None


def _as_json(made: dict[str, Any]) -> bytes:
    return (safe_json(json.dumps(made, indent=2, ensure_ascii=False)) + "\n").encode()
