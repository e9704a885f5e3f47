"""Which files are found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asynclint.project.project import load_project
from asynclint.settings.model import Settings
from tests.project.trees import load, modules, relatives, write


def test_python_files_sorted(tmp_path: Path) -> None:
    write(tmp_path, "b.py a/z.py a/b.py a.py notes.txt a/types.pyi a/x.pyc")
    assert relatives(load(tmp_path)) == ["a.py", "a/b.py", "a/z.py", "b.py"]


@pytest.mark.parametrize(
    "folder",
    [
        ".git",
        ".venv",
        "venv",
        "node_modules",
        "x/__pycache__",
        ".tox",
        "lib/site-packages",
        "a.egg-info",
        "build",
    ],
)
def test_sensible_excludes(tmp_path: Path, folder: str) -> None:
    write(tmp_path, f"{folder}/skipped.py {folder}/deep/skipped.py kept.py")
    assert relatives(load(tmp_path)) == ["kept.py"]


def test_a_virtual_environment_of_any_name(tmp_path: Path) -> None:
    write(tmp_path, "tools/py/pyvenv.cfg tools/py/lib/x.py env/settings.py")
    assert relatives(load(tmp_path)) == ["env/settings.py"]


def test_a_package_called_build_is_code(tmp_path: Path) -> None:
    write(tmp_path, "app/__init__.py app/build/__init__.py app/build/x.py dist/y.py")
    assert relatives(load(tmp_path)) == ["app/__init__.py", "app/build/__init__.py", "app/build/x.py"]


def test_a_namespace_package_called_build_inside_a_package_is_code(tmp_path: Path) -> None:
    write(tmp_path, "app/__init__.py app/build/x.py app/build/build/y.py build/z.py")
    assert relatives(load(tmp_path)) == ["app/__init__.py", "app/build/x.py"]


def test_own_excludes(tmp_path: Path) -> None:
    write(tmp_path, "app/x.py legacy/x.py app/legacy/x.py .venv/x.py")
    project = load_project(Settings(paths=(tmp_path,), root=tmp_path, exclude=("/legacy/",)))
    assert relatives(project) == [".venv/x.py", "app/legacy/x.py", "app/x.py"]


def test_gitignore_nested_and_negated(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "# comment\ngen_*.py\n/data/\n[z-a\n\n",
            "app/.gitignore": "!gen_kept.py\nlocal.py\n",
            "app/deep/.gitignore": "*.py\n!only.py\n",
            **dict.fromkeys(
                [
                    "gen_a.py",
                    "data/x.py",
                    "local.py",
                    "app/data/x.py",
                    "app/gen_b.py",
                    "app/gen_kept.py",
                    "app/local.py",
                    "app/deep/no.py",
                    "app/deep/only.py",
                ],
                "",
            ),
        },
    )
    assert relatives(load(tmp_path)) == ["app/data/x.py", "app/deep/only.py", "app/gen_kept.py", "local.py"]


def test_an_ignored_folder_stays_ignored_below(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "out/\n!out/kept.py\n", "out/kept.py": "", "x.py": ""})
    assert relatives(load(tmp_path)) == ["x.py"]


def test_ignore_files_above_the_root_and_of_git(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".git/info/exclude": "private.py\n",
            ".gitignore": "/server/generated/\nserver/\n",
            "server/pyproject.toml": "",
            "server/private.py": "",
            "server/generated/x.py": "",
            "server/kept.py": "",
        },
    )
    project = load_project(Settings(paths=(tmp_path / "server",)))
    assert project.root == (tmp_path / "server").resolve()
    assert "server/generated/x.py" not in relatives(project)
    assert "private.py" not in relatives(project)


def test_ignore_files_above_the_repository_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.py\n", "repo/.git/HEAD": "", "repo/x.py": ""})
    assert relatives(load_project(Settings(paths=(tmp_path / "repo",)))) == ["x.py"]


def test_an_ignore_file_with_strange_bytes(tmp_path: Path) -> None:
    write(tmp_path, "x.py y.py")
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbfx.py\r\n\xff\xfe*\n")
    assert relatives(load(tmp_path)) == ["y.py"]


def test_a_named_file_is_taken_though_excluded(tmp_path: Path) -> None:
    write(
        tmp_path,
        {".gitignore": "gen.py\n", "gen.py": "", "venv/pkg/__init__.py": "", "venv/pkg/a.py": "", "x.py": ""},
    )
    project = load(tmp_path, "gen.py", "venv/pkg/a.py")
    assert [(file.relative, file.named) for file in project.files] == [
        ("gen.py", True),
        ("venv/pkg/a.py", True),
        ("x.py", False),
    ]
    assert modules(project)["venv/pkg/a.py"] == "pkg.a"


def test_a_named_folder_is_taken_though_excluded(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "out/\n",
            "out/gen/x.py": "",
            "out/gen/node_modules/y.py": "",
            "out/other.py": "",
            "z.py": "",
        },
    )
    assert relatives(load(tmp_path, "out/gen")) == ["out/gen/x.py", "z.py"]
    assert relatives(load(tmp_path, "out/gen", "out")) == ["out/gen/x.py", "out/other.py", "z.py"]


def test_a_named_script_without_suffix(tmp_path: Path) -> None:
    write(tmp_path, "bin/serve x.py")
    assert modules(load(tmp_path, "bin/serve"))["bin/serve"] == "bin.serve"


def test_the_paths_choose_only_what_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a/x.py a/y.py b/x.py")
    project = load(tmp_path, "a/x.py", "b")
    assert {file.relative: (file.named, file.explicit) for file in project.files} == {
        "a/x.py": (True, True),
        "a/y.py": (False, False),
        "b/x.py": (True, False),
    }


def test_a_named_test_folder_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "app/x.py tests/unit/test_x.py")
    assert [file.explicit for file in load(tmp_path, "tests/unit", "app").files] == [False, True]
    assert [file.explicit for file in load(tmp_path).files] == [False, False]


def test_links(tmp_path: Path) -> None:
    write(tmp_path, "outside/shared.py project/app/x.py")
    app = tmp_path / "project" / "app"
    (app / "loop").symlink_to(tmp_path / "project", target_is_directory=True)
    (app / "self.py").symlink_to(app / "self.py")
    (app / "dangling.py").symlink_to(app / "gone.py")
    (app / "again.py").symlink_to(app / "x.py")
    (app / "shared.py").symlink_to(tmp_path / "outside" / "shared.py")
    assert relatives(load(tmp_path / "project")) == ["app/shared.py", "app/x.py"]


def test_a_folder_called_like_a_file(tmp_path: Path) -> None:
    write(tmp_path, "x.py/y.py")
    assert relatives(load(tmp_path)) == ["x.py/y.py"]


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.py")
    try:
        (tmp_path / name).write_bytes(b"x = 1\n")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    (file,) = load(tmp_path).files
    assert file.relative == "caf\\xe9.py"
    assert file.module.encode("utf-8")
    assert load(tmp_path).read(file) == b"x = 1\n"


def test_an_unreadable_folder_is_an_error_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "locked/x.py open/y.py")
    scandir = os.scandir

    def refusing(path: Any) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    project = load(tmp_path, "open")
    assert relatives(project) == ["open/y.py"]
    (error,) = project.errors
    assert (error.path, error.named) == ("locked", False)
    assert "Permission denied" in error.message
    assert load(tmp_path, "locked").errors[0].named


def test_deep_folders(tmp_path: Path) -> None:
    write(tmp_path, "/".join(["d"] * 400) + "/x.py")
    assert modules(load(tmp_path)).popitem()[1].count(".") == 400


def test_reading(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "on disk", "b.py": "x" * 100})
    overlays = {tmp_path / "a.py": b"unsaved", tmp_path / "new.py": b"new"}
    settings = Settings(paths=(tmp_path / "new.py",), root=tmp_path, max_file_size=9)
    project = load_project(settings, overlays)
    assert {file.relative: project.read(file) for file in project.files} == {
        "a.py": b"unsaved",
        "b.py": b"x" * 10,
        "new.py": b"new",
    }
    assert [file.named for file in project.files] == [False, False, True]
    (tmp_path / "b.py").unlink()
    with pytest.raises(OSError, match=r"b\.py"):
        project.read(project.files[1])
