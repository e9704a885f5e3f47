"""The process's streams: broken pipes, full disks, narrow encodings, unreadable sources."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.text import Text

from asynclint.cli.output import Output
from asynclint.cli.sources import SourceFiles
from asynclint.errors import UsageError


def test_reader_that_went_away_is_no_error() -> None:
    code = (
        "import os, sys\n"
        "from rich.text import Text\n"
        "from asynclint.cli.output import Output\n"
        "Output(sys.stdout, os.environ).lines(Text('x' * 99) for _ in range(100_000))\n"
        "sys.exit(7)\n"
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (7, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_is_told() -> None:
    with (
        open("/dev/full", "w") as full,  # noqa: PTH123
        pytest.raises(UsageError, match="could not write the output: No space left"),
    ):
        Output(full, {}).text("x")


@pytest.mark.parametrize("environ", [{}, {"FORCE_COLOR": "1"}])
def test_characters_that_the_encoding_lacks_are_escaped(environ: dict[str, str]) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    output = Output(stream, environ)
    output.lines([Text("é \udcff →")])
    assert stream.buffer.getvalue() == b"\xe9 \\udcff \\u2192\n"  # type: ignore[attr-defined]
    assert output.ascii_only
    assert not Output(io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), environ).ascii_only


def test_colours_do_not_change_the_lines() -> None:
    lines = [Text(f"[bold] :smile: {n} " + "word " * 60, style="red") for n in range(450)]
    lines.insert(7, Text())
    stream = io.StringIO()
    Output(stream, {"FORCE_COLOR": "1", "COLUMNS": "20"}).lines(lines)
    shown = stream.getvalue().replace("\x1b[31m", "").replace("\x1b[0m", "")
    assert shown == "".join(f"{line.plain}\n" for line in lines)


def test_source_lines_are_those_of_python(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes("\ufeffa\r\nb\x0cc\u2028d\re".encode())
    (tmp_path / "latin.py").write_bytes(b"# coding: latin-1\n'\xe9'")
    (tmp_path / "bad.py").write_bytes(b"'\xe9'")
    read = SourceFiles(tmp_path).lines
    assert list(read("a.py")) == ["a", "b\x0cc\u2028d", "e"]
    assert list(read("latin.py")) == ["# coding: latin-1", "'é'"]
    assert list(read("bad.py")) == []
    assert list(read("missing.py")) == []


def test_places_of_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes("\ufeffé = 1\r\nb = 'ü'\rc".encode())
    position = SourceFiles(tmp_path).position
    assert position("a.py", 0) == position("a.py", 3) == (1, 1)
    assert position("a.py", 5) == (1, 2)
    assert position("a.py", 11) == (2, 1)
    assert position("a.py", 18) == (2, 7)
    assert position("a.py", 20) == (3, 1)
    assert position("a.py", 21) == (3, 2)
    # Within a character, behind the end, and in no file.
    assert position("a.py", 4) is position("a.py", 22) is position("missing.py", 0) is None


def test_unsaved_contents_go_before_those_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("on disk")
    files = SourceFiles(tmp_path, {tmp_path / "a.py": b"unsaved", tmp_path / "new.py": b"new"})
    assert [list(files.lines(name)) for name in ("a.py", "new.py")] == [["unsaved"], ["new"]]
    assert files.position("new.py", 3) == (1, 4)
