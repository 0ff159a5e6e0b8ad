"""`monitor run`: the daemon."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from pathlib import Path

import click

from monitor.cli.options import sources_option


@click.command()
@sources_option
@click.option("--verbose", is_flag=True, help="Say every look, also where nothing changed.")
def run(sources_path: Path, verbose: bool) -> None:
    """Look at each page at its interval, tell what changed, until stopped (SIGTERM or Ctrl-C).

    Due times come from the store: after a restart nothing is forgotten, and nothing is looked at before its time.
    """
    from monitor.cli import begin_run
    from monitor.daemon import Daemon
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    config = load(sources_path)
    watched = addresses(config)
    begin_run()
    _log_to_stderr(verbose)
    with Store.open(config.snapshots) as store:

        async def main() -> None:
            await Daemon(config, store, watched).run()

        asyncio.run(main())


def _log_to_stderr(verbose: bool) -> None:
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    lines.formatter.converter = time.gmtime  # type: ignore[union-attr]
    logging.basicConfig(level=logging.WARNING, handlers=[lines])  # of the libraries only what goes wrong
    logging.getLogger("monitor").setLevel(logging.DEBUG if verbose else logging.INFO)
