"""What the runs look at and whom they tell: pages that change, an alarm, one edit on several pages; three channels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from far_ends import MailEnd, PostEnd
from servers import Answer, Server
from world import html

FIRST_LOOK = datetime(2026, 3, 10, 6, 0, tzinfo=UTC)
LEASE = timedelta(minutes=6)
"""After which a notice that was on its way is taken up again, and a little more: when a killed run is made again."""


class Step(NamedTuple):
    """A run of the program."""

    name: str
    at: datetime
    only_due: bool


STEPS = (
    Step("looks", FIRST_LOOK + timedelta(days=2, minutes=30), only_due=False),
    Step("digest", FIRST_LOOK + timedelta(days=2, minutes=65), only_due=True),
)
"""All is looked at and told at once at 06:30; what was due by then at 07:05, when the time of the digest has come."""

_CLUSTER = ("KZ", "KG", "UZ")
_RULE = "<p>You must carry your passport at all times. Officers fine you 200 euros without it.</p>"
_STAYS = "<h2>Help</h2><p>The embassy is open from Monday to Friday. Ring the bell at the gate and wait.</p>"


class Scene:
    """The site, the far ends, and the sources.yaml of each run."""

    def __init__(self, site: Server, mail: MailEnd, posts: PostEnd) -> None:
        self._site, self._mail, self._posts = site, mail, posts

    @property
    def ports(self) -> Mapping[str, str]:
        """What to call the far ends, by port."""
        return {str(self._site.port): "site", str(self._mail.port): "mail", str(self._posts.port): "post"}

    def before(self) -> None:
        """The site as it was at the first look."""
        self._site.answer("/police", _page("<p>Call the police on 112.</p>"))
        self._site.answer("/walled", _page("<p>Call an ambulance on 103.</p>"))
        self._site.answer("/still", _page("<p>The fee is 25 euros.</p>"))
        for code in _CLUSTER:
            self._site.answer(f"/entry/{code}", _page("<p>The borders are open.</p>"))

    def after(self) -> None:
        """The site as it has been ever since."""
        self._site.answer("/police", _page("<p>Call the police on 102.</p>"))
        self._site.answer("/walled", Answer(403, b"Access denied"))
        for code in _CLUSTER:
            self._site.answer(f"/entry/{code}", _page(f"<p>The borders are open.</p>{_RULE}"))

    def write(self, folder: Path, run: str) -> None:
        """The sources.yaml of a run, with far ends that are told apart from those of all others."""
        data = {
            "contact": "https://example.org/about",
            "defaults": {
                "pace": "0s", "retry_for": "0s", "confirm_after": "0s",
                "allow_private": [f"127.0.0.1:{self._site.port}"],
            },
            "sources": [self._entry("KZ", each, f"/{each}") for each in ("police", "walled", "still")]
            + [self._entry(code, "entry", f"/entry/{code}") for code in _CLUSTER],
            "recipients": self._recipients(run),
            "delivery": {
                "email": {
                    "host": "127.0.0.1", "port": self._mail.port, "security": "none",
                    "from": "Monitor <monitor@example.org>",
                }
            },
        }  # fmt: skip
        (folder / "sources.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")

    def environ_of(self, run: str) -> Mapping[str, str]:
        """The secrets of a run: where its posts go."""
        return {
            "DESK": self._posts.url(f"/desk/{run}"),
            "PROGRAM": self._posts.url(f"/program/{run}"),
            "SIGNS": "a secret of some length",
        }

    def _entry(self, country: str, name: str, path: str) -> dict[str, Any]:
        return {"publisher": "ngo", "country": country, "name": name, "url": self._site.url(path)}

    def _recipients(self, run: str) -> list[dict[str, Any]]:
        return [
            {"name": "editors", "email": [f"editors@{run}.example", f"deputy@{run}.example"]},
            {"name": "desk", "slack": "${DESK}"},
            {"name": "program", "webhook": {"url": "${PROGRAM}", "secret": "${SIGNS}"}},
            {"name": "readers", "email": f"readers@{run}.example", "digest": {"at": "07:00", "at_once": "none"}},
        ]


def _page(content: str) -> Answer:
    return Answer(200, html(f"<h2>Emergencies</h2>{content}{_STAYS}"))
