"""The one door to the HTTP library.

httpx is dormant: its last stable release is of December 2024 and its trackers are closed. A maintained fork with the
same names is published as `httpx2`. Whoever needs HTTP imports `httpx` (and `httpcore`, which carries it) from here,
so that the day of the swap is a change of these lines.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

_COSTLY = tuple(name for name in ("httpx._main", "h2") if name not in sys.modules)
"""What the library brings in by itself where it is installed, and does without where it is not. Its command line (with
rich and Pygments) is never used here; HTTP/2 is taken in by httpcore again at the first connection that speaks it.
Together they are more than half of the time that the import takes."""

for _name in _COSTLY:
    sys.modules[_name] = None  # type: ignore[assignment]
try:
    import httpcore
    import httpx
finally:
    for _name in _COSTLY:
        del sys.modules[_name]

# httpcore imports sniffio some nine times a request. Where it is not installed each time is a search through all
# folders of modules, in all a third of what a small request takes; None says at once that there is none.
if "sniffio" not in sys.modules and find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

__all__ = ["httpcore", "httpx"]
