"""The history of a git repository: which files each commit brought, and their bytes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.errors import EXIT_NOT_CHECKED, InputError, MonitorError

_NONE = "0" * 40


class GitError(MonitorError):
    """git did not do as it was asked."""

    exit_code = EXIT_NOT_CHECKED


@dataclass(frozen=True, slots=True)
class File:
    """A file as a commit left it."""

    path: str
    blob: str
    """Hash of its content; empty where the commit removed it."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and the files that it touched."""

    hash: str
    at: datetime
    """When it was committed; aware, UTC."""
    files: tuple[File, ...]


class Repository:
    """A git repository that is only read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: subprocess.Popen[bytes] | None = None
        if not path.exists():
            raise InputError(f"{path}: there is no such folder; clone the repository first (git clone URL FOLDER)")
        if path.is_file():
            raise InputError(f"{path}: is a file; if it is a bundle, clone it first (git clone {path} FOLDER)")
        try:
            self.identity = self._identity()
        except FileNotFoundError:
            raise GitError("git is not installed, and the past lies in a git repository: install git") from None

    def _identity(self) -> str:
        """The hash of the first commit: the same in every clone."""
        done = self._run("rev-list", "--max-parents=0", "HEAD", check=False)
        roots = done.stdout.decode().split()
        if done.returncode or not roots:
            top = self._run("rev-parse", "--git-dir", check=False)
            if top.returncode:
                raise InputError(f"{self.path}: is no git repository")
            raise InputError(f"{self.path}: is a git repository without a commit")
        return min(roots)

    def commits(self, paths: Sequence[str] = ()) -> Iterator[Commit]:
        """All commits of HEAD that touch the paths, the oldest first, with the files that they touched."""
        log = self._run(
            "log", "--reverse", "--raw", "-z", "--no-renames", "--no-abbrev", "--diff-merges=first-parent",
            "--format=%x01%H %ct", "HEAD", "--", *paths,
        ).stdout.decode("utf-8", "surrogateescape")  # fmt: skip
        for text in log.split("\x01")[1:]:
            head, _, rest = text.partition("\x00")
            hash, _, seconds = head.strip().partition(" ")
            fields = rest.lstrip("\n\x00").split("\x00")
            files = []
            for meta, path in zip(fields[::2], fields[1::2], strict=False):
                blob = meta.strip().lstrip(":").split(" ")[3] if meta.strip().startswith(":") else ""
                files.append(File(path, "" if blob == _NONE else blob))
            yield Commit(hash, datetime.fromtimestamp(int(seconds), UTC), tuple(files))

    def blob(self, hash: str) -> bytes:
        """The content of a file."""
        if self._reader is None:
            self._reader = subprocess.Popen(  # noqa: S603
                ["git", "-C", str(self.path), "cat-file", "--batch"],  # noqa: S607
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        into, out = self._reader.stdin, self._reader.stdout
        if into is None or out is None:
            raise GitError(f"{self.path}: git cannot be talked to")
        into.write(f"{hash}\n".encode())
        into.flush()
        head = out.readline().decode().split()
        if len(head) != 3 or head[1] != "blob":
            raise GitError(
                f"{self.path}: the repository lacks blob {hash}: is the clone complete (not shallow or partial)?"
            )
        body = out.read(int(head[2]))
        out.read(1)
        return body

    def _run(self, *args: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(["git", "-C", str(self.path), *args], capture_output=True, check=False)  # noqa: S603, S607
        if check and done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(f"{self.path}: git {args[0]} failed: {said[-1] if said else done.returncode}")
        return done

    def close(self) -> None:
        """End the helper process."""
        if self._reader is not None:
            if self._reader.stdin:
                self._reader.stdin.close()
            if self._reader.stdout:
                self._reader.stdout.close()
            self._reader.wait()
            self._reader = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
