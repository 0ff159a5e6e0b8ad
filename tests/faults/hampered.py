"""`python -m faults.hampered WAY ARGUMENT...`: the program in this process, with less than it may do elsewhere."""

from __future__ import annotations

import ctypes
import os
import signal
import sys


def obey_the_rights() -> None:
    """From the next program on, root too writes only where the rights allow it."""
    if sys.platform == "linux" and os.geteuid() == 0:
        prctl = ctypes.CDLL(None).prctl
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def write_small_files() -> None:
    """No file may become larger than a kilobyte."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))


WAYS = {"obey-the-rights": obey_the_rights, "write-small-files": write_small_files}

if __name__ == "__main__":
    WAYS[sys.argv[1]]()
    os.execv(sys.executable, [sys.executable, "-m", "monitor", *sys.argv[2:]])
