"""A repository with a small application, and a runner to check it on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.action.jobs import Runner
from tests.engine.histories import Repository

CLEAN = """\
import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def index():
    await asyncio.sleep(1)
"""
BAD = """\


@app.get("/items")
async def items():
    time.sleep(1)
"""
# Two findings: the one that was there before, and another.
WORSE = """\


@app.get("/more")
async def more():
    time.sleep(2)
"""


@pytest.fixture
def bookshop(tmp_path: Path) -> Repository:
    """A clean application, committed."""
    made = Repository(tmp_path / "origin")
    made.write({"app.py": CLEAN})
    made.commit()
    return made


@pytest.fixture
def runner(repository: Path, tmp_path: Path, facts_cache: Path) -> Runner:
    return Runner(repository, tmp_path / "runner's temp", facts_cache)


@pytest.fixture
def cloned(tmp_path: Path) -> Callable[..., Path]:
    """Clones a repository as actions/checkout does: the commit alone, of one branch."""

    def clone(origin: Repository, branch: str, *options: str) -> Path:
        target = tmp_path / "clone"
        url = origin.top.as_uri()
        origin.git("clone", "-q", "--no-tags", "--single-branch", "-b", branch, *options, url, str(target))
        return target

    return clone
