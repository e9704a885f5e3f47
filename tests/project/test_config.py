"""Which settings file counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.errors import UsageError
from asynclint.project.config import find_config, read_config
from tests.project.trees import write

SECTION = "[tool.asynclint]\nconfidence = 'certain'\n"
OWN = "confidence = 'likely'\n"


def found(root: Path) -> tuple[str, str] | None:
    near = find_config(root)
    return None if near is None else (near[0].relative_to(root.anchor).name, str(near[1].table.confidence))


def test_own_file_goes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, {".git": "", "pyproject.toml": SECTION})
    assert found(tmp_path) == ("pyproject.toml", "certain")
    write(tmp_path, {"asynclint.toml": OWN})
    assert found(tmp_path) == ("asynclint.toml", "likely")


def test_pyproject_without_the_table_does_not_count(tmp_path: Path) -> None:
    write(tmp_path, {".git": "", "pyproject.toml": SECTION, "service/pyproject.toml": "[project]\n"})
    near = find_config(tmp_path / "service")
    assert near is not None
    assert near[0] == tmp_path / "pyproject.toml"
    assert near[1].place("confidence") == f"{tmp_path / 'pyproject.toml'}:2"


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    write(tmp_path, {"asynclint.toml": OWN, "repository/.git": "", "repository/app/a.py": ""})
    assert found(tmp_path / "repository/app") is None


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff", r"a\.toml: not UTF-8 \(byte 0\)"), (b"x = ", r"a\.toml: Invalid value")],
)
def test_unreadable(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=told):
        read_config(path, "a.toml")


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the settings in a\.toml cannot be read: No such file"):
        read_config(tmp_path / "a.toml", "a.toml")


def test_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbffail-on = 'never'\n")
    parsed = read_config(path, "a.toml")
    assert parsed is not None
    assert parsed.table.fail_on == "never"
