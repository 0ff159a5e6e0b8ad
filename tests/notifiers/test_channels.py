from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from monitor.errors import MonitorError
from notifiers import CHANNELS, channel, channels
from notifiers.notice import NotDelivered


@pytest.mark.parametrize("name", sorted(CHANNELS))
def test_every_channel_sends(name: str):
    assert inspect.iscoroutinefunction(channel(name).send)


def test_every_channel_bears_the_name_by_which_it_is_found():
    assert [each.name for each in channels()] == list(CHANNELS)
    with pytest.raises(KeyError):
        channel("pigeon")


def test_a_channel_is_loaded_only_by_whom_it_serves():
    heavy = "aiosmtplib css_inline slack_sdk httpx jinja2 babel rich".split()
    code = f"import sys, notifiers; notifiers.channels(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_failed_delivery_is_an_error_that_is_shown_as_it_is():
    why = NotDelivered("127.0.0.1:25 answered 450 Greylisted", permanent=False, retry_after=60.0)
    assert isinstance(why, MonitorError)
    assert (str(why), why.permanent, why.retry_after) == ("127.0.0.1:25 answered 450 Greylisted", False, 60.0)
