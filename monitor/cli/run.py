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
@click.option("--verbose", is_flag=True, help="Say every look, not only what matters.")
def run(sources_path: Path, verbose: bool) -> None:
    """Look at each page at its interval, tell what changed, until stopped (SIGTERM or Ctrl-C).

    Due times come from the store: after a restart nothing is forgotten, and nothing is looked at before its time.
    """
    from monitor.daemon import Daemon
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO,
        format="%(asctime)sZ %(levelname)s %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
    )
    logging.Formatter.converter = staticmethod(time.gmtime)
    for noisy in ("apscheduler", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.INFO if verbose else logging.WARNING)
    config = load(sources_path)
    with Store.open(config.snapshots) as store:

        async def main() -> None:
            await Daemon(config, store, addresses(config)).run()

        asyncio.run(main())
