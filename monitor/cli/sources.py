"""`monitor sources check` and `monitor sources schema`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import sources_option


@click.group()
def sources() -> None:
    """Check sources.yaml, or write its JSON Schema for editors."""


@sources.command(name="check", short_help="Say whether sources.yaml can be used.")
@sources_option
def check_sources(sources_path: Path) -> None:
    """Say whether sources.yaml can be used; all that is wrong, each with its line.

    Where a source needs a browser, whether there is one is looked into as well.
    """
    from monitor.report.names import many
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load

    config = load(sources_path)
    found = addresses(config)
    told = f"{many(len(config.recipients), 'recipient')}" if config.recipients else "nobody is told"
    sources = many(len(config.sources), "source")
    indexes = sum(address.is_index for address in found)
    asked = f"{len(found) - indexes} address{'es' if len(found) - indexes != 1 else ''}"
    if indexes:
        asked += f" and {indexes} index{'es' if indexes != 1 else ''}"
    if any(way.kind == "browser" for address in found for way in address.ways):
        from monitor.fetch.chromium import find_chromium

        find_chromium()
    click.echo(f"{sources_path}: good. {sources}, {asked}, {told}.")


@sources.command()
def schema() -> None:
    """Print the JSON Schema of sources.yaml."""
    from monitor.cli.output import write
    from monitor.sources.schema import schema_text

    write(schema_text())
