"""Which addresses may be asked: public ones, spelled plainly.

A page of `sources.yaml` or a redirect of a site could point into the network that this program runs in: at a router, a
database, the metadata service of a cloud. So each hop is checked twice: its URL before it is asked (`Guard.target`),
and the IP addresses of its host at the moment of connecting (`Guard.check`), where they are resolved once and used as
they were checked.

Whom `allow_private` names may be asked, and may send on to another that it names; a site of the open internet may not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from monitor.fetch._http import httpx
from monitor.fetch.unseen import RefusedError

PORTS = frozenset({80, 443, 8080, 8443})
"""Where sites answer. Other ports are those of mail, databases and remote control."""

_PORT_OF = {"http": 80, "https": 443}

# What `ipaddress` calls global in some or all Python versions, and no public site has.
_NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments; Oracle Cloud's metadata service lies here
        "192.88.99.0/24",  # the former 6to4 relays
        "168.63.129.16/32",  # Azure's host service: a public number that leads to the machine's own host
        "2001::/23",  # protocol assignments: Teredo, ORCHID and others
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)

_OWN_NETWORK = re.compile(
    r"[^.]+|(?:.+\.)?(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)"
)
"""Names of one's own machine or network: without a dot, and below the endings that are kept free for it or used so
(RFC 6761, 6762 with appendix G, 8375). What they lead to may have a public number and still be nobody else's to ask."""

_ISATAP = frozenset({b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe"})
"""What stands before the IPv4 address in the last half of an address of this tunnel (RFC 5214, 6.1)."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")

_WHO_IS_ASKED = "only public ones are asked, and those that sources.yaml names below allow_private"

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# To browsers and to the C library a host whose last label is a number is an IPv4 address: 127.1, 0x7f000001.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules for one client. Each refusal is a `RefusedError` whose message is the sentence for people."""

    allow_private: frozenset[str] = frozenset()
    """Hosts that may be loopback or private: "name" or "name:port"."""

    def target(self, url: str | httpx.URL) -> httpx.URL:
        """The URL as it will be asked, without its fragment. Raises RefusedError."""
        try:
            target = httpx.URL(url)
            if "#" in str(url):  # parsing once more takes as long as much of a visit
                target = target.copy_with(fragment=None)
        except (httpx.InvalidURL, ValueError):
            raise RefusedError("The address cannot be read as a URL.") from None
        if target.scheme not in _PORT_OF:
            raise RefusedError(
                f"Only http and https are asked, not {_clip(target.scheme) or 'an address without a scheme'}."
            )
        if target.userinfo:
            raise RefusedError("The address carries a user name or password, which this program does not send.")
        host = target.raw_host.decode("ascii")
        _check_spelling(host)
        port = port_of(target)
        if self.allows(host, port):
            return target
        if port not in PORTS:
            usual = ", ".join(map(str, sorted(PORTS)))
            raise RefusedError(
                f"Port {port} is not asked; sites answer on {usual}, and one of your own is named in allow_private."
            )
        if ":" not in host and _OWN_NETWORK.fullmatch(host):
            raise RefusedError(f"{_clip(host)} is a name of the own network and not a public address; {_WHO_IS_ASKED}.")
        return target

    def onward(self, target: httpx.URL, location: str) -> httpx.URL:
        """The URL to which `target` points by a redirect, or as a part of its page. Raises RefusedError.

        A site of the open internet points to no private host: that one was allowed to be watched, not to be reached by
        whoever writes a redirect.
        """
        try:
            there = self.target(target.join(location))
        except (httpx.InvalidURL, ValueError):
            raise RefusedError("The address cannot be read as a URL.") from None
        if there.host != target.host and self._is_allowed(there) and not self._is_allowed(target):
            raise RefusedError(
                f"{_clip(there.host)} is asked where sources.yaml names it, and not where another site points to it."
            )
        return there

    def _is_allowed(self, url: httpx.URL) -> bool:
        return self.allows(url.raw_host.decode("ascii"), port_of(url))

    def check(self, host: str, port: int, addresses: Sequence[str]) -> None:
        """Pass where every address is public, or the host is allowed to be private. Raises RefusedError."""
        if self.allows(host, port):
            return
        for address in addresses:
            if not is_public(address):
                where = address if address == host else f"{host} is at {address}, which"
                raise RefusedError(f"{where} is not a public address; {_WHO_IS_ASKED}.")

    def allows(self, host: str, port: int) -> bool:
        """Whether this host may be private, and on any port."""
        name = f"[{host}]" if ":" in host else host
        return not self.allow_private.isdisjoint({host, name, f"{name}:{port}"})


def port_of(url: httpx.URL) -> int:
    """The port that a http or https URL leads to."""
    return url.port if url.port is not None else _PORT_OF[url.scheme]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also by the IPv4 address that an IPv6 one carries."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        carried = _carried(ip)
        if carried is not None:
            return is_public(str(carried))
        if ip.scope_id is not None or ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC)


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which traffic for this one ends up: mapped, 6to4, NAT64, ISATAP."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip in _NAT64 or ip.packed[8:12] in _ISATAP:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _check_spelling(host: str) -> None:
    if not host:
        raise RefusedError("The address names no host.")
    if ":" in host:
        if "%" in host:
            raise RefusedError(f"{_clip(host)} names a network card of this machine; only public addresses are asked.")
        return  # the URL parser has read it as IPv6
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise RefusedError(f"{_clip(host)} is not the name of a host.")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            IPv4Address(host)
        except ValueError:
            raise RefusedError(f"{_clip(host)} is not plainly written as an IP address.") from None


def _clip(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
