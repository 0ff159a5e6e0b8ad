"""Errors of the network, said in one sentence for people."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator

from monitor.fetch._http import httpx


def reason(error: Exception, host: str, timeout: float, answered: bool) -> str:
    """What went wrong. `timeout` in seconds; `answered` tells whether the head of an answer had come."""
    match error:
        case httpx.ConnectTimeout():
            return f"No connection to {host} within {timeout:g} s."
        case httpx.TimeoutException() if answered:
            return f"The answer stopped before its end: nothing came for {timeout:g} s."
        case httpx.TimeoutException():
            return f"No answer within {timeout:g} s."
        case httpx.ConnectError() | ssl.SSLError():
            return _no_connection(error, host)
        case httpx.RemoteProtocolError() if answered:
            return "The answer broke off before its end."
        case httpx.RemoteProtocolError() if "disconnected" in str(error):
            return f"{host} closed the connection without an answer."
        case httpx.RemoteProtocolError():
            return f"What {host} answered is not HTTP."
        case httpx.NetworkError() | OSError():
            return f"The connection to {host} broke off."
        case _:
            return f"{host} could not be asked ({type(error).__name__})."


def _no_connection(error: Exception, host: str) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The certificate of {host} is not to be trusted: {cause.verify_message.rstrip('.')}."
        if isinstance(cause, ssl.SSLError):
            return f"No safe connection to {host} (TLS): {(cause.reason or 'no handshake').replace('_', ' ').lower()}."
        if isinstance(cause, OSError) and cause.errno:
            return f"No connection to {host}: {os.strerror(cause.errno).lower()}."
    return f"No connection to {host}."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from. httpcore hides causes (`from None`), so contexts are followed too."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
