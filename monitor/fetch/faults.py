"""Which errors are the host's own: those after which it should be left in peace, and those that say nothing of it."""

from __future__ import annotations

import errno

from monitor.fetch._http import httpx
from monitor.fetch.unseen import TooSlowError

_OUR_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EMFILE, errno.ENFILE})
"""A machine without a network, or without files left, must not take all hosts for broken."""


def is_fault(error: BaseException) -> bool:
    """Whether the host was asked, or tried to be reached, and did not give a whole answer.

    A name that is not found is none: nobody was asked, and mostly it is our own network that is down.
    """
    if isinstance(error, TooSlowError):
        return True
    if not isinstance(error, (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, OSError)):
        return False
    cause: BaseException | None = error
    for _ in range(20):  # httpcore hides causes (`from None`), so contexts are followed too
        if cause is None:
            break
        if isinstance(cause, OSError) and cause.errno in _OUR_NETWORK:
            return False
        cause = cause.__cause__ or cause.__context__
    return True
