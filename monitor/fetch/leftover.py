"""What came on a connection after the end of an answer.

A server that counts its body wrong (in letters where bytes are meant) sends more than its Content-Length says. The HTTP
library takes what was promised, keeps the connection, and takes the rest for the beginning of the next answer: the page
is cut short, and the page after it is lost, or is read from what is not its own.
"""

from __future__ import annotations

from typing import Any

from monitor.fetch._http import httpx

_WAY = ("stream", "_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state")
"""From an answer to the state of its connection. No part of it is promised by httpx: a test tells when it ends."""


def leftover(response: httpx.Response) -> bytes:
    """The bytes that have come after those of this answer's body which were taken; none for HTTP/2, which frames them.

    Ask when the promised bytes were taken and before the next are asked for.
    """
    at: Any = response
    for step in _WAY:
        at = getattr(at, step, None)
    return at.trailing_data[0] if at is not None else b""
