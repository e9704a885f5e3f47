"""The same findings in every run, whatever the order of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.want.projects import FIXTURES

_SCRIPT = """
import sys
from pathlib import Path
from tests.want.comparison import golden_text
from tests.want.runs import run
cache, *names = sys.argv[1:]
for name in names:
    print(golden_text(run(Path(name), Path(cache))))
"""


def _output(seed: str, cache: Path, projects: list[str]) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", _SCRIPT, str(cache), *projects]
    result = subprocess.run(
        command, cwd=FIXTURES.parent, env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout


@pytest.mark.parametrize("names", [["recursion", "several_ways", "imports_cyclic"]], ids="+".join)
def test_findings_do_not_depend_on_hash_order(names: list[str], facts_cache: Path) -> None:
    projects = [str(FIXTURES / "projects" / name) for name in names]
    first = _output("1", facts_cache, projects)
    assert '"place"' in first
    assert first == _output("2", facts_cache, projects)
