"""The network: names, connections, certificates, answers that break off or never end."""

from __future__ import annotations

from servers import Raw

from misbehaviour.answers import chunks_cut, cut, drip, head, page, silence, wrong_length
from misbehaviour.internet import NOWHERE, PUBLIC
from misbehaviour.pages import HELP
from misbehaviour.scene import HOST, PATH, Scene, Stored, entry, look

KEPT = Stored(visits=3, snapshots=1, versions=1)
SAFE = entry(url=f"https://{HOST}{PATH}")
ONCE = Stored(visits=1, snapshots=0, versions=0)


def _fails(name: str, answer: Raw, says: str = "", patience: str = "10s") -> Scene:
    """It goes wrong once between two good looks: not checked, nothing told, and the next look finds no change."""
    return Scene(
        name,
        (
            look(page(HELP), "page"),
            look(answer, "failed", says=says, patience=patience),
            look(page(HELP), "page"),
        ),
        KEPT,
    )


SCENES = (
    Scene(
        "a name that is not found",
        (look(page(HELP), "failed", says="could not be found (DNS)"),),
        ONCE,
        names={HOST: (NOWHERE,)},
    ),
    Scene(
        "a name that is not found once",
        (look(page(HELP), "page"), look(None, "failed", says="DNS"), look(None, "page")),
        KEPT,
        names={HOST: ((PUBLIC,), NOWHERE, (PUBLIC,))},
        look_ups=3,
    ),
    Scene(
        "DNS that turns private between two looks",
        (look(page(HELP), "page"), look(None, "failed", says="not a public address", asked=0), look(None, "page")),
        KEPT,
        names={HOST: ((PUBLIC,), ("127.0.0.1",), (PUBLIC,))},
    ),
    Scene(
        "DNS that turns private right after the check: the connection goes to what was checked",
        (look(page(HELP), "page", asked=1),),
        Stored(visits=1, snapshots=1, versions=1),
        names={HOST: ((PUBLIC,), ("10.0.0.1",))},
        look_ups=1,
    ),
    Scene(
        "DNS that turns private between robots.txt and the page",
        (
            look(
                {"/robots.txt": Raw([head(0, "Connection: close")]), PATH: page(HELP)},
                "failed",
                asked=0,
                says="not a public address",
            ),
        ),
        ONCE,
        names={HOST: ((PUBLIC,), ("169.254.169.254",))},
    ),
    Scene(
        "a name with a public and a private address",
        (look(page(HELP), "failed", says="not a public address", asked=0),),
        ONCE,
        names={HOST: ((PUBLIC, "192.168.0.7"),)},
    ),
    Scene(
        "nobody listens",
        (look({}, "failed", says="No connection"),),
        ONCE,
        sources=(entry(url=f"http://{HOST}:8080{PATH}"),),
    ),
    _fails("silence after the request", silence(), "No answer", "200ms"),
    _fails("a head, and silence", Raw([head(5000)], hold=True), "stopped before its end", "200ms"),
    _fails("a slow drip: one byte a second", drip(HELP, 1.0), "", "200ms"),
    _fails("a drip that is never silent for long, and never ends", drip(HELP * 200, 0.02), "not complete", "500ms"),
    _fails("the connection is reset at 50 %", cut(HELP, 0.5, reset=True)),
    _fails("the connection ends in order at 50 %", cut(HELP, 0.5), "broke off"),
    _fails("closed without an answer", Raw([]), "without an answer"),
    _fails("Content-Length promises more than comes", wrong_length(HELP, 1000), "broke off"),
    _fails("Content-Length promises less than comes", wrong_length(HELP, -700), "longer than its Content-Length"),
    _fails("a chunked answer that ends within a chunk", chunks_cut(HELP), "broke off"),
    _fails("what is answered is not HTTP", Raw([b"SSH-2.0-OpenSSH_9.6\r\n\r\n"]), "not HTTP"),
    _fails("a header without end", Raw([b"HTTP/1.1 200 OK\r\nX-Bomb: " + b"a" * 2_000_000]), ""),
    _fails(
        "ten thousand headers", Raw([b"HTTP/1.1 200 OK\r\n" + b"X-Bomb: aaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 10_000]), ""
    ),
    Scene(
        "a certificate that the system trusts",
        (look(page(HELP), "page"),),
        Stored(visits=1, snapshots=1, versions=1),
        sources=(SAFE,),
    ),
    Scene(
        "a certificate signed by itself",
        (look(page(HELP), "failed", says="not to be trusted", asked=0),),
        ONCE,
        sources=(SAFE,),
        certificate="self-signed",
    ),
    Scene(
        "a certificate that has expired",
        (look(page(HELP), "failed", says="expired", asked=0),),
        ONCE,
        sources=(SAFE,),
        certificate="expired",
    ),
    Scene(
        "a certificate of another host",
        (look(page(HELP), "failed", says="Hostname mismatch", asked=0),),
        ONCE,
        sources=(SAFE,),
        certificate="another host",
    ),
)
