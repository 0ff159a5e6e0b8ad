"""What the service manager is told, over a real datagram socket."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.service.systemd import ServiceManager


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, socket.socket]]:
    """What $NOTIFY_SOCKET says, and the socket there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.settimeout(10)
        name = str(tmp_path / "notify") if request.param == "path" else f"@advisory-{secrets.token_hex(8)}"
        made.bind(name.replace("@", "\0") if name.startswith("@") else name)
        yield name, made


def test_each_thing_is_one_datagram_of_the_protocol(manager: tuple[str, socket.socket]) -> None:
    name, there = manager
    ours = ServiceManager({"NOTIFY_SOCKET": name})
    assert ours.is_there
    ours.ready()
    ours.watchdog()
    ours.stopping()
    assert [there.recv(4096) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_a_reload_says_when_it_began_by_the_clock_of_the_manager(manager: tuple[str, socket.socket]) -> None:
    name, there = manager
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    ServiceManager({"NOTIFY_SOCKET": name}).reloading()
    first, second = there.recv(4096).decode().split("\n")
    assert first == "RELOADING=1"
    assert before <= int(second.removeprefix("MONOTONIC_USEC=")) <= time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


def test_a_status_is_one_line_and_cannot_forge_another(manager: tuple[str, socket.socket]) -> None:
    name, there = manager
    ServiceManager({"NOTIFY_SOCKET": name}).status("All is well.\nWATCHDOG=trigger\x1b[2J" + "x" * 9000)
    got = there.recv(65536).decode()
    assert "\n" not in got
    assert "\x1b" not in got
    assert got.startswith("STATUS=All is well. WATCHDOG=trigger")
    assert len(got) < 600


@pytest.mark.parametrize("said", ["", "vsock:2:1234", "relative/path"])
def test_without_a_manager_nothing_is_said_and_nothing_fails(said: str) -> None:
    ours = ServiceManager({"NOTIFY_SOCKET": said} if said else {})
    assert not ours.is_there
    ours.ready()


def test_a_manager_that_went_away_is_no_trouble(tmp_path: Path) -> None:
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready()


def test_a_watchdog_is_fed_twice_as_often_as_it_wants() -> None:
    assert ServiceManager({"WATCHDOG_USEC": "180000000"}).watchdog_every == 90.0


@pytest.mark.parametrize(
    "environ",
    [{}, {"WATCHDOG_USEC": "0"}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "-5"},
     {"WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}],
)  # fmt: skip
def test_a_watchdog_that_is_none_or_another_process_is_not_fed(environ: dict[str, str]) -> None:
    assert ServiceManager(environ, pid=4711).watchdog_every is None
