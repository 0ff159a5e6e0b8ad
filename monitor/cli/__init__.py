"""The command line. Commands are imported when they are called: `monitor --help` answers at once."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

import click

from monitor.errors import EXIT_NOT_CHECKED, EXIT_USAGE, ConfigError, MonitorError, why
from monitor.report.safe import safe_line

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("monitor.cli.check:check", "Look at pages: at once (now), or only at those that are due (due)."),
    "report": ("monitor.cli.report:report", "What changed, in a period: terminal, Markdown, HTML or JSON."),
    "show": ("monitor.cli.show:show", "One change in full, with its evidence; or one edit on many pages."),
    "dates": ("monitor.cli.dates:dates", "What begins, ends or has run out on the pages."),
    "history": ("monitor.cli.history:history", "The versions and changes of a page, newest first."),
    "status": ("monitor.cli.status:status", "How the watching stands: all pages by health, alarms, hosts, notices."),
    "pages": ("monitor.cli.pages:pages", "The pages that are watched, and when each was last well seen."),
    "diff": ("monitor.cli.diff:diff", "What changed between two files, or between two stored versions."),
    "backfill": ("monitor.cli.backfill:backfill", "Take the past of pages from a git-scraping repository."),
    "reread": ("monitor.cli.reread:reread", "Read all that is stored again, after an upgrade. Nobody is told."),
    "notify": ("monitor.cli.notify:notify", "Test a recipient, see what each would get, try given-up notices again."),
    "run": ("monitor.cli.run:run", "The daemon: look at each page at its interval, and deliver."),
    "backup": ("monitor.cli.backup:backup", "Copy database and snapshots into one file, while the daemon runs."),
    "verify": ("monitor.cli.verify:verify", "Whether all that is kept is there and right."),
    "prune": ("monitor.cli.prune:prune", "Remove what need not be kept: old looks at which nothing was new."),
    "sources": ("monitor.cli.sources:sources", "Check sources.yaml, or write its JSON Schema."),
    "demo": ("monitor.cli.demo:demo", "The main job on recorded pages, without network."),
}
"""Name, where the command lives, and what it does."""


class _ReaderGoneError(Exception):
    """Whoever read our output reads no more. As a `BrokenPipeError` click would take it for a failure of ours."""


class _Lazy(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGoneError from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(COMMANDS)}."
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=(
        "Exit codes: 0 nothing changed (or done), 10 something changed, 3 some page could not be checked or something "
        "outside failed, 2 wrong use or configuration. The worst wins: 2, 3, 10, 0. `status` alone gives 1 where "
        "not all is well."
    ),
)
@click.version_option(package_name="advisory-monitor", prog_name="monitor")
def cli() -> None:
    """Tell which facts changed on official pages: numbers, laws, penalties, deadlines, advice levels."""


_INTERRUPTED = 130
_BROKEN_PIPE = 141
"""As a shell says it of a program that SIGINT or SIGPIPE ended."""


_COLLECT_AFTER = 100_000
"""So many more objects than before have Python search for rings of them that nobody holds any more (700 by default). A
command makes some 100,000, nearly all of them to stay (modules, configuration): the search is much of its time."""


_COLLECT_AFTER_START = 5_000
"""The same once a run has begun: what it makes page by page must go again, or memory grows with the pages."""


def begin_run() -> None:
    """Say that a run over many pages begins: what was made until now stays, and is not searched any more."""
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER_START)


def main() -> None:
    """Run the command line; every error that a user can mend is one sentence on standard error."""
    gc.set_threshold(_COLLECT_AFTER)
    atexit.register(gc.freeze)  # the last search, when the process ends, would go through all that there is for nothing
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark; it must not cost the rest.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run()
        sys.stdout.flush()
    except (BrokenPipeError, _ReaderGoneError):
        code = _BROKEN_PIPE
        _close_output()
    except OSError as error:
        if error.filename is not None:  # not of a stream, but of a file that somebody should have looked after
            raise
        click.echo(f"monitor: the output cannot be written: {why(error)}", err=True)
        code = EXIT_NOT_CHECKED
        _close_output()
    sys.exit(code)


def _run() -> int:
    try:
        code = cli.main(prog_name="monitor", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except click.Abort:
        click.echo("Stopped.", err=True)
        return _INTERRUPTED
    except MonitorError as error:
        # A line of a wrong configuration begins with its place, as compilers write it and editors find it.
        who = "" if isinstance(error, ConfigError) else "monitor: "
        click.echo("\n".join(f"{who}{safe_line(line)}" for line in str(error).splitlines()), err=True)
        return error.exit_code


def _close_output() -> None:
    """Nothing more can be written: Python must not try it once more at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
