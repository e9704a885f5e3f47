"""Contexts: background tasks, middleware, start-up, callbacks and tests."""

from __future__ import annotations

import pytest

from tests.program.programs import Files, calls_of, findings_of, stalled

HEAD = """
import asyncio
import time
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, WebSocket
from fastapi import Request
app = FastAPI()
def nap(): time.sleep(1)
"""


def contexts(files: Files, function: str = "f", module: str = "app.main") -> list[str]:
    """The contexts of the one finding in that function."""
    (call,) = [call for call in calls_of(files) if call.function == f"{module}.{function}"]
    return list(call.contexts)


def labels(source: str, function: str = "f") -> list[str]:
    return contexts(HEAD + source, function)


def test_background_tasks() -> None:
    source = """
async def f(): nap()
def threaded(): nap()
@app.get("/a")
async def a(tasks: BackgroundTasks):
    tasks.add_task(f)
    tasks.add_task(threaded)
"""
    assert labels(source) == ["background task", "route GET /a"]
    assert stalled(HEAD + source) == ["f"]


def test_middleware() -> None:
    source = """
@app.middleware("http")
async def f(request, call_next):
    nap()
    return await call_next(request)
"""
    assert labels(source) == ["middleware"]


def test_start_up_only_is_not_reported() -> None:
    assert stalled(
        HEAD
        + """
@app.on_event("startup")
async def start():
    nap()
    await helper()
async def helper(): nap()
async def shared(): nap()
@app.on_event("shutdown")
async def stop(): await shared()
@app.get("/a")
async def a(): await shared()
"""
    ) == ["shared"]


def test_lifespan_is_start_up() -> None:
    assert (
        stalled(
            """
import time
from contextlib import asynccontextmanager
from fastapi import FastAPI
@asynccontextmanager
async def lifespan(app):
    time.sleep(1)
    yield
    time.sleep(1)
app = FastAPI(lifespan=lifespan)
"""
        )
        == []
    )


def test_tasks_created_at_start_up_run_on() -> None:
    source = """
async def worker(): nap()
async def setup(): nap()
@app.on_event("startup")
async def start():
    asyncio.create_task(worker())
    await setup()
"""
    assert stalled(HEAD + source) == ["worker"]


def test_a_loop_entered_at_the_top_of_a_program_exempts_nothing() -> None:
    assert stalled(HEAD + "async def main(): nap()\nasyncio.run(main())") == ["main"]


STARTED = (
    HEAD
    + """
async def shared(): nap()
@app.on_event("startup")
async def start(): await shared()
"""
)


@pytest.mark.parametrize(
    "beside",
    [
        "asyncio.run(shared())",
        "async def main(): await shared()\nasyncio.run(main())",
        "async def main(): await shared()\ndef cli(): asyncio.run(main())",
        "def cli(): asyncio.new_event_loop().run_until_complete(shared())",
    ],
)
def test_programs_that_share_what_runs_at_start_up_leave_it_quiet(beside: str) -> None:
    assert "shared" not in stalled(STARTED + beside)


@pytest.mark.parametrize(
    "beside",
    [
        "async def nobody_knows(): await shared()",
        "def nobody_knows(): return shared()",
        "@app.get('/')\nasync def serving(): await shared()",
        "async def forever(): await shared()\ndef cli(): asyncio.get_event_loop().create_task(forever())",
    ],
)
def test_whoever_else_runs_what_runs_at_start_up_makes_it_count(beside: str) -> None:
    assert stalled(STARTED + beside) == ["shared"]


def test_start_up_code_counts_where_what_serves_calls_it_but_not_whoever_else() -> None:
    start = HEAD + "@app.on_event('startup')\nasync def start(): nap()\n"
    assert stalled(start + "async def nobody_knows(): await start()") == []
    assert stalled(start + "@app.get('/')\nasync def a(): await start()") == ["start"]


def test_tests_are_callers_that_do_not_count() -> None:
    files = {
        "app/main.py": HEAD + "async def only_tests(): nap()\nasync def both(): nap()\n@app.get('/')\n"
        "async def a(): await both()\n",
        "tests/test_main.py": "from app.main import both, only_tests\nasync def test_it():\n"
        "    await only_tests()\n    await both()\n",
    }
    found = findings_of(files, {"tests/test_main.py": "test"})
    assert "both: nap -> time.sleep" in found
    assert not any(line.startswith("only_tests") for line in found)


def test_callbacks_of_the_loop_run_on_it() -> None:
    assert stalled(
        HEAD
        + """
def tick(): nap()
def never(): nap()
async def f():
    asyncio.get_running_loop().call_soon(tick)
"""
    ) == ["tick"]


def test_offloaded_functions_are_silent() -> None:
    assert stalled(
        HEAD
        + """
async def f(): await asyncio.to_thread(nap)
async def g(): await asyncio.to_thread(lambda: nap())
async def h(): await asyncio.to_thread(nap())
def both(): nap()
async def i():
    await asyncio.to_thread(both)
    both()
"""
    ) == ["h", "i"]
