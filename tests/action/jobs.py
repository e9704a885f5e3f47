"""Runs the steps of `action.yml` as a runner does: its scripts for real, the actions it uses not at all."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.action.expressions import filled_in, holds


class Outcome:
    """What a job came to: the log of each step that ran, its exit code, the outputs of the action.

    `since` is the commit that is compared with.
    """

    def __init__(self) -> None:
        self.logs: dict[str, str] = {}
        self.codes: dict[str, int] = {}
        self.used: dict[str, dict[str, str]] = {}
        self.outputs: dict[str, str] = {}
        self.since = ""
        self.summary = ""

    @property
    def failed(self) -> bool:
        return any(self.codes.values())

    def used_of(self, action: str) -> dict[str, str] | None:
        """What an action was used with, whatever its version; None where it was not."""
        return next((given for name, given in self.used.items() if name.startswith(f"{action}@")), None)


class Runner:
    """A machine with a temporary folder, on which `action` lies checked out."""

    def __init__(self, action: Path, temp: Path, cache: Path) -> None:
        self._action, self._temp, self._cache = action, temp, cache
        self._definition = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
        self._steps = self._definition["runs"]["steps"]
        temp.mkdir(parents=True)

    def run(
        self,
        workspace: Path,
        inputs: Mapping[str, str] | None = None,
        *,
        event: Mapping[str, Any] | None = None,
        base_ref: str = "",
        install: bool = False,
        last: str | None = None,
    ) -> Outcome:
        """Without `install`, the step that installs is left out for what these tests run with.

        `last`: the step to stop after.
        """
        outcome = Outcome()
        contexts: dict[str, Any] = {
            "inputs": {**self._defaults(), **(inputs or {})},
            "github": {"event": event or {}, "repository": "acme/bookshop"},
            "steps": {},
        }
        for step in self._steps:
            if not holds(step.get("if", "success()"), contexts, failed=outcome.failed):
                continue
            if "uses" in step:
                given = {key: filled_in(value, contexts) for key, value in step["with"].items()}
                outcome.used[step["uses"]] = given
                outputs = {"python-path": sys.executable}
            elif step.get("id") == "install" and not install:
                outputs = {"bin": str(self.commands())}
            else:
                outputs = self._script(step, contexts, workspace, outcome, base_ref)
            contexts["steps"][step.get("id")] = {"outputs": outputs}
            if step["name"] == last:
                break
        outcome.since = filled_in("${{ steps.base.outputs.since }}", contexts)
        outcome.outputs = {
            name: filled_in(output["value"], contexts) for name, output in self._definition["outputs"].items()
        }
        return outcome

    def would_run(
        self, name: str, inputs: Mapping[str, str], contexts: Mapping[str, Any], *, failed: bool = False
    ) -> bool:
        """Whether a step runs; `failed`: where one before did."""
        step = next(each for each in self._steps if each["name"] == name)
        return holds(step["if"], {"inputs": {**self._defaults(), **inputs}, **contexts}, failed=failed)

    def _defaults(self) -> dict[str, str]:
        return {name: each["default"] for name, each in self._definition["inputs"].items()}

    def _script(
        self,
        step: Mapping[str, Any],
        contexts: Mapping[str, Any],
        workspace: Path,
        outcome: Outcome,
        base_ref: str,
    ) -> dict[str, str]:
        """Runs the script of a step as `shell: bash` does; its outputs."""
        script, output, summary = (self._temp / name for name in ("script", "output", "summary"))
        script.write_text(step["run"], encoding="utf-8")
        for file in (output, summary):
            file.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=workspace / filled_in(step.get("working-directory", "."), contexts),
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self._temp),
                "GITHUB_ACTION_PATH": str(self._action),
                "GITHUB_BASE_REF": base_ref,
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_WORKSPACE": str(workspace),
                "PYTHONPATH": ".",  # as jobs have it for their own code
                "RUNNER_TEMP": str(self._temp),
                **{key: filled_in(value, contexts) for key, value in step["env"].items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        outcome.logs[step["name"]], outcome.codes[step["name"]] = done.stdout, done.returncode
        outcome.summary += summary.read_text(encoding="utf-8")
        return dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())

    def commands(self) -> Path:
        """A folder with the commands that the step `install` leaves."""
        folder = self._temp / "commands"
        folder.mkdir(exist_ok=True)
        python, cache = shlex.quote(sys.executable), shlex.quote(str(self._cache))
        paths = shlex.quote(os.pathsep.join(sys.path))
        executable(folder / "python", f'exec {python} "$@"')
        executable(
            folder / "asynclint",
            f'command=$1; shift; PYTHONPATH={paths} exec {python} -P -m asynclint "$command"'
            f' --cache-dir {cache} "$@"',
        )
        return folder


def executable(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
