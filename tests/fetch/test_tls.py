"""Certificates are checked by the system's store, against the name that is asked."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fetch_helpers import ASKING
from servers import Answer, Server

from monitor.fetch.client import client
from monitor.fetch.visit import Verdict, Visit

# A key that everybody knows, for a certificate that nobody trusts, of trusted.test and 127.0.0.1.
TLS = Path(__file__).parent / "tls"

elsewhere = pytest.mark.skipif(sys.platform != "linux", reason="only OpenSSL's store can be named by the environment")


@pytest.fixture
def safe() -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
    with Server(context) as running:
        running.answer("/", Answer(200, b"advice"))
        yield running


async def visit(url: str) -> Visit:
    async def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    allowed = replace(ASKING, allow_private=frozenset({"127.0.0.1", "trusted.test", "other.test"}))
    async with client(allowed, resolve=here) as look:
        return await look.visit(url)


async def test_a_certificate_that_nobody_vouches_for_is_refused(safe: Server) -> None:
    seen = await visit(safe.url("/"))
    assert (seen.verdict, seen.status, seen.body) == (Verdict.FAILED, None, None)
    assert seen.reason.startswith("The certificate of 127.0.0.1 is not to be trusted: self")
    assert safe.log == []


@elsewhere
@pytest.mark.parametrize("host", ["trusted.test", "127.0.0.1"])
async def test_a_certificate_of_the_system_store_is_trusted(
    safe: Server, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "cert.pem"))
    seen = await visit(safe.url("/", host))
    assert (seen.verdict, seen.body) == (Verdict.PAGE, b"advice")


@elsewhere
async def test_a_trusted_certificate_of_another_name_is_refused(safe: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "cert.pem"))
    seen = await visit(safe.url("/", "other.test"))
    assert seen.verdict is Verdict.FAILED
    assert seen.reason.startswith("The certificate of other.test is not to be trusted: Hostname mismatch")
    assert safe.log == []


async def test_a_server_that_speaks_no_tls(server: Server) -> None:
    seen = await visit(server.url("/").replace("http:", "https:"))
    assert seen.verdict is Verdict.FAILED
    assert seen.reason.startswith("No safe connection to 127.0.0.1 (TLS): ")
