"""Bodies: how they are packed, how large they are, what they say that they are."""

from __future__ import annotations

import gzip
import zlib

import brotli  # type: ignore[import-untyped]
from servers import Answer, Raw

from misbehaviour.answers import HTML, bare, bomb, deflated, document, head, packed, page
from misbehaviour.pages import HELP
from misbehaviour.scene import Scene, Stored, entry, look

ONE = Stored(visits=1, snapshots=1, versions=1)
CYRILLIC = HELP + "<h2>По-русски</h2><p>Полиция: 112. Скорая помощь: 103. Посольство отвечает по рабочим дням.</p>"
_SMALL = {"defaults": {"max_size": "100kB"}}


def _same(name: str, answer: Answer | Raw) -> Scene:
    """The page came in another wrapping: nothing changed."""
    return Scene(
        name,
        (look(page(HELP), "page"), look(answer, "page"), look(page(HELP), "page")),
        Stored(visits=3, snapshots=1, versions=1),
    )


def _fails(name: str, answer: Answer | Raw, says: str = "", snapshots: int = 1, small: bool = False) -> Scene:
    return Scene(
        name,
        (look(page(HELP), "page"), look(answer, "failed", says=says), look(page(HELP), "page")),
        Stored(visits=3, snapshots=snapshots, versions=1),
        more=_SMALL if small else {},
    )


def _zstd(body: bytes) -> bytes:
    """A frame of zstd that holds its bytes as they are (RFC 8878: raw blocks); to pack takes no packer."""
    blocks = [body[i : i + 100_000] for i in range(0, len(body), 100_000)]
    frame = b"\x28\xb5\x2f\xfd" + b"\xa0" + len(body).to_bytes(4, "little")
    for number, block in enumerate(blocks, 1):
        frame += (len(block) << 3 | (number == len(blocks))).to_bytes(3, "little") + block
    return frame


_WHOLE = gzip.compress(document(HELP).encode())

SCENES = (
    _same("gzip", packed(HELP, "gzip", gzip.compress)),
    _same("brotli", packed(HELP, "br", brotli.compress)),
    _same("zstd", packed(HELP, "zstd", _zstd)),
    _same("deflate as the standard has it", packed(HELP, "deflate", zlib.compress)),
    _same("deflate without its wrapping", packed(HELP, "deflate", deflated)),
    _fails("a gzip body that ends too early", bare(_WHOLE[: len(_WHOLE) // 2], HTML, ("Content-Encoding", "gzip"))),
    _fails("gzip is promised, and plain text comes", packed(HELP, "gzip", lambda body: body)),
    _fails("gzip within gzip", packed(HELP, "gzip, gzip", lambda body: gzip.compress(gzip.compress(body)))),
    _fails("a packing that nobody knows", packed(HELP, "lzma9", lambda body: body)),
    _fails("a gzip bomb: ends at the limit", bomb(30_000_000), "larger than 100 kB", small=True),
    _fails(
        "a brotli bomb: ends at the limit",
        packed(" " * 30_000_000, "br", lambda b: brotli.compress(b, quality=1)),
        "larger than 100 kB",
        small=True,
    ),
    _fails("too large, and it says so", Raw([head(500_000_000)], hold=True), "larger than 100 kB", small=True),
    _fails(
        "too large, and it does not say so",
        bare(document("<p>x</p>" * 30_000).encode()),
        "larger than 100 kB",
        small=True,
    ),
    _fails("206: a part of the page, for which nobody asked", bare(document(HELP).encode()[:900], status=206), "206"),
    _fails("a picture where the page was", bare(b"\x89PNG\r\n\x1a\n", "image/png"), "image/png"),
    _fails(
        "an error in JSON where the page was", bare(b'{"error":"internal"}', "application/json"), "JSON", snapshots=2
    ),
    _fails("an archive that says it is a page", bare(b"PK\x03\x04" + b"\x00" * 99), snapshots=2),
    _fails("half a PDF that says it is a page", bare(b"%PDF-1.7 ..."), "PDF", snapshots=2),
    Scene(
        "a lying charset: UTF-8 that says it is Latin-1, and reads the same when it tells the truth",
        (
            look(bare(document(CYRILLIC).encode(), "text/html; charset=iso-8859-1"), "page"),
            look(bare(document(CYRILLIC).encode(), HTML), "page"),
            look(bare(document(CYRILLIC).encode(), "text/html"), "page"),
        ),
        ONE._replace(visits=3),
        {"SELECT count(*) FROM fact WHERE kind = 'phone' AND context LIKE '%Полиция: 112%'": 1},
    ),
    Scene(
        "an old charset that tells the truth, then UTF-8: other bytes, the same page",
        (
            look(bare(document(CYRILLIC).encode("cp1251"), "text/html; charset=windows-1251"), "page"),
            look(bare(document(CYRILLIC).encode(), HTML), "page"),
        ),
        Stored(visits=2, snapshots=2, versions=1),
    ),
    Scene(
        "a charset that nobody knows",
        (look(bare(document(HELP).encode(), "text/html; charset=klingon"), "page"), look(page(HELP), "page")),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "no Content-Type at all",
        (look(page(HELP), "page"), look(bare(document(HELP).encode(), ""), "page")),
        Stored(visits=2, snapshots=1, versions=1),
    ),
    Scene(
        "a page nested ten thousand deep keeps no other from being seen",
        (look({"/help": page("<div>" * 10_000 + HELP), "/more": page(HELP)}, {"ngo/kazakhstan/more": "page"}),),
        Stored(visits=2, snapshots=2, versions=2),
        sources=(entry(), entry(name="more", url="http://advice.example/more")),
    ),
)
