"""The examples of `docs/ci.md` are what the services ask for, and their commands work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.action.conftest import BAD, CLEAN
from tests.action.jobs import Runner, executable
from tests.engine.histories import Repository

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ci.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SCHEMAS = {
    ".github/workflows/": ["--builtin-schema", "vendor.github-workflows"],
    ".gitlab-ci.yml": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
# What services set for a change against `main`.
CHANGE = {"GITHUB_BASE_REF": "main", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}


def yaml_blocks() -> list[tuple[str, str]]:
    """The name of the file that each is to be, and its text."""
    return [(text.partition("\n")[0].removeprefix("# "), text) for kind, text in BLOCKS if kind == "yaml"]


def scripts() -> Iterator[tuple[str, dict[str, str]]]:
    """What the services run, each a script with the environment that they give it."""
    for name, text in yaml_blocks():
        content = yaml.safe_load(text)
        if name == ".gitlab-ci.yml":
            script = "\n".join(content["asynclint"]["script"])
            yield script, CHANGE
            yield script, {}
        elif name.startswith(".github/"):
            steps = content["jobs"]["asynclint"]["steps"]
            yield from ((step["run"], CHANGE) for step in steps if "asynclint check" in step.get("run", ""))
    for kind, text in BLOCKS:
        if kind == "groovy":
            yield re.search(r"sh '''\n(.*?)'''", text, re.DOTALL)[1], {}
        elif kind == "sh":
            yield text, {}


@pytest.mark.parametrize("start", SCHEMAS)
def test_files_for_services_are_valid(start: str, tmp_path: Path) -> None:
    texts = [text for name, text in yaml_blocks() if name.startswith(start)]
    files = [tmp_path / f"{number}.yml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", *SCHEMAS[start], *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_of_the_example_exist(repository: Path) -> None:
    (text,) = [text for name, text in yaml_blocks() if name == ".pre-commit-config.yaml"]
    offered = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    ids = {hook["id"] for hook in offered}
    (source,) = yaml.safe_load(text)["repos"]
    assert set(source) == {"repo", "rev", "hooks"}
    assert {hook["id"] for hook in source["hooks"]} <= ids
    section = TEXT.partition("## pre-commit")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(asynclint(?:-\w+)?)`", section)) == ids


def test_the_table_of_inputs_is_that_of_the_action(repository: Path) -> None:
    inputs: dict[str, Any] = yaml.safe_load((repository / "action.yml").read_text(encoding="utf-8"))["inputs"]
    table = TEXT.partition("| input | default | |\n|---|---|---|\n")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.+?)`)? ?\|", table, re.MULTILINE)
    assert rows == [(name, each["default"]) for name, each in inputs.items()]


@pytest.mark.parametrize(("script", "given"), list(scripts()))
def test_commands_fail_where_a_change_brings_a_finding(
    script: str, given: dict[str, str], runner: Runner, bookshop: Repository, tmp_path: Path
) -> None:
    """With the real asynclint, in a clone of a repository whose branch has a finding."""
    bookshop.git("checkout", "-q", "-b", "change")
    bookshop.write({"app.py": "import time\n" + CLEAN + BAD})
    bookshop.commit()
    clone = tmp_path / "clone"
    bookshop.git("clone", "-q", "-b", "change", bookshop.top.as_uri(), str(clone))
    commands = runner.commands()
    for name in ("pip", "python"):
        executable(commands / name, "exit 0")
    executable(commands / "reviewdog", '! grep -q "ASL101"')
    script = script.replace(".venv/bin/", "")
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=clone,
        env={
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            **given,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    named = re.findall(r"--output-format \"?\w+=([\w.$]+)", script)
    files = [clone / name.replace("$GITHUB_STEP_SUMMARY", str(tmp_path / "summary")) for name in named]
    assert [file for file in files if not file.is_file()] == []


def test_examples_are_there() -> None:
    """So that none of the tests above runs on nothing."""
    assert len(list(scripts())) == 6
    assert len(yaml_blocks()) == 6
