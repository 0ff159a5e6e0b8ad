"""`monitor run`: the daemon."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import sources_option

if TYPE_CHECKING:
    from monitor.service.logs import LogFormat


@click.command()
@sources_option
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the log is written: a line of text, or a JSON object, for each record.",
)
@click.option("--verbose", is_flag=True, help="Say every look, also where nothing changed.")
def run(sources_path: Path, log_format: LogFormat, verbose: bool) -> None:
    """Look at each page at its interval, tell what changed, until stopped (SIGTERM or Ctrl-C).

    Due times come from the store: after a restart nothing is forgotten, and nothing is looked at before its time.
    sources.yaml is read again when it was changed, or on SIGHUP. The log goes to standard error. What stands under
    `daemon` in sources.yaml opens /health and /metrics, and sends a heartbeat; docs/running.md says more.

    Exit 0: it was told to stop, and did; 2: wrong use or configuration; 3: the store cannot be used, another daemon
    watches there, or the port is taken; 1: the program failed.
    """
    from monitor.cli import begin_run
    from monitor.daemon import Daemon
    from monitor.daemon.alone import alone
    from monitor.service import service
    from monitor.service.logs import logging_to
    from monitor.service.redaction import Redaction
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    config = load(sources_path)
    watched = addresses(config)
    begin_run()
    redaction = Redaction()
    redaction.learn(config)
    with (
        logging_to(sys.stderr, log_format, verbose=verbose, redaction=redaction),
        Store.open(config.snapshots) as store,
    ):
        with alone(config.snapshots):
            pass  # whoever runs already is named before a port is found to be taken, which says less

        async def main() -> None:
            daemon = Daemon(config, store, watched)

            def take_over(_phase: object) -> None:
                redaction.learn(daemon.config)
                around.retake(daemon.config.daemon)

            async with service(config.daemon, config.snapshots, daemon.pulse) as around:
                daemon.pulse.listeners.append(take_over)
                await daemon.run()

        asyncio.run(main())
