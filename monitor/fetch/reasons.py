"""Errors of the network, said in one sentence for people."""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator

from monitor.fetch._http import httpx

BROKE_OFF = "The answer broke off before its end."
OVERLONG = "The answer is longer than its Content-Length says, so its end may be missing."

_MALFORMED = re.compile(r"illegal|too long|malformed|invalid")
"""What h11 says of a body whose chunks are none."""


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
        case httpx.RemoteProtocolError() if "too long" in str(error) and not answered:
            return _head_too_large(host)
        case httpx.RemoteProtocolError() if answered and not _MALFORMED.search(str(error)):
            return BROKE_OFF
        case httpx.RemoteProtocolError() if "disconnected" in str(error):
            return f"{host} closed the connection without an answer."
        case httpx.RemoteProtocolError():
            return f"What {host} answered is not HTTP."
        case httpx.LocalProtocolError() if (broken := _broken_http2(error, host)) is not None:
            return broken
        case httpx.NetworkError() | OSError():
            return f"The connection to {host} broke off."
        case _:
            return f"{host} could not be asked ({type(error).__name__})."


def _head_too_large(host: str) -> str:
    return f"The head of the answer of {host} is too large and was not read."


def _broken_http2(error: Exception, host: str) -> str | None:
    """What is wrong with an answer in HTTP/2, for which httpcore blames our side; None where it was our side."""
    # By their names: the library of HTTP/2 is imported where a site speaks it, and not for an error.
    for cause in _causes(error):
        match type(cause).__name__ if type(cause).__module__.startswith("h2.") else "":
            case "":
                continue
            case "InvalidBodyLengthError":
                is_long = getattr(cause, "actual_length", 0) > getattr(cause, "expected_length", 0)
                return OVERLONG if is_long else BROKE_OFF
            case "DenialOfServiceError":
                return _head_too_large(host)
            case _:
                return f"What {host} answered is not HTTP."
    return None


def named(error: Exception) -> str:
    """The kind of an error in a few words, as evidence: "read timeout", "remote protocol error"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).lower()


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
