"""Contexts: loops of worker threads, hooks of libraries, and greenlets."""

from __future__ import annotations

import pytest

from tests.program.programs import findings_of, stalled

HEAD = """
import asyncio
import threading
import time
from fastapi import BackgroundTasks, Depends, FastAPI
app = FastAPI()
def nap(): time.sleep(1)
async def job(): nap()
"""


@pytest.mark.parametrize(
    "source",
    [
        "@app.get('/')\ndef a(): asyncio.run(job())",
        "@app.get('/')\nasync def a(d=Depends(lambda: asyncio.run(job()))): ...",
        "def work(): asyncio.new_event_loop().run_until_complete(job())\n"
        "@app.get('/')\nasync def a(): await asyncio.to_thread(work)",
        "threading.Thread(target=lambda: asyncio.run(job())).start()",
        "def helper(coro): return asyncio.run(coro)\n@app.get('/')\ndef a(): helper(job())",
        "def helper(): return asyncio.run(job())\n@app.get('/')\ndef a(): helper()",
        "async def outer(): await job()\n@app.get('/')\ndef a(): asyncio.run(outer())",
        "async def outer(): asyncio.create_task(job())\n@app.get('/')\ndef a(): asyncio.run(outer())",
    ],
)
def test_what_only_loops_of_workers_run_is_silent(source: str) -> None:
    assert stalled(HEAD + source) == []


@pytest.mark.parametrize(
    "source",
    [
        "asyncio.run(job())",
        "def main(): asyncio.run(job())",
        "def main(): asyncio.run(job())\nmain()",
        "def work(): asyncio.run(job())\nwork()\n@app.get('/')\ndef a(): work()",
        "@app.get('/')\ndef a(): asyncio.run(job())\n@app.get('/b')\nasync def b(): await job()",
        "@app.get('/')\ndef a(): asyncio.run(job())\n@app.on_event('startup')\n"
        "async def b(): asyncio.create_task(job())",
        "@app.get('/')\ndef a(tasks: BackgroundTasks):\n    asyncio.run(job())\n    tasks.add_task(job)",
        "async def outer(): await job()\n@app.get('/')\ndef a(): asyncio.run(job())",
        # The route's wrapper runs on the loop; it returns the coroutine to who awaits it.
        "def a(): return job()\nasync def b(): await a()\ndef c(): asyncio.run(job())\n"
        "threading.Thread(target=c)",
    ],
)
def test_what_another_loop_may_run_too_is_reported(source: str) -> None:
    assert "job" in stalled(HEAD + source)


def test_a_callback_of_another_loop_is_silent() -> None:
    source = """
def tick(): time.sleep(1)
async def outer(): asyncio.get_running_loop().call_soon(tick)
@app.get("/")
def a(): asyncio.run(outer())
"""
    assert "tick" not in stalled(HEAD + source)
    assert "tick" in stalled(HEAD + source + "async def more(): asyncio.get_running_loop().call_soon(tick)\n")


def test_hooks_of_a_library_are_called_on_the_loop() -> None:
    source = """
import asyncio, time
class Reading:
    def data_received(self, data): time.sleep(1)
class Server(Reading, asyncio.Protocol):
    def connection_made(self, transport): time.sleep(1)
    def other(self): time.sleep(1)
    @staticmethod
    def eof_received(): time.sleep(1)
class Unrelated:
    def connection_made(self, transport): time.sleep(1)
"""
    assert stalled(source) == ["Reading.data_received", "Server.connection_made"]


GREENLET = """
import time
import redis
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlmodel import Session as ModelSession
cache = redis.Redis()
"""


def test_waits_of_its_own_library_yield_in_a_greenlet() -> None:
    source = """
def users(s: Session): return s.execute("select 1").all()
def models(s: ModelSession): return s.exec("select 1")
async def f(session: AsyncSession):
    await session.run_sync(users)
    await session.run_sync(models)
    await session.run_sync(lambda s: users(s))
"""
    assert findings_of(GREENLET + source) == []


def test_anything_else_blocks_in_a_greenlet() -> None:
    source = """
def users(s: Session):
    time.sleep(1)
    cache.get("a")
    return s.execute("select 1").all()
async def f(session: AsyncSession): await session.run_sync(users)
"""
    assert findings_of(GREENLET + source) == [
        "f: session.run_sync -> redis.Redis.get",
        "f: session.run_sync -> time.sleep",
    ]
