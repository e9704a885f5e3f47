"""`asynclint config`, the real command."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from asynclint.settings.schema import schema
from asynclint.settings.table import KEYS
from tests.cli.commands import asynclint
from tests.project.trees import write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    settings = "[tool.asynclint]\nconfidence = 'certain'\nexclude = ['gen/']\nbaseline = 'known.jsonl'\n"
    return write(tmp_path, {"pyproject.toml": settings, "app/a.py": "", "gen/b.py": "", "c.py": ""})


def test_settings_and_their_origins(project: Path) -> None:
    done = asynclint(project, "config", "--fail-on", "error")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"# project root: {project}"
    assert 'confidence = "certain"  # pyproject.toml:2' in lines
    assert 'fail-on = "error"  # --fail-on' in lines
    assert "jobs" not in done.stdout
    assert 'contexts = ["routes", "async"]  # default' in lines


def test_the_text_is_a_settings_file(project: Path) -> None:
    shown = asynclint(project, "config").stdout
    assert tomllib.loads(shown)["exclude"] == ["gen/"]
    write(project, {"asynclint.toml": shown})
    again = asynclint(project, "config", "--output-format", "json")
    before = asynclint(project, "config", "--config", "pyproject.toml", "--output-format", "json")
    values = [
        {key: row["value"] for key, row in json.loads(done.stdout)["settings"].items()}
        for done in (again, before)
    ]
    assert values[0] == values[1]
    assert json.loads(again.stdout)["settings"]["exclude"]["origin"].startswith("asynclint.toml:")


def test_json_has_every_key(project: Path) -> None:
    whole = json.loads(asynclint(project, "config", "--output-format", "json").stdout)
    assert whole["root"] == str(project)
    assert list(whole["settings"]) == list(KEYS)
    assert whole["settings"]["baseline"] == {
        "value": str(project / "known.jsonl"),
        "origin": "pyproject.toml:4",
    }
    assert whole["settings"]["cache-dir"] == {"value": None, "origin": "default"}


def test_files(project: Path) -> None:
    assert asynclint(project, "config", "--show-files").stdout.split() == ["app/a.py", "c.py"]
    assert asynclint(project, "config", "--show-files", "app").stdout.split() == ["app/a.py"]
    everything = asynclint(project, "config", "--show-files", "--isolated").stdout.split()
    assert everything == ["app/a.py", "c.py", "gen/b.py"]


def test_schema(project: Path) -> None:
    assert json.loads(asynclint(project, "config", "--schema").stdout) == schema()


def test_isolated_and_config(project: Path) -> None:
    write(project, {"other.toml": "confidence = 'likely'\n", "empty/pyproject.toml": ""})
    assert 'confidence = "certain"' in asynclint(project, "config").stdout
    assert (
        '\nconfidence = "likely"  # other.toml:1'
        in asynclint(project, "config", "--config=other.toml").stdout
    )
    assert '\n# confidence: "likely" for' in asynclint(project, "config", "--isolated").stdout
    both = asynclint(project, "config", "--isolated", "--config", "other.toml")
    assert (both.returncode, both.stdout) == (2, "")
    assert "--config and --isolated exclude each other" in both.stderr
    without = asynclint(project, "config", "--config", "empty/pyproject.toml")
    assert "empty/pyproject.toml has no [tool.asynclint] table" in without.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ignor = []", "pyproject.toml:2: unknown setting `ignor`: did you mean `ignore`?"),
        ("select = [\n 'ASL1',\n 'ASL9',\n]", "pyproject.toml:4: unknown rule selector `ASL9`"),
        ("severity = {ASL9 = 'error'}", "pyproject.toml:2: unknown rule selector `ASL9`"),
        ("per-file-ignores = {'a.py' = ['blocking-slep']}", "did you mean `blocking-sleep`?"),
    ],
)
def test_wrong_files_are_2(tmp_path: Path, text: str, told: str) -> None:
    write(tmp_path, {"pyproject.toml": f"[tool.asynclint]\n{text}\n", "a.py": ""})
    for command in ("config", "check", "baseline"):
        done = asynclint(tmp_path, command)
        assert (done.returncode, done.stdout) == (2, ""), command
        assert done.stderr.startswith("error: pyproject.toml:")
        assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "ASL9"], "--select: unknown rule selector `ASL9`"),
        (["--severity", "ASL104"], "--severity: `ASL104` lacks its `=`: write CODE=SEVERITY."),
        (["--severity", "ASL104=eror"], "--severity: `severity` cannot be `eror`: did you mean `error`?"),
        (["--per-file-ignores", "a.py=ASL9"], "--per-file-ignores: unknown rule selector `ASL9`"),
        (["--contexts", "routs"], "--contexts: `contexts` cannot be `routs`: did you mean `routes`?"),
        (["--target-version", "3"], "--target-version: `target-version`: expected a version"),
        (["--max-file-size", "0"], "--max-file-size: `max-file-size`: expected a whole number >= 1"),
        (["--max-file-size", "big"], "'big' is not a valid integer"),
        (["--baseline=x", "--no-baseline"], "--baseline and --no-baseline exclude each other"),
        (["--config", "nowhere.toml"], "the settings in nowhere.toml cannot be read: No such file"),
        (["nowhere"], "nowhere does not exist"),
    ],
)
def test_wrong_options_are_2(project: Path, arguments: list[str], told: str) -> None:
    done = asynclint(project, "config", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
