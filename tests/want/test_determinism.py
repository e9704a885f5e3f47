"""The same findings in every run, whatever the order of hashes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.want.projects import FIXTURES

_SCRIPT = """
import sys
from pathlib import Path
from tests.want.comparison import golden_text
from tests.want.runs import run
for name in sys.argv[1:]:
    print(golden_text(run(Path(name))))
"""


def _output(seed: str, projects: list[str]) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", _SCRIPT, *projects]
    result = subprocess.run(
        command, cwd=FIXTURES.parent, env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout


@pytest.mark.parametrize("names", [["recursion", "several_ways", "imports_cyclic"]], ids="+".join)
def test_findings_do_not_depend_on_hash_order(names: list[str]) -> None:
    projects = [str(FIXTURES / "projects" / name) for name in names]
    first = _output("1", projects)
    assert '"place"' in first
    assert first == _output("2", projects)
