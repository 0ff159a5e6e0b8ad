"""Bytes as people say them."""

from __future__ import annotations

_UNITS = ("kB", "MB", "GB", "TB")


def size(count: int) -> str:
    """ "512 bytes", "12.3 MB": in powers of ten, as disks are sold."""
    if count < 1000:
        return f"{count} byte" if count == 1 else f"{count} bytes"
    value = float(count)
    for unit in _UNITS:
        value /= 1000
        if value < 999.95 or unit == _UNITS[-1]:
            return f"{value:,.1f} {unit}"
    raise AssertionError
