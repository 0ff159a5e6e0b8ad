"""Looks at which nothing was new are written together, and none of them is forgotten."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.pending import MOST, Pending, Write
from monitor.store import Recording, Store


def noting(done: list[int], number: int) -> Write:
    return lambda recording: done.append(number)


def test_what_waits_is_written_when_it_is_asked_for_in_its_order(tmp_path: Path) -> None:
    done: list[int] = []

    async def main(store: Store) -> None:
        pending = Pending(store)
        for number in range(3):
            pending.add(noting(done, number))
        assert done == []
        pending.flush()

    with Store.open(tmp_path) as store:
        asyncio.run(main(store))
    assert done == [0, 1, 2]


def test_what_is_full_is_written_at_once(tmp_path: Path) -> None:
    done: list[int] = []

    async def main(store: Store) -> None:
        pending = Pending(store)
        for number in range(MOST):
            pending.add(noting(done, number))

    with Store.open(tmp_path) as store:
        asyncio.run(main(store))
    assert len(done) == MOST


def test_what_cannot_be_written_still_waits(tmp_path: Path) -> None:
    done: list[int] = []

    def write(recording: Recording) -> None:
        done.append(len(done))
        if len(done) == 1:
            raise StoreError("the disk is full")

    async def main(store: Store) -> None:
        pending = Pending(store)
        pending.add(write)
        with pytest.raises(StoreError):
            pending.flush()
        pending.flush()
        pending.flush()

    with Store.open(tmp_path) as store:
        asyncio.run(main(store))
    assert done == [0, 1]
