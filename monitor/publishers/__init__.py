"""What is known of each publisher; any other page is read by general rules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from monitor.publishers.ca_gac import CA_GAC
from monitor.publishers.publisher import Publisher
from monitor.publishers.uk_fcdo import UK_FCDO
from monitor.publishers.us_state import US_STATE

KNOWN: Mapping[str, Publisher] = MappingProxyType({p.id: p for p in (UK_FCDO, US_STATE, CA_GAC)})
"""Publishers by id."""


def publisher(id: str) -> Publisher:
    """The publisher of an id; one of which nothing is known but its id, where it is none of ours."""
    return KNOWN.get(id) or Publisher(id=id, name=id)
