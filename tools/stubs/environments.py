"""One virtual environment for each group of libraries, kept under build/ as long as its pins stand."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from asynclint.libraries.catalog import CATALOG, Entry

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = ROOT / "build" / "stubs"
_STAMP = ".installed"


class InstallError(Exception):
    """A group's libraries could not be installed; says which and what to do."""


def environment(group: str, entries: dict[str, Entry]) -> Path:
    """The Python of the group's environment, made or made anew where the catalogue has changed.

    Raises `InstallError`.
    """
    folder = _FOLDER / group
    stamp = folder / _STAMP
    wanted = hashlib.sha256((CATALOG / f"{group}.toml").read_bytes() + sys.version.encode()).hexdigest()
    python = folder / "bin" / "python"
    if stamp.is_file() and stamp.read_text() == wanted and python.is_file():
        return python
    _install_system({package for entry in entries.values() for package in entry.system})
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True, symlinks=True)
    requirements = [f"{name}=={entry.version}" for name, entry in entries.items()]
    requirements += [each for entry in entries.values() for each in entry.requires]
    listed = folder / "requirements.txt"
    # msgspec reads the catalogue there.
    listed.write_text("\n".join([*requirements, "msgspec", ""]))
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "-r", str(listed)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InstallError(
            f"{group}: pip could not install what {group}.toml pins:\n{done.stderr.strip()[-2000:]}"
        )
    stamp.write_text(wanted)
    return python


def _install_system(packages: set[str]) -> None:
    if not packages:
        return
    known = subprocess.run(["dpkg", "-s", *sorted(packages)], capture_output=True, check=False)
    if not known.returncode:
        return
    if os.geteuid():
        raise InstallError(f"as root: apt-get install {' '.join(sorted(packages))}")
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *sorted(packages)]):
        done = subprocess.run(["apt-get", "-qq", *command], capture_output=True, text=True, check=False)
        if done.returncode:
            raise InstallError(f"apt-get {command[0]}: {done.stderr.strip()[-2000:]}")


def check(python: Path, group: str, libraries: list[str]) -> subprocess.CompletedProcess[str]:
    """The run of the checker in an environment."""
    command = [str(python), "-m", "tools.stubs.check", group, *libraries]
    # Libraries that start to talk to a server, a terminal or a home when they are imported find none.
    home = _FOLDER / group / "home"
    home.mkdir(exist_ok=True)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env)
