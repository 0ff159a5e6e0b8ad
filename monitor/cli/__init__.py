"""The command line. Commands are imported when they are called: `monitor --help` answers at once."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from monitor.errors import MonitorError

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("monitor.cli.check:check", "Look at pages: at once (now), or only at those that are due (due)."),
    "report": ("monitor.cli.report:report", "What changed, in a period: terminal, Markdown, HTML or JSON."),
    "show": ("monitor.cli.show:show", "One change in full, with its evidence."),
    "history": ("monitor.cli.history:history", "The versions and changes of a page, newest first."),
    "pages": ("monitor.cli.pages:pages", "The pages that are watched, and when each was last well seen."),
    "diff": ("monitor.cli.diff:diff", "What changed between two files, or between two stored versions."),
    "backfill": ("monitor.cli.backfill:backfill", "Take the past of pages from a git-scraping repository."),
    "run": ("monitor.cli.run:run", "The daemon: look at each page at its interval, and deliver."),
    "sources": ("monitor.cli.sources:sources", "Check sources.yaml, or write its JSON Schema."),
    "demo": ("monitor.cli.demo:demo", "The main job on recorded pages, without network."),
}
"""Name, where the command lives, and what it does."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=(
        "Exit codes: 0 nothing changed (or done), 10 something changed, 3 some page could not be checked or something "
        "outside failed, 2 wrong use or configuration. The worst wins: 2, 3, 10, 0."
    ),
)
@click.version_option(package_name="advisory-monitor", prog_name="monitor")
def cli() -> None:
    """Tell which facts changed on official pages: numbers, laws, penalties, deadlines, advice levels."""


def main() -> None:
    """Run the command line; every error that a user can mend is one sentence on standard error."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        code = 130
    except MonitorError as error:
        click.echo(f"monitor: {error}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
