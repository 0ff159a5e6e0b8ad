"""`monitor pages try URL-or-file`."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import config_if_any, countries_of, format_option, sources_if_any_option, warn_of_publisher
from monitor.errors import EXIT_NOT_CHECKED, EXIT_SAME, InputError

if TYPE_CHECKING:
    from monitor.fetch.asking import Asking
    from monitor.sources.config import Config
    from monitor.trying import Asked

CONTACT = "MONITOR_CONTACT"
"""Environment variable that says who asks, where no sources.yaml does; that of the project's own sources.yaml."""


@click.command(name="try", short_help="What a page would be watched as, before one watches it.")
@click.argument("target", metavar="URL-OR-FILE")
@click.option(
    "--publisher", default="", metavar="ID",
    help="Whose page it is: uk-fcdo, us-state ... Else its host says it, or general rules serve.",
)  # fmt: skip
@click.option(
    "--country", default=None, metavar="CC", help="Country of the page: ISO code or English name. Else its URL says it."
)
@click.option("--root", default=None, metavar="CSS", help="Selector of the content, for HTML.")
@sources_if_any_option
@format_option("text", "json")
@click.pass_context
def try_page(
    ctx: click.Context, target: str, publisher: str, country: str | None, root: str | None,
    sources_path: Path | None, format_: str,
) -> None:  # fmt: skip
    """Show what a page would be watched as: sections, stamps, facts, links, and an entry for sources.yaml.

    A URL is asked once, as a check asks it; a file is read as if it had just come. Nothing is stored, nobody is told.

    Exit 0: it can be watched so; 3: the site did not give the page, or the page could not be read; 2: wrong use.
    """
    from monitor.trying import Wishes, try_page

    sources_path = sources_path or (ctx.parent.params.get("sources_path") if ctx.parent else None)
    code = countries_of((country,))[0] if country else None
    _demand_id(publisher)
    warn_of_publisher(publisher)
    config = config_if_any(sources_path) if _is_url(target) or sources_path else _config_or_none()
    asked = asyncio.run(_ask(target, config)) if _is_url(target) else _from_file(target)
    trial = try_page(asked, Wishes(publisher, code, root))
    watched = _watched_as(trial.url, trial.pages, config)
    if format_ == "json":
        from monitor.cli.output import write_json
        from monitor.cli.trial_json import as_json

        write_json(as_json(trial, watched))
    else:
        from monitor.cli.output import console
        from monitor.cli.trial_text import print_trial

        print_trial(trial, watched, console())
    ctx.exit(EXIT_SAME if trial.verdict.is_good else EXIT_NOT_CHECKED)


def _is_url(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def _demand_id(publisher: str) -> None:
    if publisher and not all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in publisher):
        raise InputError(f"--publisher {publisher!r} is no id: write small letters, digits and hyphens, as in uk-fcdo")


def _config_or_none() -> Config | None:
    """For a file nothing is asked: a sources.yaml that is wrong is no reason not to read it."""
    from monitor.errors import ConfigError

    try:
        return config_if_any(None)
    except ConfigError:
        return None


async def _ask(url: str, config: Config | None) -> Asked:
    from monitor.fetch.client import client
    from monitor.trying import Asked

    _demand_web_address(url)
    async with client(_asking(config)) as look:
        visit = await look.visit(url)
    return Asked(
        url, url, visit.verdict, visit.reason, visit.body or b"", visit.header("content-type"), visit.final_url
    )


def _demand_web_address(url: str) -> None:
    from monitor.sources.values import web_address

    try:
        web_address(url)
    except ValueError as error:
        raise InputError(str(error)) from None


def _asking(config: Config | None) -> Asking:
    """The manners of a check; without a sources.yaml, those that it has by default."""
    from monitor.asking import asking_of

    if config is not None:
        return asking_of(config)
    from importlib.metadata import version

    from monitor.fetch.asking import Asking, user_agent

    contact = os.environ.get(CONTACT, "").strip()
    if not contact:
        raise InputError(
            "a site is to be told who asks it: name a sources.yaml with --sources, or set the environment variable "
            f"{CONTACT} to your web or e-mail address"
        )
    return Asking(user_agent=user_agent(contact, version("advisory-monitor")))


_LIKE_AN_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]*://|www\.|(?:[\w-]+\.)+[a-z]{2,}/)", re.IGNORECASE)


def _from_file(target: str) -> Asked:
    from monitor.diff import read_file
    from monitor.trying import of_file

    path = Path(target)
    if not target:
        raise InputError("name a file, or an address that begins with https://")
    if _LIKE_AN_ADDRESS.match(target) and not path.exists():
        raise InputError(f"{target}: there is no such file, and an address begins with https:// or http://")
    return of_file(path, read_file(path))


def _watched_as(url: str | None, pages: tuple[str, ...], config: Config | None) -> tuple[str, ...]:
    """The pages of sources.yaml that this is already: those that the URL gives, or that have its ids."""
    if config is None:
        return ()
    from monitor.errors import ConfigError
    from monitor.sources.addresses import addresses

    try:
        found = addresses(config)
    except ConfigError:
        return ()
    here = [address for address in found if address.url == url or address.place in pages]
    named = [page.id for address in found for page in address.pages if page.id in pages or page.url == url]
    whole = [address.place for address in here if address.all_parts]
    mine = [page.id for address in here for page in address.pages]
    return tuple(dict.fromkeys([*whole, *mine, *named]))
