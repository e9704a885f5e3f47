"""The command as a process, with the real pipeline: streams, exit codes, the JSON's schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from asynclint.reports.json import schema

SLOW = "import time\n\n\nasync def nap() -> None:\n    time.sleep(1)\n"
CLEAN = "import asyncio\n\n\nasync def nap() -> None:\n    await asyncio.sleep(1)\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "asynclint", "check", *arguments],
        cwd=folder,
        env={**environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "slow.py").write_text(SLOW)
    (tmp_path / "clean.py").write_text(CLEAN)
    return tmp_path


def test_findings_are_1(project: Path) -> None:
    done = run(project, "--output-format", "concise")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "slow.py:5:5: ASL101 `time.sleep` blocks the event loop",
        "Found 1 finding (1 error) in 1 of 2 files.",
    ]


def test_nothing_found_is_0(project: Path) -> None:
    done = run(project, "clean.py")
    assert (done.returncode, done.stderr) == (0, "")


def test_unparsable_named_file_is_2_and_the_rest_is_linted(project: Path) -> None:
    (project / "broken.py").write_text("def (:\n")
    done = run(project, "--output-format", "json")
    assert done.returncode == 2
    assert done.stderr.startswith("error: broken.py:1:")
    whole = json.loads(done.stdout)
    jsonschema.validate(whole, schema(), jsonschema.Draft202012Validator)
    assert [finding["path"] for finding in whole["findings"]] == ["slow.py"]
    assert [error["path"] for error in whole["errors"]] == ["broken.py"]
    assert whole["root"] == str(project.resolve())
    assert whole["findings"][0]["fingerprint"]


def test_unparsable_file_elsewhere_is_a_warning(project: Path) -> None:
    (project / "broken.py").write_text("def (:\n")
    done = run(project, "clean.py")
    assert done.returncode == 0
    assert done.stderr.startswith("warning: broken.py:1:")


@pytest.mark.parametrize("arguments", [["nowhere"], ["--select", "ASL9"], ["--nonsense"]])
def test_wrong_usage_is_2(project: Path, arguments: list[str]) -> None:
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert arguments[-1] in done.stderr
    assert "Traceback" not in done.stderr
