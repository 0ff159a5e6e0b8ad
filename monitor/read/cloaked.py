"""E-mail addresses that Cloudflare cloaks: the page prints "[email protected]", the address stands in an attribute."""

from __future__ import annotations

from bs4 import Tag

_HREF = "/cdn-cgi/l/email-protection"


def uncloak(root: Tag) -> None:
    """Put the addresses back into the tree, each as a link to it."""
    for node in root.find_all(True, attrs={"data-cfemail": True}):
        if address := _address(str(node["data-cfemail"])):
            node.string = address
            if node.find_parent("a") is None:
                node.name = "a"
                node["href"] = f"mailto:{address}"
    for link in root.find_all("a", href=True):
        url = str(link["href"])
        if url.startswith(_HREF):
            address = _address(url.partition("#")[2]) or next(
                (word for word in link.get_text().split() if "@" in word), ""
            )
            link["href"] = f"mailto:{address}" if address else ""


def _address(hexed: str) -> str:
    """The first byte is the key by which all others are turned."""
    try:
        data = bytes.fromhex(hexed)
        return bytes(byte ^ data[0] for byte in data[1:]).decode() if data else ""
    except ValueError:  # not hex, or no UTF-8 behind it: the page's own text stays
        return ""


__all__ = ["uncloak"]
