"""PDF, read by way of HTML, in a process of its own.

The dates that a file carries about itself (`ModDate`, `CreationDate`) are not the page's own: no reader sees them, and
each export moves them, whether or not a word changed. So they are no stamps; a date that the text prints is one.

pdfminer.six is used because it is written in Python alone, is kept well, and gives each letter's place, size and font.
It sets no limits: a file of a few hundred bytes makes it work, or fill memory, without end. So it runs in a process
that the system stops.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from monitor.errors import UnreadableError
from monitor.read import limits
from monitor.read.tree import parse
from monitor.read.walk import walk_text

if TYPE_CHECKING:
    from monitor.read.builder import Builder

_END = b"%%EOF"
_NEAR_END = 2048
"""Bytes: the mark of the end stands in the last 1024 (ISO 32000-1, annex H.3); servers add blanks."""
_BEGIN = b"%PDF-"
_NEEDED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
_PATIENCE = 6
"""Times the seconds of work that one waits for them: the machine may be busy."""
_MORE = f"is a PDF that takes more than {limits.PDF_SECONDS} seconds or {limits.PDF_MEMORY:,} bytes of memory to read"
_JUNK_TITLE = re.compile(
    r"^(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|rtf|odt|qxd|pptx?|xlsx?))$", re.IGNORECASE
)
"""What programs write into the title where nobody gave one."""


def read_pdf(body: bytes, builder: Builder) -> str:
    """Read a PDF into the builder. Returns its language (ISO 639), "" where it does not say.

    Raises:
        UnreadableError: pdfminer.six is not installed; the file is broken, locked, a scan without text, or more than
            is read.
    """
    if len(body) > limits.PDF_SIZE:
        raise UnreadableError(f"is a PDF of {len(body):,} bytes; at most {limits.PDF_SIZE:,} are read")
    try:
        import pdfminer  # noqa: F401
    except ImportError:
        raise UnreadableError("is a PDF; install advisory-monitor[pdf] to read it") from None
    if _END not in body[-_NEAR_END:]:
        raise UnreadableError("is a PDF that breaks off before its end")
    found = _asked(body[body.index(_BEGIN) :])
    if "error" in found:
        raise UnreadableError(found["error"])
    root = parse(found["html"]).body
    if root is not None:
        walk_text(root, builder)
    if not builder.title and not _JUNK_TITLE.match(found["title"]):
        builder.title = found["title"]
    said = re.match(r"[A-Za-z]{2,3}(?=-|$)", found["language"])
    return said.group().lower() if said else ""


def _asked(body: bytes) -> dict[str, str]:
    """What `pdf_layout.answer` says, in a process of its own."""
    # A file of anybody's is read there: it gets no more of our surroundings, secrets among them, than it needs.
    around = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    around["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "monitor.read.pdf_layout"],
            input=body,
            capture_output=True,
            env=around,
            timeout=_PATIENCE * limits.PDF_SECONDS,
            check=False,
        )
    except OSError as error:
        raise UnreadableError(f"is a PDF, and the process that reads PDFs does not start ({error})") from None
    except subprocess.TimeoutExpired:
        raise UnreadableError(_MORE) from None
    if done.returncode < 0 or b"MemoryError" in done.stderr:  # the system stopped it
        raise UnreadableError(_MORE)
    if done.returncode:
        said = (done.stderr.decode(errors="replace").splitlines() or [""])[-1]
        raise UnreadableError(f"is a PDF at which its reader failed ({said[:200]})")
    found = json.loads(done.stdout)
    return {key: str(value) for key, value in found.items()}
