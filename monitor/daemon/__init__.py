"""The daemon: `monitor run`."""

from monitor.daemon.daemon import GRACE, Daemon

__all__ = ["GRACE", "Daemon"]
