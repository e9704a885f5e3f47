"""Scopes: code of routes, other asynchronous code, start-up."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from asynclint.engine.pipeline import check
from asynclint.settings.model import Scope, Settings
from tests.project.trees import write

MAIN = """\
import time
from contextlib import asynccontextmanager

from fastapi import BackgroundTasks, Depends, FastAPI


async def warm():
    time.sleep(1)


@asynccontextmanager
async def lifespan(app):
    time.sleep(1)
    await warm()
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("shutdown")
async def close():
    time.sleep(1)


async def user():
    time.sleep(1)


async def send():
    time.sleep(1)


@app.get("/")
async def read(tasks: BackgroundTasks, user=Depends(user)):
    time.sleep(1)
    tasks.add_task(send)


async def nobody():
    time.sleep(1)
"""
COMMAND = """\
import time

import typer

cli = typer.Typer()


async def job():
    time.sleep(1)


@cli.command()
def run():
    import asyncio

    asyncio.run(job())
"""
TEST = "import time\n\nfrom main import only\n\n\nasync def test_it():\n    await only()\n    time.sleep(1)\n"

ROUTES, ASYNC, STARTUP = [27, 31, 36], [41], [8, 13, 23]


@pytest.mark.parametrize(
    ("contexts", "lines"),
    [
        (("routes", "async"), ROUTES + ASYNC),
        (("routes",), ROUTES),
        (("async",), ASYNC),
        (("startup",), STARTUP),
        (("routes", "async", "startup"), STARTUP + ROUTES + ASYNC),
        ((), []),
    ],
)
def test_scopes(tmp_path: Path, facts_cache: Path, contexts: tuple[Scope, ...], lines: list[int]) -> None:
    write(tmp_path, {"main.py": MAIN, "command.py": COMMAND})
    report = check(Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache, contexts=contexts))
    assert [(f.path, f.line) for f in report.findings] == [("main.py", line) for line in sorted(lines)]


def test_what_only_tests_call_stays_silent(tmp_path: Path, facts_cache: Path) -> None:
    only = "import time\n\n\nasync def only():\n    time.sleep(1)\n"
    write(tmp_path, {"main.py": only, "tests/test_main.py": TEST})
    settings = Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache)
    assert check(settings).findings == ()
    everything: tuple[Scope, ...] = ("routes", "async", "startup", "tests")
    all_ = Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache, contexts=everything)
    assert [(f.path, f.line) for f in check(all_).findings] == [("tests/test_main.py", 8)]


OVERRIDES = """\
import time
from fastapi import FastAPI
app = FastAPI()
class Config:
    def check(self): raise NotImplementedError
"""


def test_a_method_with_many_overrides_that_start_up_calls(tmp_path: Path, facts_cache: Path) -> None:
    classes = [
        f"class Config{n}(Config):\n    def check(self): {'time.sleep(1)' if n < 2 else 'return 1'}\n"
        for n in range(12)
    ]
    starts = "@app.on_event('startup')\nasync def start():\n    prepare(pick())\n" * 2
    end = f"def pick(): return eval('x')\ndef prepare(c: Config):\n    c.check()\n{starts}"
    write(tmp_path, {"main.py": OVERRIDES + "".join(classes) + end})
    settings = Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache, contexts=("startup",))
    assert [f.line for f in check(settings).findings] == [32]
    assert check(msgspec.structs.replace(settings, contexts=("routes", "async"))).findings == ()
