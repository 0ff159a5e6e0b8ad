"""A change of a page that does not exist: by which a recipient is tested before a real one comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from monitor.compare.change import Change, PageInfo, VersionInfo
from monitor.publishers import publisher
from monitor.pure import change_between, reading
from monitor.read.reader import read
from monitor.store.times import to_text

TITLE = "Test of the monitor, nothing has changed"
# Ofcom keeps 020 7946 0xxx free for fiction: nobody is called by mistake.
_BEFORE = "<h1>Test</h1><h2>Getting help</h2><p>In an emergency, call the embassy on +44 20 7946 0000.</p>"
_AFTER = "<h1>Test</h1><h2>Getting help</h2><p>In an emergency, call the embassy on +44 20 7946 0999.</p>"


def sample_change(now: datetime) -> Change:
    """A changed telephone number on a page that says that it is a test.

    Args:
        now: the time at which it is to have been seen, aware.
    """
    house = publisher("test")
    before, after = (reading(read(text.encode(), house, country="GB"), house) for text in (_BEFORE, _AFTER))
    page = PageInfo(id="test/test/test", title=TITLE, publisher="test", url="https://example.org/test", country=None)
    found = change_between(before, after, house, title=TITLE)
    return found.of(page, _version(_BEFORE, now - timedelta(hours=1)), _version(_AFTER, now))


def _version(text: str, at: datetime) -> VersionInfo:
    body = text.encode()
    return VersionInfo(observed_at=to_text(at), sha256=sha256(body).hexdigest(), reader="test")
