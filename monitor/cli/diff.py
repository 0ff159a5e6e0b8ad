"""`monitor diff OLD NEW`: two files, or two stored versions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from monitor.cli.options import countries_of
from monitor.errors import EXIT_CHANGED, EXIT_SAME


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--publisher",
    default="",
    metavar="ID",
    help="Whose pages they are (uk-fcdo, us-state, ca-gac): dates, levels, furniture.",
)
@click.option(
    "--country",
    default=None,
    metavar="CC",
    help="Country of the pages: ISO code or English name. National numbers belong there.",
)
@click.option("--root", default=None, metavar="CSS", help="Selector of the content, for HTML.")
@click.option("--safety-critical", is_flag=True, help="Every change of a contact is critical.")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option(
    "--snapshots",
    default="snapshots",
    type=click.Path(path_type=Path),
    show_default=True,
    help="Where the store is, for stored versions.",
)
@click.pass_context
def diff(
    ctx: click.Context, old: str, new: str, publisher: str, country: str | None, root: str | None,
    safety_critical: bool, format_: str, snapshots: Path,
) -> None:  # fmt: skip
    """Compare two files (HTML, JSON of GOV.UK's Content API, Markdown, text; told by content), or two stored versions.

    A stored version is named by its number, as `monitor history PAGE` prints it: `monitor diff 12 15`.

    Exit 0: nothing changed that is to be read (stamps, link targets, order alone are not); 10: something did; 2: a file
    cannot be read.
    """
    from monitor.diff import diff_files, diff_versions

    code = countries_of((country,))[0] if country else None
    if old.isdigit() and new.isdigit() and not Path(old).exists() and not Path(new).exists():
        change = diff_versions(snapshots, int(old), int(new))
    else:
        change = diff_files(
            Path(old), Path(new), publisher=publisher, country=code, root=root, safety_critical=safety_critical
        )
    if format_ == "json":
        from monitor.compare.change import to_json

        json.dump(to_json(change), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from monitor.cli.output import print_change

        print_change(change, format_)
    ctx.exit(EXIT_SAME if change.significance == "none" else EXIT_CHANGED)
