"""`python -m monitor` is the same as `monitor`."""

from __future__ import annotations

from monitor.cli import main

main()
