"""What is known of each publisher; any other page is read by general rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TypeVar

from monitor.publishers.publisher import Publisher

_MODULES = {
    "uk-fcdo": "uk_fcdo",
    "us-state": "us_state",
    "ca-gac": "ca_gac",
    "au-dfat": "au_dfat",
    "ie-dfa": "ie_dfa",
    "de-aa": "de_aa",
    "nl-bz": "nl_bz",
    "nz-mfat": "nz_mfat",
    "fr-meae": "fr_meae",
}
"""Where a publisher stands, by its id; the module's name in capitals is the name of its `Publisher`."""


T = TypeVar("T")


class _OfEach(Mapping[str, T]):
    """Something of each publisher, by id.

    A publisher's module is imported when it is first asked for: what reads its pages is slow to import, and most looks
    bring nothing to read.
    """

    def __init__(self, what: Callable[[Publisher], T]) -> None:
        self._what = what

    def __getitem__(self, id: str) -> T:
        module = _MODULES[id]
        return self._what(getattr(import_module(f"monitor.publishers.{module}"), module.upper()))

    def __contains__(self, id: object) -> bool:
        return id in _MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


KNOWN: Mapping[str, Publisher] = _OfEach(lambda publisher: publisher)
"""Publishers by id."""
PAGE_NAMES: Mapping[str, tuple[str, ...]] = _OfEach(lambda publisher: publisher.page_names)
"""Names of their pages that sources.yaml may give, by id; empty where any slug may come."""


def publisher(id: str) -> Publisher:
    """The publisher of an id; one of which nothing is known but its id, where it is none of ours."""
    if id in KNOWN:
        return KNOWN[id]
    from monitor.publishers.any import any_publisher

    return any_publisher(id)
