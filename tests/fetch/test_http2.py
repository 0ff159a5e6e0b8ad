"""HTTP/2 is spoken where a site offers it."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fetch_helpers import ASKING
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, RequestReceived
from servers import Server

from monitor.fetch.asking import HostRules
from monitor.fetch.client import NOTHING, client
from monitor.fetch.visit import Validators, Verdict, Visit

# A key that everybody knows, for a certificate that nobody trusts, of trusted.test and 127.0.0.1.
TLS = Path(__file__).parent / "tls"
HOST = "trusted.test"
ALLOWED = replace(ASKING, allow_private=frozenset({HOST}), rules=HostRules(at_once=20))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only OpenSSL's store can be named by the environment")


class Http2:
    """A server of HTTP/2 alone; its page is as it was for whoever asks with an ETag."""

    def __init__(self) -> None:
        self.connections = 0
        self.asked: list[str] = []
        self.headers: list[tuple[str, str]] = [("etag", '"1"')]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        connection = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        try:
            while data := await reader.read(65536):
                for event in connection.receive_data(data):
                    if isinstance(event, RequestReceived):
                        self._answer(connection, event)
                    elif isinstance(event, ConnectionTerminated):
                        return
                writer.write(connection.data_to_send())
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _answer(self, connection: H2Connection, event: RequestReceived) -> None:
        assert event.headers is not None
        assert event.stream_id is not None
        asked = {str(name): str(value) for name, value in event.headers}
        self.asked.append(asked[":path"])
        if asked[":path"] == "/robots.txt":
            connection.send_headers(event.stream_id, [(":status", "404")], end_stream=True)
        elif asked.get("if-none-match") == '"1"':
            connection.send_headers(event.stream_id, [(":status", "304"), *self.headers], end_stream=True)
        else:
            head = [(":status", "200"), ("content-type", "text/html"), *self.headers]
            connection.send_headers(event.stream_id, head)
            connection.send_data(event.stream_id, b"<p>Police 102.</p>", end_stream=True)


@asynccontextmanager
async def running(server: Http2) -> AsyncIterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
    context.set_alpn_protocols(["h2"])
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context) as listening:
        yield f"https://{HOST}:{listening.sockets[0].getsockname()[1]}"


async def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


async def visits(server: Http2, *paths: str, validators: Validators = NOTHING) -> list[Visit]:
    async with running(server) as base, client(ALLOWED, resolve=here) as look:
        return await asyncio.gather(*(look.visit(base + path, validators) for path in paths))


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "cert.pem"))


async def test_a_page_comes_by_it() -> None:
    [seen] = await visits(Http2(), "/advice")
    assert (seen.verdict, seen.status, seen.body) == (Verdict.PAGE, 200, b"<p>Police 102.</p>")
    assert seen.header("ETag") == '"1"'


async def test_a_page_that_did_not_change() -> None:
    [seen] = await visits(Http2(), "/advice", validators=Validators('"1"'))
    assert (seen.verdict, seen.status) == (Verdict.NOT_MODIFIED, 304)


async def test_all_requests_share_one_connection() -> None:
    server = Http2()
    seen = await visits(server, *(f"/advice/{number}" for number in range(12)))
    assert {each.verdict for each in seen} == {Verdict.PAGE}
    assert server.connections == 1
    assert len(server.asked) == 13


async def test_the_head_of_an_answer_has_its_limit() -> None:
    server = Http2()
    few, many = server.headers, [(f"x-{number}", "x" * 1_000) for number in range(200)]
    async with running(server) as base, client(ALLOWED, resolve=here) as look:
        server.headers = many
        seen = await look.visit(base + "/advice")
        assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
        assert seen.reason == "The head of the answer of trusted.test is too large and was not read."
        server.headers = few
        assert (await look.visit(base + "/advice")).verdict is Verdict.PAGE


def test_what_it_needs_is_not_taken_in_before_it_is_spoken() -> None:
    costly = {"h2", "truststore", "protego", "stamina", "rich"}
    code = f"import sys, monitor.fetch.client; print(sorted({costly} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


async def test_a_site_that_does_not_offer_it_is_asked_as_ever(server: Server) -> None:
    server.page("/", "<p>Police 102.</p>")
    async with client(replace(ASKING, allow_private=frozenset({server.address}))) as look:
        assert (await look.visit(server.url("/"))).verdict is Verdict.PAGE
