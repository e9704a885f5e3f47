"""The project root."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asynclint.errors import UsageError
from asynclint.project.project import load_project
from asynclint.project.root import find_root
from asynclint.settings.model import Settings
from tests.project.trees import load, relatives, write


@pytest.fixture
def monorepo(tmp_path: Path) -> Path:
    write(tmp_path / "repo", ".git/HEAD server/pyproject.toml server/app/main.py web/main.py")
    return (tmp_path / "repo").resolve()


def test_the_nearest_marker_wins(monorepo: Path) -> None:
    assert find_root([monorepo / "server"], None) == monorepo / "server"
    assert find_root([monorepo / "server" / "app" / "main.py"], None) == monorepo / "server"


def test_a_marker_below_the_given_folder_does_not_count(monorepo: Path) -> None:
    assert find_root([monorepo], None) == monorepo
    assert find_root([monorepo / "web"], None) == monorepo


def test_several_paths_share_a_root(monorepo: Path) -> None:
    assert find_root([monorepo / "server" / "app", monorepo / "web"], None) == monorepo


def test_a_git_file_of_a_worktree_counts(tmp_path: Path) -> None:
    write(tmp_path, {".git": "gitdir: elsewhere\n", "app/main.py": ""})
    assert find_root([tmp_path / "app"], None) == tmp_path.resolve()


@pytest.mark.parametrize(
    ("path", "root"), [("app", "app"), ("app/main.py", "app"), ("app/db/x.py", "app/db")]
)
def test_without_a_marker_the_given_folder_is_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, root: str
) -> None:
    write(tmp_path, "app/main.py app/db/x.py")
    monkeypatch.setattr("asynclint.project.root.ROOT_MARKERS", (".no-such-marker",))
    assert find_root([tmp_path / path], None) == (tmp_path / root).resolve()


def test_no_path_means_the_current_folder(monorepo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(monorepo / "server" / "app")
    assert find_root([], None) == monorepo / "server"
    project = load_project(Settings())
    assert [(file.relative, file.named) for file in project.files] == [("app/main.py", True)]


def test_an_override_wins_and_names_all_when_it_is_elsewhere(
    monorepo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_root([monorepo / "server"], monorepo) == monorepo
    monkeypatch.chdir(tmp_path)
    project = load_project(Settings(root=monorepo / "web"))
    assert [(file.relative, file.named) for file in project.files] == [("main.py", True)]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.py does not exist"):
        find_root([tmp_path / "gone.py"], None)


def test_a_path_outside_of_the_root_is_refused(monorepo: Path) -> None:
    with pytest.raises(UsageError, match=r"lies outside the root .*--root"):
        find_root([monorepo / "web"], monorepo / "server")


@pytest.mark.parametrize("root", ["gone", "repo/web/main.py"])
def test_an_override_must_be_a_folder(monorepo: Path, root: str) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        find_root([monorepo], monorepo.parent / root)


def test_paths_that_share_only_the_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/x.py b/y.py")
    monkeypatch.setattr("asynclint.project.root.ROOT_MARKERS", (".no-such-marker",))
    monkeypatch.setattr("asynclint.project.root._shared_folder", lambda named: Path(tmp_path.anchor))
    with pytest.raises(UsageError, match="--root"):
        find_root([tmp_path / "a", tmp_path / "b"], None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        find_root([tmp_path / "pipe.py"], None)
    assert relatives(load(tmp_path)) == []


def test_a_path_with_a_null_byte(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        find_root([tmp_path / "a\0b"], None)


def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        find_root([tmp_path / ("x" * 5000)], None)


def test_a_link_stands_for_its_target(monorepo: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(monorepo / "server", target_is_directory=True)
    project = load_project(Settings(paths=(tmp_path / "link",)))
    assert project.root == monorepo / "server"
    assert relatives(project) == ["app/main.py"]
