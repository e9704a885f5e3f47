"""What the README shows is what the command prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_opening_finding_is_a_real_one(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```\n$ asynclint check .\n", 1)[1].split("\n```", 1)[0]
    done = subprocess.run(
        [sys.executable, "-m", "asynclint", "check", ".", "--root", ".", "--no-cache"],
        cwd=repository / "fixtures" / "demo_app",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert shown in done.stdout
