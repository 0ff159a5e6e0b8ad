"""The parts of a URL by which a publisher knows its own pages."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit


def steps(url: str, *hosts: str) -> tuple[str, ...]:
    """The steps of a URL's path in lower case, ("destinations", "georgia"); none where the host is another one."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:  # "https://[::1"
        return ()
    if parts.scheme not in ("http", "https") or host not in hosts:
        return ()
    return tuple(unquote(step).casefold() for step in parts.path.split("/") if step)


def fragment(url: str) -> str | None:
    """The word behind "#", by which a page names one of its parts; None where there is none."""
    found = re.search(r"#([A-Za-z][\w-]*)$", url.strip())
    return found.group(1).casefold() if found else None
