"""The tree of an HTML page."""

from __future__ import annotations

from bs4 import BeautifulSoup

from monitor.read.cloaked import uncloak
from monitor.read.limits import check_tags


def parse(html: str) -> BeautifulSoup:
    """The tree of an HTML page (lxml: it mends what browsers mend, and is quick), its e-mail addresses uncloaked.

    Raises:
        UnreadableError: it has more tags than are read.
    """
    check_tags(html)
    # The line end keeps Beautiful Soup from warning that a short text may be the name of a file, or that it is XML.
    soup = BeautifulSoup("\n" + html, "lxml", multi_valued_attributes=None)
    if "data-cfemail" in html or "/cdn-cgi/" in html:
        uncloak(soup)
    return soup
