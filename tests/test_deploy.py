"""The examples of deploy/ and docs/running.md: they are right as they stand."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from ruamel.yaml import YAML

from monitor.cli.run import run
from monitor.service import Pulse
from monitor.service.metrics import PREFIX, Told
from monitor.service.numbers import Numbers
from monitor.service.wellness import KINDS, Seen, wellness
from monitor.store.counting import Undelivered

ROOT = Path(__file__).resolve().parents[1]
UNIT = ROOT / "deploy/advisory-monitor.service"
CONTAINERFILE = ROOT / "deploy/Containerfile"
RULES = ROOT / "deploy/advisory-monitor.rules.yaml"
RUNNING = ROOT / "docs/running.md"


def metrics() -> dict[str, set[str]]:
    """The names of all metrics as they go over the wire, each with the names of its labels."""
    now = datetime.now(UTC)
    pulse = Pulse()
    pulse.tried("slack", is_delivered=True)
    numbers = Numbers(
        at=now, pages={("ngo", "well seen"): 1}, oldest_good_at=now, newest_good_at=now, last_look_at=now,
        first_due_at=now, allowance=None, notices={("slack", "dead"): 1}, deliveries={},
        undelivered=Undelivered(0, None, now), alarms={}, left_alone=0, file_bytes={"wal": 1}, free_bytes=1,
    )  # fmt: skip
    seen = Seen(numbers, 0.0)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Told(pulse, seen, wellness(pulse, seen, now), now))
    return {
        sample.name.removeprefix(PREFIX): set(sample.labels)
        for family in registry.collect()
        for sample in family.samples
    }


def test_each_metric_is_documented_with_its_labels_and_none_that_there_is_not() -> None:
    rows = re.findall(r"^\| `([a-z_]+)(?:\{([a-z,]+)\})?` \| ", RUNNING.read_text(encoding="utf-8"), re.MULTILINE)
    documented = {name: set(filter(None, labels.split(","))) for name, labels in rows if name not in KINDS}
    made = metrics()
    assert made["build_info"] == {"version", "python", "sqlite"}
    made["build_info"] = set()  # in words
    assert documented == made


def test_each_trouble_is_documented() -> None:
    text = RUNNING.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []


def test_alerts_speak_of_metrics_that_there_are() -> None:
    rules = YAML(typ="safe").load(RULES.read_text(encoding="utf-8"))
    expressions = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    assert len(expressions) >= 5
    made = metrics()
    for name, labels in re.findall(rf"{PREFIX}(\w+)(?:\{{(\w+)[!=])?", " ".join(expressions)):
        assert name in made
        assert not labels or labels in made[name]


def _unit() -> configparser.RawConfigParser:
    parsed = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(UNIT.read_text(encoding="utf-8"))
    return parsed


def test_the_unit_tells_systemd_what_the_daemon_does() -> None:
    service = _unit()["Service"]
    assert service["Type"] == "notify"
    assert int(service["WatchdogSec"].removesuffix("min")) >= 2
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == "2"
    assert service["ExecReload"] == "/bin/kill -HUP $MAINPID"
    from monitor.daemon import GRACE

    assert int(service["TimeoutStopSec"].removesuffix("s")) > GRACE.total_seconds()
    hardening = ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "ProtectKernelModules")
    assert [service[name] for name in hardening] == ["yes"] * len(hardening)
    assert service["ProtectSystem"] == "strict"
    assert "MemoryMax" in service


def test_the_command_of_the_unit_is_one_that_the_program_takes() -> None:
    program, name, *arguments = _unit()["Service"]["ExecStart"].split()
    assert (Path(program).name, name) == ("monitor", "run")
    assert run.make_context("run", arguments).params["sources_path"] == Path("/etc/advisory-monitor/sources.yaml")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd-analyze")
def test_systemd_itself_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    installed = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", UNIT.read_text(encoding="utf-8"))
    copy.write_text(installed, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert ours == []


def test_what_the_container_copies_is_there_and_it_is_not_run_by_root() -> None:
    lines = CONTAINERFILE.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    copied = [path for word in words if word[0] == "COPY" and not word[1].startswith("--from") for path in word[1:-1]]
    assert {"monitor", "notifiers", "pyproject.toml"} <= set(copied)
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert [word[1] for word in words if word[0] == "USER"] == ["10001"]
    assert all("/" not in word[1] for word in words if word[0] == "FROM")
    assert {"HEALTHCHECK", "VOLUME", "ENTRYPOINT"} <= {word[0] for word in words}


def test_the_command_of_the_container_is_one_that_the_program_takes() -> None:
    command = re.search(r'^CMD \["run", (.+)\]$', CONTAINERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert command is not None
    arguments = [word.strip().strip('"') for word in command[1].split(",")]
    assert run.make_context("run", arguments).params["log_format"] == "json"


def test_files_that_are_named_are_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", RUNNING.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (RUNNING.parent / link).exists()] == []
