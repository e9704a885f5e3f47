"""Shell completion, by the protocol that click's scripts speak, and in a real shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from asynclint.cli.main import cli
from asynclint.rules.registry import RULES
from tests.cli.commands import asynclint, process

CODES = [rule.code for rule in RULES]
NAMES = [rule.name for rule in RULES]


def offered(*words: str) -> list[str]:
    """What may stand for the last of `words`."""
    shell = ShellComplete(cli, {}, "asynclint", "_ASYNCLINT_COMPLETE")
    return [item.value for item in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rule", "ASL10"], CODES[:9]),
        (["rule", "asl10"], CODES[:9]),
        (["rule", "blocking-s"], [name for name in NAMES if name.startswith("blocking-s")]),
        (["rule", ""], [*CODES, *NAMES]),
        (["check", "--select", "ASL11"], CODES[9:12]),
        (["check", "--select", "AL"], ["ALL"]),
        (["check", "--extend-ignore", "ASL101,blocking-h"], ["ASL101,blocking-http"]),
        (["check", "--per-file-ignores", "a/*.py=ASL109"], ["a/*.py=ASL109"]),
        (["check", "--severity", "blocking-h"], ["blocking-http"]),
        (["check", "--severity", "ASL1=w"], ["ASL1=warning"]),
        (["check", "--output-format", "co"], ["concise"]),
        (["check", "--fail-on", "ne"], ["never"]),
        (["check", "--exit"], ["--exit-zero"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
)
def test_what_is_offered(words: list[str], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_the_command_answers_the_variables_that_scripts_set(tmp_path: Path) -> None:
    words = "asynclint check --extend-ignore ASL101,blocking-h"
    done = process(tmp_path, _ASYNCLINT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="3")
    assert (done.stdout, done.stderr) == ("plain,ASL101,blocking-http\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_that_of_the_named_shell_or_of_the_current_one(
    tmp_path: Path, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = asynclint(tmp_path, "completion", shell)
    assert named.returncode == 0
    assert f"_ASYNCLINT_COMPLETE={shell}_complete" in named.stdout
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert asynclint(tmp_path, "completion").stdout == named.stdout


@pytest.mark.parametrize(("shell", "told"), [("", "not set"), ("/bin/tcsh", "`tcsh`")])
def test_no_script_for_another_shell(
    tmp_path: Path, shell: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", shell)
    done = asynclint(tmp_path, "completion")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "asynclint completion bash" in done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes(tmp_path: Path) -> None:
    command = tmp_path / "asynclint"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m asynclint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = """\
eval "$(asynclint completion bash)"
registered=$(complete -p asynclint)
COMP_WORDS=(asynclint check --select ASL11)
COMP_CWORD=3
"$(sed 's/.*-F \\([^ ]*\\).*/\\1/' <<< "$registered")" asynclint
printf '%s\\n' "${COMPREPLY[@]}"
"""
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (CODES[9:12], "")
