"""`monitor pages`, and `monitor pages try` below it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.options import countries_of, country_option, format_option, store_options, stored

if TYPE_CHECKING:
    from monitor.sources.page import Page
    from monitor.store import PageRow


class _WithTry(click.Group):
    """`try` reads pages, and is only imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["try"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "try":
            return None
        from monitor.cli.pages_try import try_page

        return try_page


@click.group(cls=_WithTry, invoke_without_command=True, subcommand_metavar="[try URL-OR-FILE]")
@country_option
@store_options
@format_option("text", "json")
@click.pass_context
def pages(
    ctx: click.Context, countries: tuple[str, ...], sources_path: Path | None, snapshots: Path | None, format_: str
) -> None:
    """The pages that are watched, and when each was last well seen.

    Pages that are in the store, but that sources.yaml does not watch, stand among them. `monitor pages try` shows what
    a page would be watched as, before one watches it.
    """
    if ctx.invoked_subcommand is None:
        _list(countries, sources_path, snapshots, format_)


def _list(countries: tuple[str, ...], sources_path: Path | None, snapshots: Path | None, format_: str) -> None:
    from monitor.cli.output import console, table, write_json
    from monitor.store import Store
    from monitor.store.store import DATABASE
    from monitor.watching import watched

    wanted = countries_of(countries)
    where = stored(sources_path, snapshots)
    rows, troubles = [], {}
    if where.addresses is None or (where.folder / DATABASE).exists():
        with Store.read_only(where.folder) as store:
            rows, troubles = store.pages(), store.troubles()
    found = {row.id: _Shown(row.page, row, None if where.addresses is None else False) for row in rows}
    found |= {
        each.page.id: _Shown(each.page, each.row, True, each.trouble)
        for each in watched(where.addresses or (), rows, troubles)
    }
    shown = [found[id] for id in sorted(found) if not wanted or found[id].page.country in wanted]
    if format_ == "json":
        write_json([each.as_json() for each in shown])
    elif shown:
        rows_shown = [[each.page.id, each.seen, each.state, each.page.url] for each in shown]
        table(["Page", "Last well seen (UTC)", "State", "Address"], rows_shown)
    else:
        console().print("No page is watched" + (f" of {', '.join(wanted)}." if wanted else "."))


@dataclass(frozen=True, slots=True)
class _Shown:
    page: Page
    row: PageRow | None
    is_watched: bool | None
    """None where no sources.yaml says it."""
    trouble: tuple[str, str] | None = None
    """Verdict and reason of the latest look at its address."""

    @property
    def seen(self) -> str:
        return f"{self.row.last_good_at:%Y-%m-%d %H:%M}" if self.row and self.row.last_good_at else "never"

    @property
    def state(self) -> str:
        row = self.row
        if self.trouble and (row is None or row.asked_at is None):
            return f"NOT CHECKED ({self.trouble[0]}): {self.trouble[1]}"
        if row is None or row.last_verdict is None:
            return "not looked at yet"
        if row.asked_at is None:
            watched = "not watched" if self.is_watched is False else "not looked at yet"
            return f"{watched}; its past was taken from elsewhere"
        if self.is_watched is False:
            return "not watched any more"
        return "well seen" if row.last_verdict.is_good else f"NOT CHECKED ({row.last_verdict}): {row.last_reason}"

    def as_json(self) -> dict[str, Any]:
        page, row = self.page, self.row
        return {
            "id": page.id,
            "title": page.title,
            "url": page.url,
            "publisher": page.publisher,
            "country": page.country,
            "safety_critical": page.safety_critical,
            "watched": self.is_watched,
            "last_good_at": row.last_good_at.isoformat() if row and row.last_good_at else None,
            "last_visit_at": row.last_visit_at.isoformat() if row and row.last_visit_at else None,
            "verdict": str(row.last_verdict) if row and row.last_verdict else None,
            "reason": row.last_reason if row else None,
        }
