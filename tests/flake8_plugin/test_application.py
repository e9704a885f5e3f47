"""flake8 and the command line over a large application."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.flake8_plugin.running import flake8, lines, ours

REQUIREMENT = "khoj==1.42.10"


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python sources of a FastAPI application, from its wheel."""
    folder = tmp_path_factory.mktemp("application")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*command, REQUIREMENT], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "sources", [name for name in archive.namelist() if name.endswith(".py")])
    (folder / "sources/pyproject.toml").touch()
    return folder / "sources"


@pytest.mark.slow
def test_the_same_findings(application: Path, facts_cache: Path) -> None:
    expected = lines(ours(application, "."))
    assert len(expected) > 100
    done = flake8(application, facts_cache, "--jobs=2", ".")
    assert done.stderr == ""
    assert lines(done.stdout) == expected


@pytest.mark.slow
def test_the_same_findings_of_each_buffer(application: Path, facts_cache: Path) -> None:
    expected = lines(ours(application, "."))
    for name in sorted({line.partition(":")[0] for line in expected})[:5]:
        stdin = (application / name).read_bytes()
        done = flake8(application, facts_cache, f"--stdin-display-name={name}", "-", stdin=stdin)
        assert lines(done.stdout) == [line for line in expected if line.startswith(f"{name}:")]
