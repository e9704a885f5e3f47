"""Git repositories with the hooks of this checkout, run by the real pre-commit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import yaml

from tests.engine.histories import Repository

MAIN = """\
from fastapi import FastAPI

from app.helper import fetch

app = FastAPI()


@app.get("/")
async def index():
    return fetch()
"""
QUIET = "def fetch():\n    return 1\n"
SLOW = "import time\n\n\ndef fetch():\n    time.sleep(1)\n"
NAP = "import time\n\n\nasync def nap():\n    time.sleep(1)\n"
FILES = {"app/__init__.py": "", "app/main.py": MAIN, "app/helper.py": QUIET}

FOUND = "app/main.py:10:12: ASL101 `fetch` blocks the event loop: reaches `time.sleep` at app/helper.py:5"
# One line a finding, and facts that are not read anew for each repository.
ARGUMENTS = ("--output-format=concise", "-q")


def hooks(repository: Path) -> list[dict[str, Any]]:
    """The hooks that this checkout defines."""
    found: list[dict[str, Any]] = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text())
    return found


def snapshot(repository: Path, folder: Path) -> str:
    """The working tree as a repository that pre-commit can clone; gives the revision."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=repository, capture_output=True, check=True).stdout
    copy = Repository(folder)
    for name in names.decode().split("\0"):
        # A file may have been removed without having been committed as such.
        if name and (repository / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(repository / name, folder / name)
    copy.commit()
    return copy.git("rev-parse", "HEAD").decode().strip()


class Hooked(Repository):
    """A small application whose commits run hooks; `home` is where pre-commit keeps its environments."""

    def __init__(self, top: Path, home: Path, config: Sequence[dict[str, Any]]) -> None:
        super().__init__(top)
        self._home = home
        self.write(FILES)
        # JSON is YAML.
        (top / ".pre-commit-config.yaml").write_text(json.dumps({"repos": list(config)}))
        self.commit()
        assert self.pre_commit("install").returncode == 0

    def pre_commit(self, *arguments: str) -> CompletedProcess[str]:
        """A command of pre-commit."""
        return self._run([sys.executable, "-m", "pre_commit", *arguments])

    def attempt(self, **files: str) -> CompletedProcess[str]:
        """Writes files and commits them, if the hooks let it; what was printed is in `stdout`."""
        self.write(files)
        self.git("add", "-A")
        before = self.git("rev-parse", "HEAD")
        done = self._run(["git", "commit", "-q", "-m", "A change"])
        assert (self.git("rev-parse", "HEAD") != before) is (done.returncode == 0)
        return done

    def commit_without_hooks(self) -> None:
        """Commits all that is there, whatever the hooks would say."""
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", "From before")

    def _run(self, command: list[str]) -> CompletedProcess[str]:
        environ = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environ |= {"PRE_COMMIT_HOME": str(self._home), "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, cwd=self.top, env=environ, capture_output=True, check=False)
        return CompletedProcess(
            command, done.returncode, done.stdout.decode() + done.stderr.decode(), done.stderr.decode()
        )
