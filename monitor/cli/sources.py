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
    """Say whether sources.yaml can be used; all that is wrong, each with its line."""
    from monitor.report.names import many
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load

    config = load(sources_path)
    found = addresses(config)
    told = f"{many(len(config.recipients), 'recipient')}" if config.recipients else "nobody is told"
    sources = many(len(config.sources), "source")
    asked = f"{len(found)} address{'es' if len(found) != 1 else ''}"
    click.echo(f"{sources_path}: good. {sources}, {asked}, {told}.")


@sources.command()
def schema() -> None:
    """Print the JSON Schema of sources.yaml."""
    from monitor.cli.output import write
    from monitor.sources.schema import schema_text

    write(schema_text())
