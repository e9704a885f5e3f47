"""What docs/editors.md proposes."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from asynclint.rules.base import Rule
from asynclint.rules.registry import RULES
from tests.editors.page import PAGE, examples, pylsp_settings, vscode_settings
from tests.flake8_plugin.running import inside

# The languages of the blocks; whoever adds one adds a check of it.
LANGUAGES = {"console", "ini", "json", "jsonc", "lua"}
NAP = "import time\n\n\nasync def nap():\n    time.sleep(1)\n"


@pytest.fixture(scope="module")
def known() -> set[str]:
    """All options of flake8 with its plugin."""
    done = subprocess.run(
        [sys.executable, "-m", "flake8", "--help"], capture_output=True, encoding="utf-8", check=True
    )
    return set(re.findall(r"--[a-z][a-z0-9-]+", done.stdout))


def test_each_block_is_of_a_language_that_is_checked() -> None:
    assert set(re.findall(r"^```(\w*)$", PAGE.read_text("utf-8"), re.MULTILINE)) - {""} == LANGUAGES


def test_each_option_is_one_of_flake8s(known: set[str]) -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", PAGE.read_text("utf-8")))
    assert {"--asynclint-confidence", "--stdin-display-name", "--format"} <= named
    assert named - known == set()


def test_the_configuration_file_is_taken(tmp_path: Path, known: set[str]) -> None:
    (text,) = examples("ini")
    (tmp_path / ".flake8").write_text(text)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "nap.py").write_text(f"{NAP}\n\nasync def look(path):\n    path.exists()\n")
    config = configparser.ConfigParser()
    config.read(tmp_path / ".flake8")
    assert {f"--{key}" for key in config["flake8"]} - known == set()
    # Not `inside`: that names a cache of the tests.
    done = subprocess.run(
        [sys.executable, "-m", "flake8", "nap.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert re.findall(r"\d+: (\w+)", done.stdout) == ["ASL101"]
    assert (tmp_path / ".cache/asynclint").is_dir()


def test_the_arguments_for_vscode_are_taken(tmp_path: Path, facts_cache: Path) -> None:
    (tmp_path / "nap.py").write_text(NAP)
    (tmp_path / "pyproject.toml").touch()
    assert "ASL101" in inside(tmp_path, facts_cache, *vscode_settings()["flake8.args"], "nap.py")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_severities_for_vscode_are_those_of_the_rules(rule: Rule) -> None:
    severities = vscode_settings()["flake8.severity"]
    # The extension takes the longest key that the code begins with.
    key = max((key for key in severities if rule.code.startswith(key)), key=len)
    assert severities[key].lower() == rule.severity


def test_neovim_gets_what_other_clients_get() -> None:
    """The table of the Lua example is what the JSON one says."""
    table = examples("lua")[0].split("settings = ")[1]
    text = re.sub(r"(\w+) = ", r'"\1": ', table.replace('{ "flake8" }', '["flake8"]'))
    settings, _ = json.JSONDecoder().raw_decode(re.sub(r",(?=\s*})", "", text))
    assert settings == pylsp_settings()


def test_braces_of_lua_are_balanced() -> None:
    for text in examples("lua"):
        for opening, closing in ("{}", "()"):
            assert text.count(opening) == text.count(closing)
