"""Whether a file was written since it was last looked at, by what the file system says of it."""

from __future__ import annotations

from pathlib import Path


class FileNews:
    """Tells of each new state of a file once, as soon as it has stood for one look: editors write in several steps."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._seen = _state(path)

    def is_new(self) -> bool:
        """Whether the file stands otherwise than when it was last told of; to be asked every few seconds.

        A file that is gone is no news: it is about to be replaced, or its disk is away.
        """
        before, self._seen = self._seen, _state(self._path)
        if self._seen is None or self._seen != before or self._seen == self._known:
            return False
        self._known = self._seen
        return True

    def known(self) -> None:
        """Say that the file was read as it stands now."""
        self._known = self._seen = _state(self._path)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
