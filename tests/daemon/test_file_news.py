"""Whether a file was written since it was last looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.daemon.file_news import FileNews


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources.yaml"
    path.write_text("one")
    return path


def test_a_file_that_stands_as_it_stood_is_no_news(file: Path) -> None:
    news = FileNews(file)
    assert [news.is_new() for _ in range(3)] == [False, False, False]


def test_a_file_that_was_written_is_news_once_it_has_stood_for_a_look(file: Path) -> None:
    news = FileNews(file)
    file.write_text("two words")
    assert [news.is_new() for _ in range(3)] == [False, True, False]


def test_a_file_that_is_replaced_by_another_is_news_even_with_the_same_time_and_size(file: Path) -> None:
    news = FileNews(file)
    before = file.stat()
    other = file.with_name("new")
    other.write_text("two")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert [news.is_new() for _ in range(3)] == [False, True, False]


def test_a_file_that_is_gone_is_no_news_until_it_is_there_again(file: Path) -> None:
    news = FileNews(file)
    file.unlink()
    assert [news.is_new() for _ in range(2)] == [False, False]
    file.write_text("another")
    assert [news.is_new() for _ in range(3)] == [False, True, False]


def test_what_was_read_meanwhile_is_no_news(file: Path) -> None:
    news = FileNews(file)
    file.write_text("two words")
    news.known()
    assert [news.is_new() for _ in range(2)] == [False, False]
