"""`daemon` in sources.yaml: where health is answered, and where the heartbeat goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from world import World

from monitor.errors import ConfigError
from monitor.sources.daemon import DaemonOptions, Listen


def options(world: World, **given: object) -> DaemonOptions:
    return world.watch(daemon=given).daemon


def test_nothing_listens_and_no_heart_beats_unless_it_is_said(world: World) -> None:
    found = world.watch().daemon
    assert (found.health, found.heartbeat, found.heartbeat_every) == (None, None, timedelta(minutes=5))


@pytest.mark.parametrize(
    ("said", "place", "is_loopback"),
    [
        ("127.0.0.1:9464", "127.0.0.1:9464", True),
        ("9464", "127.0.0.1:9464", True),
        (9464, "127.0.0.1:9464", True),
        ("localhost:80", "127.0.0.1:80", True),
        ("[::1]:9464", "[::1]:9464", True),
        ("127.8.9.10:9464", "127.8.9.10:9464", True),
        ("0.0.0.0:9464", "0.0.0.0:9464", False),
        ("[::]:9464", "[::]:9464", False),
        ("10.0.0.7:9464", "10.0.0.7:9464", False),
    ],
)
def test_a_place_to_listen_at_is_an_address_and_a_port_and_a_port_alone_is_of_this_machine(
    world: World, said: object, place: str, is_loopback: bool
) -> None:
    found = options(world, health=said).health
    assert isinstance(found, Listen)
    assert (str(found), found.is_loopback) == (place, is_loopback)


@pytest.mark.parametrize("said", ["false", "False", False])
def test_false_closes_it(world: World, said: object) -> None:
    assert options(world, health=said).health is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"health": "true"}, "daemon.health: 'true' is not a place to listen at; write an IP address and a port"),
        ({"health": "monitor.example.org:9464"}, "is not a place to listen at"),
        ({"health": "::1:9464"}, "is not a place to listen at"),
        ({"health": "300.1.1.1:9464"}, "does not begin with an IP address"),
        ({"health": "127.0.0.1:99999"}, "has no port; a port is a number from 1 to 65535"),
        ({"health": "127.0.0.1:0"}, "has no port"),
        ({"health": "127.0.0.1"}, "is not a place to listen at"),
        ({"heartbeat": "https://hc.example.org/ping/1"}, "daemon.heartbeat: a secret must not stand in the file"),
        ({"heartbeat_every": "5s"}, "daemon.heartbeat_every: '5s' is too short; at least 1 min is allowed"),
        ({"helth": "9464"}, "helth"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_allowed(world: World, given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ConfigError) as error:
        options(world, **given)
    assert sentence in str(error.value)
    assert "hc.example.org" not in str(error.value)


def test_names_are_kept_in_lower_case(world: World) -> None:
    assert options(world, health_names=["Monitor.Example.org"]).health_names == ("monitor.example.org",)
