"""The pages of sources.yaml beside what the store knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.options import store_folder

if TYPE_CHECKING:
    from monitor.store import PageRow


@dataclass(frozen=True, slots=True)
class Watched:
    """A page as `monitor pages` shows it."""

    id: str
    title: str
    url: str
    country: str | None
    seen: str
    """When it was last well seen, or "never"."""
    state: str
    row: PageRow | None

    def as_json(self) -> dict[str, Any]:
        """Everything that a program may want."""
        row = self.row
        return {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "country": self.country,
            "last_good_at": row.last_good_at.isoformat() if row and row.last_good_at else None,
            "last_visit_at": row.last_visit_at.isoformat() if row and row.last_visit_at else None,
            "verdict": str(row.last_verdict) if row and row.last_verdict else None,
            "reason": row.last_reason if row else None,
            "safety_critical": row.safety_critical if row else None,
        }


def watched(sources_path: Path, snapshots: Path | None) -> list[Watched]:
    """Pages of the store, and pages of sources.yaml that were never looked at, by id.

    Raises:
        ConfigError: sources.yaml is wrong.
        StoreError: neither a store nor a sources.yaml is there.
    """
    rows = _rows(store_folder(sources_path, snapshots), has_sources=sources_path.exists())
    found = {row.id: _of_row(row) for row in rows}
    if sources_path.exists():
        from monitor.sources.addresses import addresses
        from monitor.sources.config import load

        places = {row.place for row in rows}
        for address in addresses(load(sources_path)):
            for page in address.pages:
                found.setdefault(
                    page.id, Watched(page.id, page.title, page.url, page.country, "never", "not looked at yet", None)
                )
            if not address.pages and address.place not in places:
                about = "not looked at yet; its parts become pages"
                found[address.place] = Watched(
                    address.place, address.place, address.url, address.country, "never", about, None
                )
    return [found[id] for id in sorted(found)]


def _rows(folder: Path, *, has_sources: bool) -> list[PageRow]:
    from monitor.store import Store

    if has_sources and not (folder / "monitor.db").exists():
        return []
    with Store.read_only(folder) as store:
        return store.pages()


def _of_row(row: PageRow) -> Watched:
    seen = f"{row.last_good_at:%Y-%m-%d %H:%M}" if row.last_good_at else "never"
    if row.last_verdict is None:
        state = "not looked at yet"
    elif row.last_verdict.is_good:
        state = "well seen"
    else:
        state = f"NOT CHECKED ({row.last_verdict}): {row.last_reason}"
    return Watched(row.id, row.title, row.url, row.country, seen, state, row)


def page_id(name: str, folder: Path) -> str:
    """The id of a page that the store knows.

    Raises:
        InputError: there is none of this name; with the nearest names.
    """
    from monitor.errors import InputError
    from monitor.store import Store

    with Store.read_only(folder) as store:
        row = store.page(name.strip("/"))
        if row is not None:
            return row.id
        near = store.find_page(name)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise InputError(f"no page {name!r} was ever looked at{hint}; `monitor pages` lists them all")
