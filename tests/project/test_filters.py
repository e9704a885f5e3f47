"""Settings that choose the files: include, exclude, force-exclude, src."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asynclint.errors import UsageError
from asynclint.project.project import Project, load_project
from asynclint.settings.model import Settings
from tests.project.trees import modules, relatives, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    names = "pyproject.toml app/a.py app/gen/b.py app/gen/c.py bin/serve tool.pyw ignored/d.py .venv/x.py"
    write(tmp_path / "root", names)
    return write(tmp_path / "root", {".gitignore": "/ignored/\n"})


def load(root: Path, *paths: str, **settings: Any) -> Project:
    named = tuple(root / path for path in paths)
    given: dict[str, Any] = {"paths": named or (root,), "root": root, **settings}
    return load_project(Settings(**given))


def named(project: Project) -> list[str]:
    return [file.relative for file in project.files if file.named]


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        (("*.py",), "app/a.py app/gen/b.py app/gen/c.py"),
        (("*.py", "*.pyw", "bin/*"), "app/a.py app/gen/b.py app/gen/c.py bin/serve tool.pyw"),
        (("/app/gen/*.py",), "app/gen/b.py app/gen/c.py"),
        (("*.py", "!b.py"), "app/a.py app/gen/c.py"),
        ((), ""),
    ],
)
def test_include(root: Path, include: tuple[str, ...], expected: str) -> None:
    assert relatives(load(root, include=include)) == expected.split()


def test_modules_of_scripts(root: Path) -> None:
    write(root, "bin/serve.py")
    project = load(root, include=("*.py", "*.pyw", "bin/*"))
    names = modules(project)
    assert names["tool.pyw"] == "tool_pyw"
    assert len(set(names.values())) == len(names)
    assert project.resolve("bin.serve", "app.a") == names["bin/serve.py"]


@pytest.mark.parametrize(
    ("paths", "force", "expected"),
    [
        ((), False, "app/a.py"),
        (("app/gen/b.py",), False, "app/gen/b.py"),
        (("app/gen",), False, "app/gen/b.py app/gen/c.py"),
        (("ignored/d.py",), False, "ignored/d.py"),
        (("app/gen/b.py", "app/a.py"), True, "app/a.py"),
        (("app/gen",), True, ""),
        (("app/gen/b.py",), True, ""),
        (("ignored/d.py",), True, ""),
        (("ignored",), True, ""),
        ((".venv/x.py",), True, ""),
        (("bin/serve",), True, "bin/serve"),
    ],
)
def test_named_paths_that_are_excluded(
    root: Path, paths: tuple[str, ...], force: bool, expected: str
) -> None:
    exclude = (*Settings().exclude, "gen/")
    assert named(load(root, *paths, exclude=exclude, force_exclude=force)) == expected.split()


def test_buffers_of_files_that_are_not_on_disk_are_excluded_by_the_patterns(root: Path) -> None:
    new = root / "app/gen/new.py"
    for force in (False, True):
        settings = Settings(paths=(new,), root=root, exclude=("gen/",), force_exclude=force)
        assert named(load_project(settings, {new: b""})) == ([] if force else ["app/gen/new.py"])


def test_patterns_may_start_above_the_root(root: Path) -> None:
    assert len(relatives(load(root, exclude=("/root/app/gen/", ".venv")))) == 3
    above = load(root, exclude=("/root/app/gen/", ".venv"), pattern_root=root.parent)
    assert relatives(above) == ["app/a.py"]
    included = load(root, include=("/root/app/a.py",), pattern_root=root.parent)
    assert relatives(included) == ["app/a.py"]


def test_src_is_where_imports_start(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml services/billing/api/rates.py services/billing/run_it.py")
    found = load(tmp_path)
    assert found.resolve("api.rates", "services.billing.run_it") is None
    given = load(tmp_path, src=(tmp_path / "services/billing",))
    assert modules(given) == {
        "services/billing/api/rates.py": "api.rates",
        "services/billing/run_it.py": "run_it",
    }
    assert given.resolve("api.rates", "run_it") == "api.rates"


def test_src_that_is_wrong(root: Path) -> None:
    with pytest.raises(UsageError, match=r"`src`: .*nowhere is not a folder"):
        load(root, src=(root / "nowhere",))
    with pytest.raises(UsageError, match="lies outside the root"):
        load(root, src=(root.parent,))
