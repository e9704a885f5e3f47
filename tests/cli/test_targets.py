"""Where reports go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.text import Text

from asynclint.cli.output import Output
from asynclint.cli.targets import Target, parse_targets
from asynclint.errors import UsageError
from asynclint.reports.formats import Format


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("formats", "output_file", "expected"),
    [
        ([], None, [("text", None)]),
        (["json"], None, [("json", None)]),
        (["json"], "a", [("json", "a")]),
        (["json"], "-", [("json", None)]),
        (["json=a"], None, [("text", None), ("json", "a")]),
        (
            ["json=a=b.json", "concise", "text=reports/c"],
            None,
            [("concise", None), ("json", "a=b.json"), ("text", "reports/c")],
        ),
        (["json=a"], "b", [("text", "b"), ("json", "a")]),
    ],
)
def test_targets(
    formats: list[str], output_file: str | None, expected: list[tuple[Format, str | None]]
) -> None:
    found = parse_targets(formats, output_file)
    assert [(t.output_format, None if t.file is None else str(t.file)) for t in found] == expected


@pytest.mark.parametrize(
    ("formats", "output_file", "told"),
    [
        (["html"], None, "`html` is none of text, concise, json"),
        (["JSON=a"], None, "`JSON` is none of"),
        (["text", "json"], None, "only one report goes to standard output"),
        (["json="], None, "`` is no file"),
        (["json=reports"], None, "`reports` is no file"),
        (["json=nowhere/a"], None, "the folder of nowhere/a does not exist"),
        (["json=a", "text=a"], None, "a is to get two reports"),
        (["json=a"], "a", "a is to get two reports"),
        (["json=-"], None, "standard output is to get two reports"),
    ],
)
def test_wrong_targets(formats: list[str], output_file: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse_targets(formats, output_file)


def hello(output_format: Format, out: Output) -> None:
    out.lines([Text(f"é {output_format}", style="red")])


def test_file_is_written_without_colours(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    Target("text", Path("a")).write(hello)
    assert (folder / "a").read_bytes() == "é text\n".encode()
    Target("json", Path("a")).write(hello)
    assert (folder / "a").read_bytes() == "é json\n".encode()
    mask = os.umask(0)
    os.umask(mask)
    assert (folder / "a").stat().st_mode & 0o777 == 0o666 & ~mask


def test_failure_leaves_the_old_file_and_nothing_else(folder: Path) -> None:
    (folder / "a").write_text("old")

    def fail(output_format: Format, out: Output) -> None:
        out.text("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Target("text", Path("a")).write(fail)
    assert (folder / "a").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["a", "reports"]


def test_what_is_no_regular_file_is_written_to(folder: Path) -> None:
    Target("text", Path(os.devnull)).write(hello)
    assert not Path(os.devnull).is_file()
