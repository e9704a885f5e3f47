"""The real flake8, as a process or in this one, and asynclint on the same files."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

from flake8.main.application import Application

from tests.cli.commands import asynclint, streams, written

ROUTES = """\
from fastapi import FastAPI

from app.helpers import fetch

app = FastAPI()


@app.get("/items")
async def items():
    return fetch()
"""
HELPERS = """\
import requests


def fetch():
    return requests.get("http://upstream")
"""
NAP = "import time\n\n\nasync def nap():\n    time.sleep(1)\n"
# What is found in ROUTES, with HELPERS beside it.
FOUND = (
    "app/routes.py:10:12: ASL102 `fetch` blocks the event loop: reaches `requests.get` at app/helpers.py:5\n"
)
# A pyproject.toml that stops every analysis: who analyses all the same, fails.
BROKEN = "[tool.asynclint]\nselect = ['NONSENSE']\n"

_START = """
import multiprocessing, sys
from pathlib import Path
import flake8.checker
from flake8.main.cli import main
multiprocessing.set_start_method(sys.argv[1])
parallel = flake8.checker.Manager.run_parallel
def run(self):
    {before}
    parallel(self)
flake8.checker.Manager.run_parallel = run
raise SystemExit(main(sys.argv[2:]))
"""


def project(folder: Path, **files: str) -> Path:
    """A project of two files, a package and its settings, and further files or others of these, by path."""
    given = {"app/__init__.py": "", "app/routes.py": ROUTES, "app/helpers.py": HELPERS, "pyproject.toml": ""}
    for name, text in {**given, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def flake8(
    folder: Path, cache: Path, *arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None
) -> CompletedProcess[str]:
    """`flake8 ARGUMENTS` in `folder`, with our codes only unless the arguments select others."""
    return _process([sys.executable, "-m", "flake8"], folder, cache, arguments, stdin, environ or {})


def started_by(
    method: str, folder: Path, cache: Path, *arguments: str, before: str = "pass"
) -> CompletedProcess[str]:
    """flake8 whose workers are started by `method`; `before` runs in the parent just before that."""
    command = [sys.executable, "-c", _START.format(before=before), method]
    return _process(command, folder, cache, arguments, b"", {})


def _process(
    command: list[str],
    folder: Path,
    cache: Path,
    arguments: tuple[str, ...],
    stdin: bytes,
    environ: Mapping[str, str],
) -> CompletedProcess[str]:
    done = subprocess.run(
        [*command, *_given(arguments, cache)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environ},
        input=stdin,
        capture_output=True,
        check=False,
    )
    return CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def inside(folder: Path, cache: Path, *arguments: str) -> str:
    """What flake8 prints, run in this process."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.chdir(folder), streams(sys.stdin, out, sys.stderr):
        Application().run(["--jobs=1", *_given(arguments, cache)])
    return written(out)


def _given(arguments: tuple[str, ...], cache: Path) -> list[str]:
    select = (
        () if any(a.startswith(("--select", "--extend-select")) for a in arguments) else ("--select=ASL",)
    )
    isolated = () if "--config" in arguments else ("--isolated",)
    return [*select, *isolated, "--asynclint-cache-dir", str(cache), *arguments]


def ours(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """What `asynclint check` finds, a line each as flake8 prints them."""
    return asynclint(folder, "check", "-q", "--output-format=concise", *arguments, stdin=stdin).stdout


def lines(output: str) -> list[str]:
    """The lines of a report, sorted, without a `./` at their beginnings."""
    return sorted(re.sub(r"^\./", "", line) for line in output.splitlines())
