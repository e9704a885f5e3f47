"""Ctrl-C, and the end of the command by force: prompt, quiet, and no worker stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

BODY = "".join(
    f"def f{n}(a, b=[1, {{'k': a}}]):\n    return [x + {n} for x in a if x]\n" for n in range(1500)
)
LIMIT = 30  # seconds for what takes a moment


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    for number in range(30):
        (tmp_path / f"large{number}.py").write_text(BODY)
    return tmp_path


def children(pid: int) -> list[int]:
    try:
        return [int(part) for part in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def eventually(condition: object) -> bool:
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


@contextmanager
def running(project: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """The command in the middle of reading, and its two workers."""
    command = [sys.executable, "-m", "asynclint", "check", "--jobs", "2", "--no-cache"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command,
        cwd=project,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A suite that runs in the background is deaf to interrupts, and so would the command be.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            assert eventually(lambda: len(children(process.pid)) == 2)
            yield process, children(process.pid)
        finally:
            process.kill()


def test_interrupt_ends_everything_with_130(project: Path) -> None:
    with running(project) as (process, workers):
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=LIMIT)
        # (click ends the line.)
        assert (process.returncode, out, err.strip()) == (130, "", "")
        assert eventually(lambda: not any(map(alive, workers)))


def test_workers_do_not_outlive_a_killed_parent(project: Path) -> None:
    with running(project) as (process, workers):
        process.kill()
        assert eventually(lambda: not any(map(alive, workers)))
