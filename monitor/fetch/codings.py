"""Undoing Content-Encoding, in steps that cannot fill the memory.

httpx would do this too, but it takes a body that breaks off inside its compressed stream for a whole one (which would
read as "the rest of the page was removed"), drops what follows the first gzip member, and unpacks as much as a
chunk of 64 KiB holds: with Brotli or Zstandard that can be gigabytes. Here a body is whole or an error, and each
step yields little enough for the limit to hold.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Protocol

from monitor.fetch.unseen import TooLargeError, UnseenError

_STEP = 65_536
"""Bytes that one step yields, about."""

_MEMBER = b"\x1f\x8b"
"""How a gzip member begins."""


class _Decoder(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What these bytes unpack to, in small pieces. Raises ValueError where they are broken."""

    def is_whole(self) -> bool:
        """Whether the stream has come to its end."""


class _Identity:
    def pieces(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_whole(self) -> bool:
        return True


class _Zlib:
    """gzip (also in several members) and deflate (with its header, and bare, as some servers send it)."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._inflate = zlib.decompressobj(window)
        self._head = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        try:
            while data:
                if self._inflate.eof:
                    # What follows the end is another member, or padding that is no part of the body.
                    data, self._head = self._head + data, b""
                    if data == _MEMBER[:1]:
                        self._head = data
                    if not data.startswith(_MEMBER):
                        return
                    self._inflate = zlib.decompressobj(self._window)
                yield from self._member(data)
                data = self._inflate.unused_data
        except zlib.error as error:
            raise ValueError(str(error)) from error

    def _member(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._inflate.decompress(data, _STEP)
            yield piece
            data = self._inflate.unconsumed_tail
            if self._inflate.eof or (not data and len(piece) < _STEP):
                return

    def is_whole(self) -> bool:
        return self._inflate.eof


class _Deflate:
    def __init__(self) -> None:
        self._head = b""
        self._inner: _Zlib | None = None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._inner is None:
            self._head += data
            if len(self._head) < 2:
                return
            data = self._head
            has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._inner = _Zlib(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        yield from self._inner.pieces(data)

    def is_whole(self) -> bool:
        return self._inner is not None and self._inner.is_whole()


class _Brotli:
    def __init__(self, brotli: ModuleType) -> None:
        self._error: type[Exception] = brotli.error
        self._unpack = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._unpack.is_finished():
            return
        try:
            while True:
                piece = self._unpack.process(data, output_buffer_limit=_STEP)
                yield piece
                data = b""
                # A full piece may have left something behind, even where the library says that it takes more.
                if len(piece) < _STEP and self._unpack.can_accept_more_data():
                    break
        except self._error as error:
            raise ValueError(str(error)) from error

    def is_whole(self) -> bool:
        return bool(self._unpack.is_finished())


class _Zstandard:
    # The window that RFC 9659 allows a server to ask of its readers.
    _WINDOW = 8_388_608
    # The library unpacks all that it is given. A block is at most 128 KiB and takes at least 4 bytes.
    _BITE = 128

    def __init__(self, zstandard: ModuleType) -> None:
        self._zstandard = zstandard
        self._begin()

    def _begin(self) -> None:
        self._unpack = self._zstandard.ZstdDecompressor(max_window_size=self._WINDOW).decompressobj()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), self._BITE):
            bite = data[start : start + self._BITE]
            while bite:
                if self._unpack.eof:
                    self._begin()
                try:
                    yield self._unpack.decompress(bite)
                except self._zstandard.ZstdError as error:
                    raise ValueError(str(error)) from error
                bite = self._unpack.unused_data if self._unpack.eof else b""

    def is_whole(self) -> bool:
        return bool(self._unpack.eof)


def _optional(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None


def _decoders() -> dict[str, Callable[[], _Decoder]]:
    known: dict[str, Callable[[], _Decoder]] = {
        "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
        "deflate": _Deflate,
    }
    brotli = _optional("brotli")
    # Before 1.2 the library could not be held to a limit.
    if brotli is not None and hasattr(brotli.Decompressor, "can_accept_more_data"):
        known["br"] = lambda: _Brotli(brotli)
    zstandard = _optional("zstandard")
    if zstandard is not None:
        known["zstd"] = lambda: _Zstandard(zstandard)
    return known


_DECODERS = _decoders()
_ALIASES = {"x-gzip": "gzip", "": "identity"}

ACCEPT_ENCODING = ", ".join(_DECODERS)
"""The codings that can be undone here; Brotli and Zstandard where their libraries are installed."""


class Body:
    """The body of one answer, growing: packed bytes go in, plain bytes come out."""

    def __init__(self, coding: str, limit: int) -> None:
        """`coding` is the value of Content-Encoding, `limit` the most bytes that the plain body may have."""
        name = _ALIASES.get(coding.strip().lower(), coding.strip().lower())
        if name != "identity" and name not in _DECODERS:
            shown = "".join(c for c in name if c.isalnum() or c in ",-_ ")[:40]
            raise UnseenError(f"The answer came in a coding that cannot be undone here ({shown}).")
        self._coding = name
        self._decoder = _Identity() if name == "identity" else _DECODERS[name]()
        self._limit = limit
        self._taken = 0
        self._plain = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next bytes as they came. Raises TooLargeError past the limit, UnseenError where they are broken."""
        self._taken += len(data)
        # Packed bytes are counted too, against a stream of padding that never yields anything.
        if self._taken > self._limit:
            raise TooLargeError(self._limit)
        try:
            for piece in self._decoder.pieces(data):
                self._plain += piece
                if len(self._plain) > self._limit:
                    raise TooLargeError(self._limit)
        except ValueError:
            raise UnseenError(f"The answer could not be unpacked: it is not valid {self._coding}.") from None

    def begun(self) -> bytes:
        """What there is of the plain body by now."""
        return bytes(self._plain)

    def whole(self) -> bytes:
        """The plain body. Raises UnseenError where the packed stream broke off before its end."""
        if self._taken and not self._decoder.is_whole():
            raise UnseenError(f"The answer broke off before its end (incomplete {self._coding}).")
        return bytes(self._plain)
