"""`monitor diff OLD NEW`: two files, or two stored versions."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import countries_of, format_option, output_option, store_options, stored, warn_of_publisher
from monitor.errors import EXIT_CHANGED, EXIT_SAME


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--publisher",
    default="",
    metavar="ID",
    help="Whose pages they are, by the id of sources.yaml (uk-fcdo, us-state, de-aa ...): dates, levels, furniture. "
    "Else general rules; JSON tells its publisher by its form.",
)
@click.option(
    "--country",
    default=None,
    metavar="CC",
    help="Country of the pages: ISO code or English name. National numbers belong there.",
)
@click.option("--root", default=None, metavar="CSS", help="Selector of the content, for HTML.")
@click.option("--safety-critical", is_flag=True, help="Every change of a contact is critical.")
@format_option("text", "markdown", "html", "json")
@output_option
@store_options
@click.pass_context
def diff(
    ctx: click.Context, old: str, new: str, publisher: str, country: str | None, root: str | None,
    safety_critical: bool, format_: str, output: Path | None, sources_path: Path | None, snapshots: Path | None,
) -> None:  # fmt: skip
    """Compare two files (HTML, a publisher's JSON, a feed, Markdown, text; told by content), or two stored versions.

    A stored version is named by its number, as `monitor history PAGE` prints it: `monitor diff 12 15`.

    Exit 0: nothing changed that is to be read (stamps, link targets, order alone are not); 10: something did; 2: a file
    cannot be read.
    """
    from monitor.cli.output import console, print_change
    from monitor.diff import diff_files, diff_versions

    code = countries_of((country,))[0] if country else None
    if old.isdecimal() and new.isdecimal() and not Path(old).exists() and not Path(new).exists():
        where = stored(sources_path, snapshots)
        roots = {address.place: address.root for address in where.addresses or ()}
        change = diff_versions(where.folder, int(old), int(new), roots)
    else:
        warn_of_publisher(publisher)
        change = diff_files(
            Path(old), Path(new), publisher=publisher, country=code, root=root, safety_critical=safety_critical
        )
    if change.is_empty and format_ == "text" and output is None:
        console().print("Nothing changed: the two say the same.")
    else:
        print_change(change, format_, output)
    ctx.exit(EXIT_SAME if change.significance == "none" else EXIT_CHANGED)
