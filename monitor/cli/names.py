"""What a user calls a page, and which page that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from monitor.cli.options import did_you_mean
from monitor.errors import InputError

if TYPE_CHECKING:
    from monitor.sources.page import Address
    from monitor.store import Store


def page_id(name: str, store: Store) -> str:
    """The id of a page that the store knows.

    Raises:
        InputError: there is none of this name; with the nearest names.
    """
    row = store.page(name.strip().strip("/"))
    if row is not None:
        return row.id
    hint = did_you_mean(store.find_page(name))
    raise InputError(f"no page {name!r} was ever looked at{hint}; `monitor pages` lists them all")


def page_ids(names: Iterable[str], store: Store) -> tuple[str, ...]:
    """The ids of the pages that the store knows and that were named, each by its id or the beginning of ids
    ("uk-fcdo/kazakhstan" names all its parts).

    Raises:
        InputError: there is none of a name; with the nearest names.
    """
    known = [row.id for row in store.pages()]
    found: dict[str, None] = {}
    for name in names:
        wanted = name.strip().strip("/")
        below = [id for id in known if id == wanted or id.startswith(f"{wanted}/")] if wanted else []
        found |= dict.fromkeys(below or [page_id(name, store)])
    return tuple(found)


def addresses_of(names: Iterable[str], addresses: Sequence[Address], store: Store) -> list[Address]:
    """The addresses of the pages that were named by their ids, or the beginnings of ids; all where none was named.

    Raises:
        InputError: a name is no page that is watched; with the nearest names.
    """
    if not names:
        return list(addresses)
    places: dict[str, list[str]] = {}
    for row in store.pages():
        places.setdefault(row.place, []).append(row.id)
    known = {address.place: _names(address, places.get(address.place, [])) for address in addresses}
    chosen: dict[str, Address] = {}
    for name in names:
        wanted = name.strip().strip("/")
        found = [
            address
            for address in addresses
            if any(each == wanted or each.startswith(f"{wanted}/") for each in known[address.place])
        ]
        if not found:
            raise InputError(_not_watched(name, wanted, known.values(), store))
        chosen |= {address.place: address for address in found}
    return list(chosen.values())


def _names(address: Address, seen: list[str]) -> list[str]:
    """Everything by which an address can be named: itself, its pages, the parts that it had, or usually has."""
    named = [address.place, *(page.id for page in address.pages)]
    if not address.all_parts:
        return named
    from monitor.publishers import publisher

    return [*named, *seen, *(address.part(slug, "").id for slug in publisher(address.publisher).usual_parts)]


def _not_watched(name: str, wanted: str, known: Iterable[list[str]], store: Store) -> str:
    from rapidfuzz import process

    if wanted and store.page(wanted) is not None:
        return f"{wanted} is in the store, but sources.yaml does not watch it (any more)"
    names = list(dict.fromkeys(name for names in known for name in names))
    scored = process.extract(wanted, names, limit=3, score_cutoff=_NEAR)
    near = [found for found, score, _ in scored if score >= scored[0][1] - _AS_NEAR]
    return f"no page {name!r} is watched{did_you_mean(near)}; `monitor pages` lists them all"


_NEAR = 60
"""Of 100: what is less alike is no help to who mistyped."""
_AS_NEAR = 8
"""What is less alike than the best by more than this is not meant."""
