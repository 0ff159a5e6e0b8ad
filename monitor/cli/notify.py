"""`monitor notify test`, `preview` and `retry`: what recipients get, before and after they should have got it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from monitor.cli.options import did_you_mean, sources_option
from monitor.errors import EXIT_NOT_CHECKED, EXIT_SAME, InputError, why

if TYPE_CHECKING:
    from monitor.sources.config import Config
    from monitor.sources.recipients import Recipient


@click.group()
def notify() -> None:
    """Test a recipient, see what each would get, or try given-up notices again."""


@notify.command()
@click.argument("name", metavar="RECIPIENT")
@sources_option
@click.pass_context
def test(ctx: click.Context, name: str, sources_path: Path) -> None:
    """Send one recipient a notice that says that it is a test, and print what the other end answered.

    Nothing is stored; it goes out at once, whatever the recipient's rules, digest and quiet hours are. Exit 0: it was
    taken; 3: it was not, with the reason; 2: there is no such recipient, or sources.yaml is wrong.
    """
    from monitor.cli.output import console
    from monitor.deliver.rendering import sample
    from monitor.deliver.sample import sample_change
    from monitor.report.safe import safe_line
    from monitor.service.redaction import Redaction
    from monitor.sources.config import load
    from monitor.store import Store
    from notifiers import channel
    from notifiers.notice import NotDelivered

    config = load(sources_path)
    hide = Redaction()
    hide.learn(config)
    recipient = _recipient(name, config)
    now = datetime.now(UTC)
    with Store.open(config.snapshots) as store:
        notice = sample(store, config, recipient, [sample_change(now)], f"test-{uuid4().hex}", now)
    sender, out = channel(recipient.channel), console()
    try:
        answer = asyncio.run(sender.send(notice, recipient.to, config.delivery.shared(recipient.channel)))
    except NotDelivered as error:
        again = "" if error.permanent else "; a notice would be tried again"
        click.echo(
            f"monitor: {name} was not reached by {recipient.channel}: {safe_line(hide(error.reason))}{again}", err=True
        )
        ctx.exit(EXIT_NOT_CHECKED)
    out.print(f"{name} was reached by {recipient.channel}: {safe_line(hide(answer))}", soft_wrap=True)


@notify.command()
@click.argument("number", metavar="CHANGE", type=click.IntRange(min=1))
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("preview"),
              show_default=True, help="Folder for the files; one below it for each recipient.")  # fmt: skip
@click.option("--recipient", "names", multiple=True, metavar="NAME", help="Only this one; repeatable.")
@sources_option
@click.pass_context
def preview(ctx: click.Context, number: int, folder: Path, names: tuple[str, ...], sources_path: Path) -> None:
    """Write what each recipient would get of a change to files; nobody is told.

    Those whose rule the change does not meet are named, and get no files unless named with --recipient.
    """
    from monitor.cli.output import console
    from monitor.deliver.rendering import sample
    from monitor.sources.config import load
    from monitor.store import Store
    from notifiers import channel

    config = load(sources_path)
    chosen = [_recipient(name, config) for name in names] or list(config.recipients)
    if not chosen:
        raise InputError(f"{config.path} names no recipients: add one, then run this again")
    out = console()
    with Store.read_only(config.snapshots) as store:
        change = store.change(number)
        if change is None:
            raise InputError(f"there is no change {number}; `monitor report` lists those that there are")
        for recipient in chosen:
            meets = recipient.meets(change)
            if not meets and not names:
                out.print(f"{recipient.name}: not told, no rule of theirs holds for change {number}", soft_wrap=True)
                continue
            notice = sample(store, config, recipient, [change], f"preview-{number}", datetime.now(UTC))
            shared = config.delivery.shared(recipient.channel)
            files = channel(recipient.channel).preview(notice, recipient.to, shared)
            written = [_written(folder / recipient.name / file, content) for file, content in files.items()]
            rule = "" if meets else " (no rule of theirs holds for it: they would not be told)"
            out.print(f"{recipient.name}, {_when(recipient)}{rule}: {', '.join(written)}", soft_wrap=True)
    ctx.exit(EXIT_SAME)


@notify.command()
@click.argument("name", metavar="RECIPIENT", required=False)
@sources_option
def retry(name: str | None, sources_path: Path) -> None:
    """Have notices that were given up tried again, of one recipient or of all: when what kept them back is mended.

    They go out with the next round: of `monitor run` within a minute, else of `monitor check`. Each keeps its key, and
    whoever got a part of it does not get that part again.
    """
    from monitor.cli.output import console
    from monitor.report.names import many
    from monitor.sources.config import load
    from monitor.store import Store

    config = load(sources_path)
    if name is not None:
        _recipient(name, config)
    with Store.open(config.snapshots, create=False) as store:
        dead = [each for each in store.outbox.notices("dead") if name in (None, each.recipient)]
        for each in dead:
            store.outbox.revive(each.id, datetime.now(UTC))
    whose = f" to {name}" if name else ""
    said = f"{many(len(dead), 'notice')}{whose} will be tried again" if dead else f"no notice{whose} was given up"
    console().print(f"{said}.", soft_wrap=True)


def _recipient(name: str, config: Config) -> Recipient:
    found = next((each for each in config.recipients if each.name == name), None)
    if found is None:
        names = [each.name for each in config.recipients]
        there = f"there are {', '.join(names)}" if names else "it names none at all"
        raise InputError(f"{config.path} names no recipient {name!r}{did_you_mean(_near(name, names))}; {there}")
    return found


def _near(name: str, names: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, names, 1)


def _when(recipient: Recipient) -> str:
    """How the recipient would get it: "by email at once", "by slack with the next digest"."""
    gathered = " at once"
    if recipient.digest:
        least = recipient.digest.at_once
        gathered = " with the next digest" + (f", or at once if it is at least {least}" if least != "none" else "")
    quiet = ", but in the quiet hours only what is critical" if recipient.quiet else ""
    return f"by {recipient.channel}{gathered}{quiet}"


def _written(path: Path, content: bytes) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({why(error)}): name another folder with --to") from error
    return str(path)
