"""How the process ends: at once, with all that it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import process

NAP = "import time\n\n\nasync def nap():\n    time.sleep(1)\n"
MANY = "".join(f"async def nap{n}():\n    time.sleep(1)\n" for n in range(400))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "nap.py").write_text(f"import time\n\n\n{MANY}")
    return tmp_path


def test_a_long_report_arrives_whole(project: Path) -> None:
    done = process(project, "check", "--output-format=json", "--output-format=sarif=report.sarif")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["findings"]) == 400
    assert len(json.loads((project / "report.sarif").read_text())["runs"][0]["results"]) == 400


@pytest.mark.parametrize(("arguments", "code"), [(["--exit-zero"], 0), ([], 1), (["--select=NONE"], 2)])
def test_exit_codes(project: Path, arguments: list[str], code: int) -> None:
    assert process(project, "check", *arguments).returncode == code


def test_help_and_completion_end_as_click_ends_them(project: Path) -> None:
    assert process(project, "check", "--help").returncode == 0
    shown = process(project, _ASYNCLINT_COMPLETE="bash_source")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "_ASYNCLINT_COMPLETE=bash_complete" in shown.stdout


def test_a_reader_that_goes_away(project: Path) -> None:
    command = [sys.executable, "-m", "asynclint", "check", "--cache-dir", str(project / "cache")]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nowhere:
        done = subprocess.run(command, cwd=project, stdout=nowhere, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
