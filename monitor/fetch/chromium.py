"""A Chromium of this machine, without a network of its own.

Playwright (the extra `[browser]`) drives it through a pipe. What it shows is handed to it, request by request, by who
opens its pages (`rendering.py`); it reaches nothing by itself, because no name and no address leads anywhere in it.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import MonitorError

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright

log = logging.getLogger("monitor.browser")

ENVIRONMENT = "MONITOR_CHROMIUM"
"""Variable that says which Chromium to use."""
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""What a Chromium is called on PATH, in order of preference."""

ARGUMENTS = (
    # No name is resolved, and no address of digits is taken as it stands either.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # What would connect all the same goes by a proxy that there is not, also to this machine.
    "--proxy-server=http://proxy.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    # WebRTC speaks UDP past proxies and resolvers; this takes it away. `--force-webrtc-ip-handling-policy`, which the
    # lists of switches name, no longer does anything.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-domain-reliability",
    "--no-pings",
    "--disable-3d-apis",
    "--mute-audio",
    # Bytes of the heap of scripts, in MB: a page that takes more crashes by itself, and alone.
    "--js-flags=--max-old-space-size=512",
)

_NOT_FOR_US = ("--disable-popup-blocking", "--disable-ipc-flooding-protection", "--enable-unsafe-swiftshader")
"""What Playwright adds for tests of one's own pages: a stranger's page may not open windows by the thousand."""
_PASSED_ON = ("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL")
"""Variables that a Chromium needs. Others hold passwords of mail servers and the like."""
_VIEW = (1280, 4000)
"""Width and height of its window in pixels: tall, because pages hold back what is not in sight."""
_START = 60.0
"""Seconds that a start may take; the first on a slow disk takes 15."""
_END = 10.0
"""Seconds that closing may take, before what is left is killed."""
_BROKEN = 300.0
"""Seconds before another try, where it did not start."""


class NoBrowserError(MonitorError):
    """There is no browser, or it does not start; the message says what to do."""


def find_chromium(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The Chromium of this machine; None where it is the one that Playwright installed.

    Raises:
        NoBrowserError: Playwright or a Chromium is missing; one sentence says what to install.
    """
    needs = "Pages with 'browser: true' need a browser:"
    if importlib.util.find_spec("playwright") is None:
        raise NoBrowserError(f"{needs} pip install 'advisory-monitor[browser]', and a Chromium on this machine.")
    if named := environ.get(ENVIRONMENT):
        found = shutil.which(named, path=environ.get("PATH"))
        if found is None:
            raise NoBrowserError(f"{ENVIRONMENT} names {named!r}, which is no program that can be run.")
        return Path(found)
    for name in NAMES:
        if found := shutil.which(name, path=environ.get("PATH")):
            return Path(found)
    if any(folder.is_dir() for folder in _installed_by_playwright(environ).glob("chromium*-*")):
        return None
    raise NoBrowserError(
        f"{needs} no Chromium was found on PATH ({', '.join(NAMES)}); install one, or run 'playwright install "
        f"chromium', or say in {ENVIRONMENT} where it is."
    )


def _installed_by_playwright(environ: Mapping[str, str]) -> Path:
    """Where Playwright keeps its browsers (https://playwright.dev/python/docs/browsers)."""
    if (named := environ.get("PLAYWRIGHT_BROWSERS_PATH")) and named != "0":
        return Path(named)
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or ".")
    if sys.platform == "win32":
        return home / "AppData/Local/ms-playwright"
    return home / ("Library/Caches/ms-playwright" if sys.platform == "darwin" else ".cache/ms-playwright")


class Chromium:
    """One Chromium for a run: started when a page is first wanted, and anew after it went away."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._lock = asyncio.Lock()
        self._driver: Playwright | None = None
        self._browser: Browser | None = None
        self._broken: tuple[float, str] | None = None

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """An empty page in a profile of its own, of which nothing is left afterwards.

        Raises:
            NoBrowserError: there is no browser, or it does not start.
            playwright.async_api.Error: it went away in this moment.
        """
        # In a task of its own: whoever is cancelled while it starts must not leave a process behind half-made.
        starting = asyncio.ensure_future(self._running())
        starting.add_done_callback(lambda done: done.cancelled() or done.exception())
        browser = await asyncio.shield(starting)
        try:
            async with asyncio.timeout(_START):
                context = await self._profile(browser)
        except TimeoutError:
            await self.close()
            raise NoBrowserError(f"The browser opened no page within {_START:g} s.") from None
        try:
            yield await context.new_page()
        finally:
            if not await _ends(context.close()):
                await asyncio.shield(asyncio.ensure_future(self.close()))

    async def _profile(self, browser: Browser) -> BrowserContext:
        return await browser.new_context(
            user_agent=self._user_agent,
            viewport={"width": _VIEW[0], "height": _VIEW[1]},
            # A page must read the same on every machine.
            locale="en-GB",
            timezone_id="UTC",
            reduced_motion="reduce",
            accept_downloads=False,
            service_workers="block",
        )

    async def close(self) -> None:
        """End it, with all its pages."""
        async with self._lock:
            await self._stop()

    async def _running(self) -> Browser:
        async with self._lock:
            if self._browser is not None and self._browser.is_connected():
                return self._browser
            if self._broken is not None and time.monotonic() - self._broken[0] < _BROKEN:
                raise NoBrowserError(self._broken[1])
            await self._stop()
            try:
                self._browser = await self._start()
            except NoBrowserError as error:
                await self._stop()
                self._broken = time.monotonic(), str(error)
                raise
            return self._browser

    async def _start(self) -> Browser:
        program = find_chromium()
        from playwright.async_api import Error, async_playwright

        self._driver = await async_playwright().start()
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        try:
            if is_root:  # Chromium refuses a sandbox to root
                _warn("this program runs as root")
                return await _launch(self._driver, program, sandbox=False)
            try:
                return await _launch(self._driver, program, sandbox=True)
            except Error as error:
                if "sandbox" not in str(error).lower():
                    raise
                _warn("this system does not let it")
                return await _launch(self._driver, program, sandbox=False)
        except Error as error:
            log.warning("%s", error)
            said = error.message.strip().splitlines()[0]
            raise NoBrowserError(f"The browser {program or 'of Playwright'} did not start: {said[:200]}") from None

    async def _stop(self) -> None:
        browser, self._browser = self._browser, None
        driver, self._driver = self._driver, None
        if browser is not None:
            await _ends(browser.close())
        if driver is not None:
            await _ends(driver.stop())


async def _launch(driver: Playwright, program: Path | None, *, sandbox: bool) -> Browser:
    return await driver.chromium.launch(
        executable_path=program,
        args=list(ARGUMENTS),
        ignore_default_args=list(_NOT_FOR_US),
        chromium_sandbox=sandbox,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        timeout=_START * 1000,
        # Who ends this program ends the browser too, after the visits under way.
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
    )


def _warn(why: str) -> None:
    log.warning("The browser runs without its sandbox, because %s.", why)


async def _ends(closing: object) -> bool:
    """Wait for something to close; whether it did. What is gone already is closed."""
    from playwright.async_api import Error

    try:
        async with asyncio.timeout(_END):
            with contextlib.suppress(Error):
                await closing  # type: ignore[misc]
    except TimeoutError:
        return False
    return True
