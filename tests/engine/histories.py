"""Git repositories that tests make: real histories of small projects."""

from __future__ import annotations

import subprocess
import textwrap
from collections.abc import Mapping
from pathlib import Path

_CONFIG = {
    "user.name": "Somebody",
    "user.email": "somebody@example.org",
    "commit.gpgSign": "false",
    "core.autocrlf": "false",
}


class Repository:
    """A repository at `top` with a branch `main`; `root` is the project in it."""

    def __init__(self, top: Path, root: str = "") -> None:
        self.top = top
        self.root = top / root
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        for key, value in _CONFIG.items():
            self.git("config", key, value)
        self.write({"pyproject.toml": ""})

    def git(self, *arguments: str) -> bytes:
        """The output of a git command, which must succeed."""
        done = subprocess.run(["git", *arguments], cwd=self.top, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def write(self, files: Mapping[str, str]) -> None:
        """Writes files of the project; their text may be indented."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")

    def commit(self) -> None:
        """Commits all that is there."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Some work")
