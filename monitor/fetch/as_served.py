"""The headers of a response as they came, out of the library's sight."""

from __future__ import annotations

from monitor.fetch._http import httpx

Headers = tuple[tuple[str, str], ...]

_KEY = "monitor.as_served"


async def keep_as_served(response: httpx.Response) -> None:
    """Put the headers aside, and take Location out of httpx's sight; a hook of the session.

    Even where it does not follow, httpx works out the request that would follow, and throws the whole answer away where
    Location holds something that it cannot read.
    """
    response.extensions[_KEY] = response.headers.raw
    response.headers.pop("location", None)


def headers_as_served(response: httpx.Response) -> Headers:
    """The headers; each byte is a character (Latin-1), so that validators can go back byte for byte."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.extensions[_KEY])
