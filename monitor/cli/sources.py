"""`monitor sources check` and `monitor sources schema`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import sources_option


@click.group()
def sources() -> None:
    """Check sources.yaml, or write its JSON Schema for editors."""


@sources.command(name="check")
@sources_option
def check_sources(sources_path: Path) -> None:
    """Say whether sources.yaml can be used; all that is wrong, each with its line."""
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load

    config = load(sources_path)
    found = addresses(config)
    told = f"{len(config.recipients)} recipients" if config.recipients else "nobody is told"
    click.echo(f"{sources_path}: good. {len(config.sources)} sources, {len(found)} addresses, {told}.")


@sources.command()
def schema() -> None:
    """Print the JSON Schema of sources.yaml."""
    from monitor.sources.schema import schema_text

    click.echo(schema_text(), nl=False)
