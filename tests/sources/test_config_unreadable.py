from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.sources.config import load

COLON = (
    "a colon is not expected here; check the indentation and that each name above has a space behind its colon, "
    "or put a text that holds ': ' in quotes"
)
UNFIT = "this does not fit what stands above it; check the indentation, and the quotes of the text before it"
EMPTY = "sources.yaml: is empty; it must say who asks (contact) and what to watch (sources)"
NOT_YAML = {
    "an empty file": (b"", EMPTY),
    "nothing but comments": (b"# contact: x\n---\n", EMPTY),
    "a list at the top": (
        b"# sources\n- publisher: uk-fcdo\n",
        "sources.yaml:2:1: the file must hold names with values (contact: ..., sources: ...), not a list or a text",
    ),
    "a text at the top": (
        b"hello\n",
        "sources.yaml:1:1: the file must hold names with values (contact: ..., sources: ...), not a list or a text",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sources.yaml: is a binary file, not YAML text"),
    "UTF-16": ("contact: me\n".encode("utf-16"), "sources.yaml: is UTF-16 text; save it as UTF-8"),
    "Latin-1": (
        "contact: me\n# für\n".encode("latin-1"),
        "sources.yaml:2:4: the byte 0xFC is not UTF-8 text; save the file as UTF-8",
    ),
    "Latin-1 after a byte order mark": (
        b"\xef\xbb\xbfa: \xfc\n",
        "sources.yaml:1:4: the byte 0xFC is not UTF-8 text; save the file as UTF-8",
    ),
    "a control character": (
        b"contact: me\nsnapshots: \x07\n",
        "sources.yaml:2:12: the character U+0007 cannot stand in a text file",
    ),
    "a tab": (
        b"contact: me\ndefaults:\n\tevery: 6h\n",
        "sources.yaml:3:1: a tab stands here; YAML is indented with spaces only",
    ),
    "a colon in a text": (b"contact: me: and you\n", f"sources.yaml:1:12: {COLON}"),
    "a line that is indented too far": (b"contact: me\n  snapshots: x\n", f"sources.yaml:2:12: {COLON}"),
    "a name without a colon": (
        b"contact: me\nsources\ndefaults:\n",
        "sources.yaml:2:1: this line lacks the colon and the space behind a name",
    ),
    "a quotation mark that is never closed": (
        b"contact: 'me\nsources: []\n",
        "sources.yaml:1:10: the quotation mark that opens here is never closed",
    ),
    "a bracket that is never closed": (
        b"contact: me\nsources: [a, b\nrecipients: []\n",
        "sources.yaml:2:10: the bracket that opens here is not closed, or lacks a comma",
    ),
    "a reference without quotes between brackets": (
        b"delivery:\n  email: {password: ${SMTP_PASSWORD}, host: x}\n",
        "sources.yaml:2:22: between { } or [ ] a ${NAME} needs quotes",
    ),
    "a list beside a mapping": (b"contact: me\n- sources\n", f"sources.yaml:2:1: {UNFIT}"),
    "text behind a quotation": (b"contact: 'it's me'\n", f"sources.yaml:1:14: {UNFIT}"),
    "a list on the line of its name": (
        b"sources: - publisher: x\n",
        "sources.yaml:1:10: a list begins on a line of its own, one '- ' a line",
    ),
    "a text that begins with an asterisk": (
        b"contact: *hunter2\n",
        "sources.yaml:1:10: a text that begins with * needs quotes",
    ),
    "a text that begins with an at sign": (
        b"contact: @me\n",
        "sources.yaml:1:10: a text cannot begin with this character; put it in quotes",
    ),
    "a backslash between double quotes": (
        b'contact: "\\q"\n',
        "sources.yaml:1:12: a backslash means something between double quotes; use single quotes",
    ),
    "two documents": (
        b"contact: me\n---\ncontact: you\n",
        "sources.yaml:2:1: a second document begins here; the file must be one",
    ),
    "another version of YAML": (
        b"%YAML 3.0\n---\ncontact: me\n",
        "sources.yaml:1:1: the file must be YAML 1.2; remove the %YAML line",
    ),
    "brackets without end": (b"[" * 5000, "sources.yaml: is nested too deeply"),
    "aliases of aliases": (
        b"a: &a [1,2,3,4,5,6,7,8,9,0]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 10)) for n in b"bcdefgh"),
        "sources.yaml: holds more than 100000 values",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), NOT_YAML.values(), ids=NOT_YAML)
def test_a_file_that_is_no_yaml_is_refused_in_one_sentence(wrong, content, said):
    assert wrong(content) == [said]


def test_a_file_that_is_not_there_is_named_as_it_was_given(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"^etc/sources\.yaml: there is no such file;"):
        load(Path("etc/sources.yaml"), {}, {})


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(ConfigError, match=r": cannot be read: Is a directory$"):
        load(tmp_path, {}, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path):
    path = tmp_path / "sources.yaml"
    path.write_text("contact: me\n")
    path.chmod(0)
    with pytest.raises(ConfigError, match=r": cannot be read: Permission denied$"):
        load(path, {}, {})
