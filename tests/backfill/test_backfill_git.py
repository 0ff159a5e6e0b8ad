"""What a git repository tells of its past, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from scraped import Scraped, at, on, scraped_in

from monitor.backfill.git import GitError, Repository
from monitor.errors import InputError


@pytest.fixture
def repository(tmp_path: Path) -> Scraped:
    return scraped_in(tmp_path / "archive")


def test_commits_come_the_oldest_first_with_the_files_that_they_touched(repository: Scraped) -> None:
    first = repository.commit(on(1), {"a b.md": "one", "keep.md": "same"})
    second = repository.commit(on(2), {"a b.md": "two"})
    third = repository.commit(on(3), {"a b.md": None})
    with Repository(repository.folder) as source:
        commits = list(source.commits())
        assert [(commit.hash, commit.at) for commit in commits] == [
            (first, at(1)), (second, at(2)), (third, at(3)),
        ]  # fmt: skip
        names = [[(file.path, bool(file.blob)) for file in commit.files] for commit in commits]
        assert names == [[("a b.md", True), ("keep.md", True)], [("a b.md", True)], [("a b.md", False)]]
        assert [source.blob(commit.files[0].blob) for commit in commits[:2]] == [b"one", b"two"]


def test_names_in_any_script_and_with_any_sign_come_as_they_are(repository: Scraped) -> None:
    name = 'Côte d\'Ivoire/"Quoted" \N{CYRILLIC CAPITAL LETTER EM}\there.md'
    repository.commit(on(1), {name: "x"})
    with Repository(repository.folder) as source:
        (commit,) = source.commits()
        assert [file.path for file in commit.files] == [name]


def test_only_commits_that_touch_the_paths_come_where_paths_are_given(repository: Scraped) -> None:
    repository.commit(on(1), {"uk/a.md": "1", "us/a.md": "1"})
    repository.commit(on(2), {"us/a.md": "2"})
    with Repository(repository.folder) as source:
        (commit,) = source.commits(["uk"])
        assert [file.path for file in commit.files] == ["uk/a.md"]


def test_of_a_branch_that_was_merged_only_the_merge_is_seen(repository: Scraped) -> None:
    repository.commit(on(1), {"a.md": "1"})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(on(2), {"b.md": "1"})
    repository.commit(on(3), {"b.md": "2"})
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "side", "-m", "merge", GIT_COMMITTER_DATE=on(4))
    with Repository(repository.folder) as source:
        assert [[file.path for file in commit.files] for commit in source.commits()] == [["a.md"], ["b.md"]]


def test_a_commit_whose_clock_had_gone_back_is_no_earlier_than_the_one_before_it(repository: Scraped) -> None:
    repository.commit(on(5), {"a.md": "1"})
    repository.commit(on(2), {"a.md": "2"})
    with Repository(repository.folder) as source:
        assert [commit.at for commit in source.commits()] == [at(5), at(5)]


def test_links_and_submodules_are_no_files(repository: Scraped) -> None:
    (repository.folder / "link.md").symlink_to("a.md")
    inner = scraped_in(repository.folder / "module.md")
    inner.commit(on(1), {"x": "1"})
    repository.commit(on(1), {"a.md": "1"})
    with Repository(repository.folder) as source:
        (commit,) = source.commits()
        assert [file.path for file in commit.files if file.blob] == ["a.md"]


def test_a_repository_is_known_by_its_first_commit_wherever_it_is_cloned_to(
    repository: Scraped, tmp_path: Path
) -> None:
    first = repository.commit(on(1), {"a.md": "1"})
    repository.commit(on(2), {"a.md": "2"})
    repository.git("clone", "-q", "--bare", str(repository.folder), str(tmp_path / "bare"))
    for folder in (repository.folder, tmp_path / "bare"):
        with Repository(folder) as source:
            assert source.identity == first


def test_another_repository_of_the_environment_is_not_taken_instead(
    repository: Scraped, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repository.commit(on(1), {"a.md": "1"})
    other = scraped_in(tmp_path / "other")
    other.commit(on(1), {"b.md": "1"})
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    with Repository(repository.folder) as source:
        assert source.identity == first


def message(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        Repository(path)
    return str(caught.value)


def test_what_is_no_repository_is_named_for_what_it_is(repository: Scraped, tmp_path: Path) -> None:
    assert "no such folder" in message(tmp_path / "missing")
    assert "without a commit" in message(repository.folder)
    repository.commit(on(1), {"inside/a.md": "1"})
    repository.commit(on(2), {"inside/a.md": "2"})
    repository.git("bundle", "create", str(tmp_path / "archive.bundle"), "HEAD", "main")
    assert "if it is a bundle, clone it first" in message(tmp_path / "archive.bundle")
    (tmp_path / "plain").mkdir()
    assert message(tmp_path / "plain").endswith("is no git repository")
    assert message(repository.folder / "inside").endswith("name the repository, with --path inside")
    repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(tmp_path / "shallow"))
    assert "shallow clone" in message(tmp_path / "shallow")


def test_a_clone_that_lacks_a_file_says_so(repository: Scraped) -> None:
    repository.commit(on(1), {"a.md": "1"})
    with Repository(repository.folder) as source, pytest.raises(GitError, match="lacks blob 1111111111"):
        source.blob("1" * 40)
