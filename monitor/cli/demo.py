"""`monitor demo`: the real way of a page, over HTTP, against a small site on this machine."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.errors import InputError, why

if TYPE_CHECKING:
    from monitor.demo.mail import MailSink
    from monitor.demo.servers import SlackSink

_MARK = ".monitor-demo"
_STORY = {
    1: "First look: six addresses about Georgia. Nobody is told of a first look.",
    2: "Two weeks later: numbers, a law, a penalty and a level have changed; some pages only look as if.",
    3: "The next day: one number is back, one rule is gone, one page is behind a bot wall; the rest has not moved.",
}


@click.command()
@click.option(
    "--folder",
    default="demo",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where what was seen and sent is put.",
)
def demo(folder: Path) -> None:
    """Look at recorded pages in three states, report what changed, and tell it by e-mail and Slack. Without network.

    A site of our own is served on loopback, in the shape of GOV.UK, the US State Department and an NGO; a mail server
    and a Slack-like endpoint on loopback catch what is sent.
    """
    import os

    from monitor.cli.check import print_round
    from monitor.cli.output import console
    from monitor.demo.config import SLACK_VARIABLE, sources_yaml
    from monitor.demo.mail import MailSink
    from monitor.demo.servers import Site, SlackSink
    from monitor.overview import report_of
    from monitor.report import html, terminal
    from monitor.round import one_round
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    out = console()
    _prepare(folder)
    with Site() as site, SlackSink() as slack, MailSink() as mail:
        path = folder / "sources.yaml"
        path.write_text(sources_yaml(site.base_url, mail.port, slack.webhook_url), encoding="utf-8")
        config = load(path, {**os.environ, SLACK_VARIABLE: slack.webhook_url})
        with Store.open(config.snapshots) as store:
            for state, story in _STORY.items():
                site.state = state
                out.print(f"{state}. {story}", style="bold")
                print_round(asyncio.run(one_round(config, store, addresses(config))))
                out.print()
            out.print("The clock is not simulated: all looks bear the time of now.")
            out.print()
            report = report_of(store, addresses(config), title="Advisory changes (demo)")
        out.print("The report", style="bold")
        terminal.print_report(report, out)
        (folder / "report.html").write_text(html.render(report), encoding="utf-8")
        written = [folder / "report.html", *_mails(mail, folder), *_messages(slack, folder)]
    out.print()
    out.print("What was written", style="bold")
    for file in written:
        out.print(f"  {file}")
    out.print(f"  {config.snapshots}  (the raw pages as they came, and monitor.db)")
    out.print(f"\nThe commands that the report names want this behind them: --snapshots {config.snapshots}")
    out.print(f"Go on with: monitor history uk-fcdo/georgia/getting-help --snapshots {config.snapshots}")


def _prepare(folder: Path) -> None:
    """An empty folder; only one that an earlier demo made is emptied."""
    try:
        if folder.exists() and any(folder.iterdir()):
            if not (folder / _MARK).exists():
                raise InputError(f"{folder} holds something that is not a demo's: name another folder with --folder")
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARK).touch()
    except NotADirectoryError:
        raise InputError(f"{folder} is a file: name a folder with --folder") from None
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {why(error)}") from None


def _mails(mail: MailSink, folder: Path) -> list[Path]:
    files = []
    for number, caught in enumerate(mail.mails, 1):
        raw = folder / f"mail-{number}.eml"
        raw.write_bytes(caught.raw)
        files.append(raw)
        page = caught.message.get_body(("html",))
        if page is not None:
            files.append(folder / f"mail-{number}.html")
            files[-1].write_text(page.get_content(), encoding="utf-8")
    return files


def _messages(slack: SlackSink, folder: Path) -> list[Path]:
    import json

    files = []
    for number, payload in enumerate(slack.payloads, 1):
        files.append(folder / f"slack-{number}.json")
        files[-1].write_text(json.dumps(payload, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return files
