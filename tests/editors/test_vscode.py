"""The command lines that editors give to flake8, run as they run them, and read as they read them.

They come from the sources of

- VS Code's extension `ms-python.flake8`: `bundled/tool/lsp_server.py` of microsoft/vscode-flake8.  It runs
  `flake8 --format=… ARGS FILE` with an absolute path, in `flake8.cwd`, which is the workspace folder; ARGS is
  `flake8.args`.  For notebooks, `--stdin-display-name NOTEBOOK -` stands in place of FILE.  It does so in a
  process that goes on, in which flake8's modules stay (`run_module` of microsoft/vscode-common-python-lsp);
- nvim-lint: `lua/lint/linters/flake8.lua` of mfussenegger/nvim-lint;
- none-ls: `lua/none-ls/diagnostics/flake8.lua` of nvimtools/none-ls-extras.nvim;
- PyCharm, which runs what docs/editors.md proposes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.editors.page import vscode_settings
from tests.flake8_plugin.running import HELPERS, ROUTES, project

FORMAT = "--format=%(row)d,%(col)d,%(code).1s,%(code)s:%(text)s"
# Releases before May 2026 had the quotes in it, and took them off each line.
QUOTED = "--format='%(row)d,%(col)d,%(code).1s,%(code)s:%(text)s'"
MENDED_HELPERS = "def fetch():\n    return 1\n"
MENDED = ROUTES.replace("return fetch()", "return str(fetch)")
MESSAGE = "`fetch` blocks the event loop: reaches `requests.get` at app/helpers.py:5"


class Problem(NamedTuple):
    """What an editor makes of a line; line and column from 1."""

    line: int
    column: int
    code: str
    message: str


FOUND = [Problem(10, 12, "ASL102", MESSAGE)]


class Editor(NamedTuple):
    """What an editor puts on flake8's command line, and the pattern by which it reads each line.

    `{}` stands for the absolute path of the file.
    """

    arguments: tuple[str, ...]
    pattern: str


VSCODE = Editor((FORMAT, "{}"), r"(\d+),(-?\d+),\w+,(\w+\d+):([^\r\n]*)")
EDITORS = {
    "vscode": VSCODE,
    "vscode-older": Editor((QUOTED, "{}"), VSCODE.pattern),
    "vscode-notebook": Editor((FORMAT, "--stdin-display-name", "{}", "-"), VSCODE.pattern),
    "nvim-lint": Editor(
        (
            "--format=%(path)s:%(row)d:%(col)d:%(code)s:%(text)s",
            "--no-show-source",
            "--stdin-display-name",
            "{}",
            "-",
        ),
        r"[^:]+:(\d+):(\d+):(\w+):(.+)",
    ),
    "none-ls": Editor(
        ("--format", "default", "--stdin-display-name", "{}", "-"), r"[^:]+:(\d+):(\d+): ([A-Z]\w+) (.*)"
    ),
    "pycharm": Editor(("{}",), r"/.+?:(\d+):(\d+): (\w+) (.*)"),
}
BUFFERED = [name for name, editor in EDITORS.items() if "-" in editor.arguments]


def read(pattern: str, output: str) -> list[Problem]:
    """The lines of a report as an editor understands them; each must be one that it does."""
    found = []
    for line in output.splitlines():
        plain = line[1:-1] if line.startswith("'") else line
        match = re.fullmatch(pattern, plain)
        assert match is not None, line
        found.append(Problem(int(match[1]), int(match[2]), match[3], match[4]))
    return found


def problems(name: str, path: Path, folder: Path, buffer: str | None = None) -> list[Problem]:
    """What an editor shows of a file, or of the buffer where it hands that over; flake8 runs in `folder`."""
    editor = EDITORS[name]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "flake8",
            *(argument.replace("{}", str(path)) for argument in editor.arguments),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        input=(buffer or "").encode(),
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == (1 if done.stdout else 0)
    return read(editor.pattern, done.stdout.decode())


@pytest.fixture
def work(tmp_path: Path, facts_cache: Path) -> Path:
    """A project whose name has a space; nothing but its own settings is added to the command lines."""
    settings = f"[tool.asynclint]\ncache-dir = {json.dumps(str(facts_cache))}\n"
    return project(tmp_path / "my work", **{"pyproject.toml": settings})


@pytest.mark.parametrize("name", EDITORS)
def test_the_file_in_the_workspace_folder(work: Path, name: str) -> None:
    path = work / "app/routes.py"
    # Who hands over the buffer gets what is in it, the others what is on disk.
    path.write_text(MENDED if name in BUFFERED else ROUTES)
    assert problems(name, path, work, ROUTES) == FOUND
    path.write_text(ROUTES if name in BUFFERED else MENDED)
    assert problems(name, path, work, MENDED) == []


@pytest.mark.parametrize("name", ["vscode", "nvim-lint"])
def test_another_current_folder(work: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    for folder in (tmp_path / "elsewhere", work / "app", tmp_path):
        assert problems(name, work / "app/routes.py", folder, ROUTES) == FOUND


@pytest.mark.parametrize("name", ["vscode", "nvim-lint"])
def test_a_file_below_no_root(tmp_path: Path, name: str) -> None:
    folder = project(tmp_path / "my scripts")
    (folder / "pyproject.toml").unlink()
    path = folder / "app/routes.py"
    nap = ROUTES.replace("return fetch()", "time.sleep(1)\n    return fetch()")
    path.write_text(f"import time\n\n{nap}")
    first, *others = problems(name, path, tmp_path, path.read_text())
    assert first == Problem(12, 5, "ASL101", "`time.sleep` blocks the event loop")
    # A buffer is alone; a file that is named on a command line has the files beside it.
    assert [problem.code for problem in others] == ([] if name in BUFFERED else ["ASL102"])


@pytest.mark.parametrize("name", BUFFERED)
def test_a_file_that_was_never_saved(work: Path, name: str) -> None:
    assert problems(name, work / "app/brand new.py", work, ROUTES) == FOUND


def test_a_notebook(work: Path) -> None:
    """The extension hands over all cells as one text, by the name of the notebook."""
    (work / "app/explore.ipynb").write_text('{"cells": []}')
    assert problems("vscode-notebook", work / "app/explore.ipynb", work, ROUTES) == FOUND


# What the extension's server does for each file that is opened or saved: the module `flake8` is run anew, as
# `__main__`, in a process whose streams are not those of flake8.
_SERVER = """
import contextlib, io, json, os, runpy, sys

for line in sys.stdin:
    given = json.loads(line)
    os.chdir(given["folder"])
    sys.argv = ["flake8", *given["arguments"]]
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        with contextlib.suppress(SystemExit):
            runpy.run_module("flake8", run_name="__main__")
    for stream in streams:
        stream.seek(0)
    print(json.dumps([stream.read() for stream in streams]), flush=True)
"""


class Server:
    """A process that runs flake8 again and again."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def problems(self, path: Path, folder: Path, arguments: Sequence[str] = ()) -> list[Problem]:
        """What VS Code shows of a file that was opened or saved."""
        given = {"folder": str(folder), "arguments": [FORMAT, *arguments, str(path)]}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(given)}\n")
        self._process.stdin.flush()
        out, err = json.loads(self._process.stdout.readline())
        assert err == ""
        return read(VSCODE.pattern, out)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER],
        cwd=tmp_path,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Server(process)
    assert process.returncode == 0


def test_a_process_that_runs_flake8_again_and_again(server: Server, work: Path, tmp_path: Path) -> None:
    routes, helpers = work / "app/routes.py", work / "app/helpers.py"
    assert server.problems(routes, work) == FOUND
    helpers.write_text(MENDED_HELPERS)
    assert server.problems(routes, work) == []
    # Another workspace folder in between.
    other = project(tmp_path / "other", **{"pyproject.toml": (work / "pyproject.toml").read_text()})
    assert server.problems(other / "app/routes.py", other) == FOUND
    helpers.write_text(HELPERS)
    assert server.problems(routes, work) == FOUND
    assert server.problems(routes, work, ["--extend-ignore=ASL102"]) == []
    routes.write_text(MENDED)
    assert server.problems(routes, work) == []


def test_the_arguments_of_the_settings(server: Server, work: Path) -> None:
    arguments: Any = vscode_settings()["flake8.args"]
    assert server.problems(work / "app/routes.py", work, arguments) == FOUND
