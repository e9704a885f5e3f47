"""`action.yml` and its scripts, as they are written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

SCRIPTS = sorted((Path(__file__).resolve().parents[2] / ".github" / "action").glob("*.sh"))


@pytest.fixture(scope="module")
def definition(repository: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((repository / "action.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def steps(definition: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = definition["runs"]["steps"]
    return found


def test_it_is_what_github_asks_of_an_action(repository: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run(
        [*command, str(repository / "action.yml")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_input_and_output_is_described_and_every_input_has_a_default(
    definition: dict[str, Any],
) -> None:
    assert all(
        each["description"] for each in (*definition["inputs"].values(), *definition["outputs"].values())
    )
    assert all(isinstance(each["default"], str) for each in definition["inputs"].values())


def test_every_input_is_used(repository: Path, definition: dict[str, Any]) -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", (repository / "action.yml").read_text(encoding="utf-8")))
    assert used == set(definition["inputs"])


def test_no_expression_is_part_of_a_script(steps: list[dict[str, Any]]) -> None:
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == len(SCRIPTS)
    assert [script for script in scripts if "${{" in script] == []


def test_actions_that_it_uses_are_pinned_to_a_major_version(steps: list[dict[str, Any]]) -> None:
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert [name for name in used if not re.search(r"@v\d+$", name)] == []


def test_every_variable_that_a_script_reads_is_given_to_it(
    repository: Path, steps: list[dict[str, Any]]
) -> None:
    """And the other way round.  What GitHub or the system sets is known by its name."""
    for step in steps:
        if "run" not in step:
            continue
        script = repository / re.search(r'"\$GITHUB_ACTION_PATH/(\S+)"', step["run"])[1]
        read = set(re.findall(r"\$\{?([A-Z]\w*)", script.read_text(encoding="utf-8")))
        assert {name for name in read if not name.startswith(("GITHUB_", "RUNNER_"))} == set(step["env"])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    shellcheck = Path(sys.executable).with_name("shellcheck")
    done = subprocess.run([shellcheck, script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_need_no_newer_bash_than_macos_has(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert re.findall(r"\b(mapfile|readarray|declare -A|local -n)\b|\$\{\w+[,^@]", text) == []
