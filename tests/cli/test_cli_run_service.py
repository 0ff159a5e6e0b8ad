"""What surrounds `monitor run`, as a service manager and a monitoring see it."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from command import process
from daemon_process import PATIENCE, daemon
from world import Answer, Seen, World

from monitor.service.endpoint import bound
from monitor.sources.daemon import Listen


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def ask(port: int, path: str) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def ask_until(port: int, path: str, words: str) -> tuple[int, str]:
    """Ask again and again: numbers are some moments old, and what is logged is done the moment after."""
    until = time.monotonic() + PATIENCE
    while words not in (answered := ask(port, path))[1]:
        assert time.monotonic() < until, answered
    return answered


def test_health_and_metrics_are_answered_while_it_runs_and_not_after(world: World) -> None:
    port = free_port()
    world.watch(daemon={"health": port})
    with daemon(world, "--verbose") as running:
        running.wait_for("first look")
        status, body = ask_until(port, "/health", '"well seen": 1')
        assert status == 200, body
        assert json.loads(body)["store"]["pages"] == {"well seen": 1}
        metrics = ask(port, "/metrics")[1]
        assert 'advisory_monitor_looks_total{verdict="page"} 1.0\n' in metrics
        assert 'advisory_monitor_pages{health="well seen",publisher="ngo"} 1.0\n' in metrics
        assert running.end(signal.SIGTERM)[0] == 0
    with socket.socket() as asked:
        assert asked.connect_ex(("127.0.0.1", port)) != 0


def test_a_port_that_is_taken_is_one_sentence_and_exit_3(world: World) -> None:
    with bound(Listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        world.watch(daemon={"health": port}, recipients=[])
        done = process("run", cwd=world.folder)
    assert done.code == 3
    assert done.sentence.startswith(f"daemon.health: cannot listen at 127.0.0.1:{port}: Address already in use; ")


def test_a_second_daemon_is_told_of_the_first_and_not_of_the_port(world: World) -> None:
    world.watch(daemon={"health": free_port()}, recipients=[])
    with daemon(world) as running:
        running.wait_for("watching 1 address")
        done = process("run", cwd=world.folder)
        assert done.code == 3
        assert f"process {running.process.pid} on " in done.sentence
        assert running.end(signal.SIGTERM)[0] == 0


def test_in_json_each_line_is_an_object_with_the_same_names(world: World) -> None:
    world.watch(world.entry("/gone"))
    with daemon(world, "--log-format", "json") as running:
        running.wait_for("not checked (gone)")
        assert running.end(signal.SIGTERM)[0] == 0
    records = [json.loads(line) for line in running.lines]
    assert all({"time", "level", "logger", "message"} <= set(record) for record in records)
    assert {record["level"] for record in records} == {"INFO", "WARNING"}
    assert records[-1]["message"] == "stopped"


def test_the_service_manager_hears_when_it_is_ready_that_it_reloads_and_that_it_stops(
    world: World, tmp_path: Path
) -> None:
    world.watch()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.settimeout(PATIENCE)
        manager.bind(str(tmp_path / "notify"))

        def told(start: str) -> str:
            while not (got := manager.recv(65536).decode()).startswith(start):
                pass
            return got

        with daemon(world, NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="2000000") as running:
            told("READY=1")
            told("WATCHDOG=1")
            running.process.send_signal(signal.SIGHUP)
            assert "\nMONOTONIC_USEC=" in told("RELOADING=1")
            told("READY=1")
            running.process.send_signal(signal.SIGTERM)
            told("STOPPING=1")
            assert running.process.wait(PATIENCE) == 0


def test_a_heartbeat_goes_out_and_its_url_stands_in_no_line(world: World) -> None:
    beaten = threading.Event()

    def beat(_seen: Seen) -> Answer:
        beaten.set()
        return Answer(500)

    path = "/ping/6f0c2f0e-7b1d-4d1c"
    world.server.answer(path, beat)
    world.environ["HEARTBEAT"] = world.server.url(path)
    world.watch(daemon={"heartbeat": "${HEARTBEAT}"})
    with daemon(world, "--verbose") as running:
        assert beaten.wait(PATIENCE)
        running.wait_for("the heartbeat does not get through to ")
        assert running.end(signal.SIGTERM)[0] == 0
    assert not any(path in line for line in running.lines)


def test_a_reload_opens_the_endpoint_and_knows_the_new_secrets(world: World) -> None:
    world.watch()
    port = free_port()
    with daemon(world) as running:
        running.wait_for("watching 1 address")
        world.watch(daemon={"health": port})
        running.process.send_signal(signal.SIGHUP)
        running.wait_for(f"health and metrics at http://127.0.0.1:{port}/")
        assert ask(port, "/live")[0] == 200
        world.sources.write_text("contact: me\n", encoding="utf-8")
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("sources: is missing")
        status, body = ask_until(port, "/health", "sources: is missing")
        assert status == 200, body
        assert "sources: is missing" in json.loads(body)["sources"]["refused"]
        assert running.end(signal.SIGTERM)[0] == 0
