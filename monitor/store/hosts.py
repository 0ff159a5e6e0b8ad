"""What is remembered of hosts from one run to the next: how they fared, and their robots.txt."""

from __future__ import annotations

from monitor.fetch.hosts import HostState
from monitor.store.connection import Connection
from monitor.store.times import maybe_from_text, to_text

_PUT = """
INSERT OR REPLACE INTO host (
    origin, failures, left_alone_until, why, status,
    robots, robots_status, robots_at, robots_again_at, robots_trouble
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Hosts:
    """The hosts of one database: a `HostMemory` for `monitor.fetch.client`. Each state is written as it is put."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, origin: str) -> HostState | None:
        """What is known of an origin ("https://www.gov.uk"); None where nothing is."""
        row = self._connection.row("SELECT * FROM host WHERE origin = ?", (origin,))
        if row is None:
            return None
        return HostState(
            failures=row["failures"],
            left_alone_until=maybe_from_text(row["left_alone_until"]),
            why=row["why"],
            status=row["status"],
            robots=row["robots"],
            robots_status=row["robots_status"],
            robots_at=maybe_from_text(row["robots_at"]),
            robots_again_at=maybe_from_text(row["robots_again_at"]),
            robots_trouble=row["robots_trouble"],
        )

    def put(self, origin: str, state: HostState) -> None:
        """Keep this in the place of what was known."""
        times = (state.left_alone_until, state.robots_at, state.robots_again_at)
        left_alone_until, robots_at, robots_again_at = (None if at is None else to_text(at) for at in times)
        with self._connection.write():
            self._connection.run(
                _PUT,
                (
                    origin,
                    state.failures,
                    left_alone_until,
                    state.why,
                    state.status,
                    state.robots,
                    state.robots_status,
                    robots_at,
                    robots_again_at,
                    state.robots_trouble,
                ),
            )
