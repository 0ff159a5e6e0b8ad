"""The history of a git repository: which files each commit brought, and their bytes."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.errors import EXIT_NOT_CHECKED, InputError, MonitorError


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
        if path.is_file():
            raise InputError(f"{path}: is a file; if it is a bundle, clone it first (git clone {path} FOLDER)")
        if not path.is_dir():
            raise InputError(f"{path}: there is no such folder; clone the repository first (git clone URL FOLDER)")
        try:
            self._demand_whole()
            self.identity = self._identity()
        except FileNotFoundError:
            raise GitError("git is not installed, and the past lies in a git repository: install git") from None

    def _demand_whole(self) -> None:
        done = self._run("rev-parse", "--show-prefix", "--is-shallow-repository", check=False)
        if done.returncode:
            if b"not a git repository" in done.stderr:
                raise InputError(f"{self.path}: is no git repository")
            raise GitError(f"{self.path}: git cannot read it: {_last_line(done.stderr)}")
        # In the `.git` folder itself, or a bare repository, there is no line for the prefix.
        *prefix, shallow = done.stdout.decode("utf-8", "surrogateescape").splitlines()
        if any(prefix):
            inside = prefix[0].rstrip("/")
            raise InputError(
                f"{self.path}: is the folder {inside} of a git repository: name the repository, with --path {inside}"
            )
        if shallow == "true":
            raise InputError(f"{self.path}: is a shallow clone, without its past: git fetch --unshallow brings it")

    def _identity(self) -> str:
        """The hash of the first commit: the same in every clone."""
        done = self._run("rev-list", "--max-parents=0", "HEAD", check=False)
        roots = done.stdout.decode().split()
        if done.returncode or not roots:
            raise InputError(f"{self.path}: is a git repository without a commit")
        return min(roots)

    def commits(self, paths: Sequence[str] = ()) -> Iterator[Commit]:
        """The commits that led to HEAD and touch the paths, the oldest first, with the files that they touched.

        Of branches that were merged only the merge is seen: the repository as its owner had it, one state after the
        other. No commit is earlier than the one before it, should a clock have gone back.
        """
        log = self._run(
            "-c", "log.showRoot=true", "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw",
            "-z", "--no-renames", "--no-abbrev", "--no-show-signature", "--no-follow", "--format=%x01%H %ct", "HEAD",
            "--", *paths,
        ).stdout.decode("utf-8", "surrogateescape")  # fmt: skip
        latest = datetime.min.replace(tzinfo=UTC)
        for text in log.split("\x01")[1:]:
            head, _, rest = text.partition("\x00")
            hash, _, seconds = head.strip().partition(" ")
            latest = max(latest, datetime.fromtimestamp(int(seconds), UTC))
            fields = rest.lstrip("\n\x00").split("\x00")
            yield Commit(hash, latest, tuple(map(_file, fields[::2], fields[1::2])))

    def blob(self, hash: str) -> bytes:
        """The content of a file."""
        if self._reader is None:
            self._reader = subprocess.Popen(  # noqa: S603
                ["git", "-C", str(self.path), "cat-file", "--batch"],  # noqa: S607
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
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
        command = ["git", "-C", str(self.path), *args]
        done = subprocess.run(command, capture_output=True, check=False, env=_environment())  # noqa: S603
        if check and done.returncode:
            raise GitError(f"{self.path}: git failed: {_last_line(done.stderr) or done.returncode}")
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


def _environment() -> dict[str, str]:
    """Our environment without what would lead git to another repository, to the network, or to another language."""
    is_ours = re.compile(r"(?!GIT_)|GIT_CONFIG").match
    kept = {name: value for name, value in os.environ.items() if is_ours(name)}
    return {**kept, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def _file(meta: str, path: str) -> File:
    """A file from ":100644 100644 OLD NEW M"; what is no plain file (a link, a submodule) counts as not there."""
    _, mode, _, blob, _ = meta.split(" ")
    return File(path, blob if mode.startswith("100") else "")


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
