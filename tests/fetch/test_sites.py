"""What a client has at hand of each site stays small, and is that of the right site."""

from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from fetch_helpers import ASKING

from monitor.fetch._http import httpx
from monitor.fetch.asking import HostRules
from monitor.fetch.faults import is_fault
from monitor.fetch.hosts import HostState, ShortMemory
from monitor.fetch.sites import Sites
from monitor.fetch.unseen import RefusedError, TooLargeError, TooSlowError, UnseenError

OWN = HostRules(pace=5.0, permission="Web team, by mail of 3 March 2026")


@pytest.mark.parametrize(
    ("url", "named", "is_own"),
    [
        ("https://www.gov.uk/advice", "www.gov.uk", True),
        ("http://www.gov.uk:8080/advice", "www.gov.uk", True),
        ("https://WWW.GOV.UK/advice", "www.gov.uk", True),
        ("https://www.gov.uk/advice", "www.gov.uk:443", True),
        ("http://www.gov.uk/advice", "www.gov.uk:443", False),
        ("http://www.gov.uk:8080/advice", "www.gov.uk:8080", True),
        ("https://gov.uk/advice", "www.gov.uk", False),
        ("http://[::1]:8000/advice", "[::1]:8000", True),
        ("http://[::1]:8000/advice", "[::1]", True),
        ("https://bücher.example/advice", "xn--bcher-kva.example", True),
    ],
)
def test_the_rules_of_a_host(url: str, named: str, is_own: bool) -> None:
    site = Sites(replace(ASKING, hosts={named: OWN}), ShortMemory()).of(httpx.URL(url))
    assert site.manners == (OWN if is_own else ASKING.rules)
    assert (site.key == named) is is_own


def test_one_host_is_asked_as_one_by_whatever_scheme_and_port() -> None:
    sites = Sites(ASKING, ShortMemory())
    urls = ("http://www.gov.uk/", "https://www.gov.uk/", "http://www.gov.uk:8080/a")
    found = [sites.of(httpx.URL(url)) for url in urls]
    assert {site.key for site in found} == {"www.gov.uk"}
    assert [site.origin for site in found] == ["http://www.gov.uk", "https://www.gov.uk", "http://www.gov.uk:8080"]


def test_sites_that_nobody_asks_are_put_away_and_what_is_known_of_them_is_not_lost() -> None:
    memory = ShortMemory()
    sites = Sites(ASKING, memory)
    asked = sites.of(httpx.URL("https://www.gov.uk/"))
    asked.inside += 1
    sites.change(asked, HostState(failures=3))
    for number in range(10_000):
        sites.of(httpx.URL(f"https://{number}.example.org/"))
    assert len(sites._sites) < 2_000
    assert sites.of(httpx.URL("https://www.gov.uk/")) is asked
    asked.inside -= 1
    for number in range(10_000):
        sites.of(httpx.URL(f"https://{number}.example.net/"))
    again = sites.of(httpx.URL("https://www.gov.uk/"))
    assert again is not asked
    assert again.state == HostState(failures=3)


def unreachable(number: int) -> httpx.ConnectError:
    """As httpx raises it: the cause is the context of a context."""
    try:
        try:
            raise OSError(number, "no way")
        except OSError:
            raise httpx.ConnectError("All connection attempts failed") from None
    except httpx.ConnectError as error:
        return error


@pytest.mark.parametrize(
    ("error", "is_the_hosts"),
    [
        (httpx.ConnectTimeout("x"), True),
        (httpx.ReadTimeout("x"), True),
        (httpx.ReadError("x"), True),
        (httpx.RemoteProtocolError("x"), True),
        (ConnectionResetError(), True),
        (TooSlowError("x"), True),
        (unreachable(errno.ECONNREFUSED), True),
        (unreachable(errno.EHOSTUNREACH), True),
        (unreachable(errno.ENETUNREACH), False),
        (unreachable(errno.EMFILE), False),
        (UnseenError("not found"), False),
        (RefusedError("private"), False),
        (TooLargeError(9), False),
        (httpx.InvalidURL("x"), False),
        (ValueError(), False),
    ],
)
def test_which_errors_are_the_hosts_own(error: Exception, is_the_hosts: bool) -> None:
    assert is_fault(error) is is_the_hosts
