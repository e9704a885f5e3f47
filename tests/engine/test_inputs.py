"""The key of a run: another one for whatever may change the findings, the same for all else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from asynclint.engine import inputs
from asynclint.engine.inputs import key_of_run
from asynclint.engine.remembered import Remembered
from asynclint.project.project import load_project
from asynclint.settings.model import Settings

FILES = {
    "pyproject.toml": "",
    "app/__init__.py": "",
    "app/main.py": "import app.other\n",
    "app/other.py": "x = 1\n",
    "lib/util.py": "",
    "lint_stubs/acme.pyi": "def get(): ...\n",
    "known.jsonl": "{}\n",
}


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def key(root: Path, overlays: dict[Path, bytes] | None = None, **changes: Any) -> bytes:
    settings = Settings(paths=(root,), root=root, stubs=(root / "lint_stubs",), baseline=root / "known.jsonl")
    settings = msgspec.structs.replace(settings, **changes)
    found = key_of_run(load_project(settings, overlays), settings)
    assert found is not None
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, **FILES)
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda root: write(root, **{"app/other.py": "x = 2\n"}),
        lambda root: write(root, **{"app/new.py": ""}),
        lambda root: (root / "app/other.py").unlink(),
        lambda root: (root / "app/other.py").rename(root / "app/another.py"),
        lambda root: (root / "app/__init__.py").unlink(),
        lambda root: write(root, **{"lib/pyproject.toml": ""}),
        lambda root: write(root, **{"requirements.txt": "fastapi==0.100.0\n"}),
        lambda root: write(root, **{".gitignore": "other.py\n"}),
        lambda root: write(root, **{"lint_stubs/acme.pyi": "def put(): ...\n"}),
        lambda root: write(root, **{"lint_stubs/new.pyi": ""}),
        lambda root: write(root, **{"known.jsonl": "{ }\n"}),
    ],
)
def test_what_is_on_disk(root: Path, change: Callable[[Path], object]) -> None:
    before = key(root)
    assert key(root) == before
    change(root)
    assert key(root) != before


@pytest.mark.parametrize(
    "changes",
    [
        {"ignore": ("ASL101",)},
        {"confidence": "certain"},
        {"severity": {"ASL101": "warning"}},
        {"blocking": ("acme.get",)},
        {"contexts": ("routes",)},
        {"preview": True},
        {"target_version": (3, 12)},
        {"fastapi_version": "0.100"},
        {"noqa": False},
        {"baseline": None},
        {"exclude": ("other.py",)},
    ],
)
def test_settings(root: Path, changes: dict[str, Any]) -> None:
    assert key(root, **changes) != key(root)


def test_how_a_run_is_made_does_not_matter(root: Path) -> None:
    assert key(root, jobs=3, cache=False, cache_dir=root / "elsewhere") == key(root)


def test_buffers(root: Path) -> None:
    main = root / "app/main.py"
    assert key(root, {main: main.read_bytes()}) == key(root)
    assert key(root, {main: b"import app\n"}) != key(root)
    assert key(root, {root / "app/new.py": b""}) != key(root)


def test_named_tests_are_reported_on(root: Path) -> None:
    write(root, **{"tests/test_main.py": ""})
    assert key(root, paths=(root, root / "tests")) != key(root)


def test_asynclint_itself(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path.parent / f"{tmp_path.name}-ours"
    write(ours, **{"rules/one.py": "", "stubs/acme.pyi": ""})
    monkeypatch.setattr(inputs, "_OURS", ours)
    first = key(root)
    assert key(root) == first
    write(ours, **{"rules/one.py": "x = 1\n"})
    second = key(root)
    os.utime(ours / "stubs/acme.pyi", ns=(1, 1))
    assert len({first, second, key(root)}) == 3


def test_a_file_that_cannot_be_read_gives_no_key(root: Path) -> None:
    settings = Settings(paths=(root,), root=root)
    project = load_project(settings)
    (root / "app/other.py").unlink()
    assert key_of_run(project, settings) is None


def test_results_are_kept_and_the_oldest_go(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(40):
        Remembered(cache).put(bytes([number]) * 20, str(number).encode())
        file = cache / "runs" / f"{bytes([number]).hex() * 20}.run"
        os.utime(file, (number + 1, number + 1))
    kept = [n for n in range(40) if Remembered(cache).get(bytes([n]) * 20) == str(n).encode()]
    assert kept == list(range(8, 40))
    assert (cache / ".gitignore").read_text() == "*\n"


def test_nothing_is_kept_without_a_folder_or_a_key(tmp_path: Path) -> None:
    Remembered(None).put(b"k", b"v")
    assert Remembered(None).get(b"k") is None
    Remembered(tmp_path).put(None, b"v")
    assert Remembered(tmp_path).get(None) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    Remembered(tmp_path / "file").put(b"k", b"v")
    assert Remembered(tmp_path / "file").get(b"k") is None
