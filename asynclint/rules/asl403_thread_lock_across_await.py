"""ASL403: a thread lock that is held while a coroutine waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.blocking import one_line
from asynclint.rules.sites import draft

if TYPE_CHECKING:
    from asynclint.program.coroutines.locks import LockAcrossAwait

_CODE = "ASL403"
_NAME = "thread-lock-across-await"


def _check(program: Program) -> Iterator[Draft]:
    for held in program.locks_across_awaits():
        yield draft(
            _CODE, _NAME, held.site, _message(held), "use `asyncio.Lock`, or release it before the `await`"
        )


def _message(held: LockAcrossAwait) -> str:
    site = held.site
    written = one_line(site.callee)
    return (
        f"`{written}` (`{held.lock}`) is held across the `await` on line {held.awaited}:"
        " what else wants it meanwhile stops the event loop, or is not kept out"
    )


RULE = Rule(
    code=_CODE,
    name=_NAME,
    summary="a thread lock that is held over an `await`",
    explanation="""\
A lock of `threading` makes its thread wait.  A coroutine that holds one and awaits lets others run on
the same thread; the first of them that wants the lock stops this thread, and with it the coroutine that
would release it: a deadlock that only a restart ends.  (With an `RLock` the second one is let in, as it
is the same thread, and the lock protects nothing.)  Where threads share the lock as well, they wait for
as long as the `await` takes.

This rule reports `with lock:` around an `await`, an `async for` or an `async with`, and
`lock.acquire()` before and `lock.release()` after one, where `lock` is known to be one of `threading`;
also where a context manager of the project holds it.  Locks of `asyncio` are not reported.

## What to do
- Use `asyncio.Lock` and `async with` where only coroutines share it.
- Keep the section free of `await`: fetch first, then take the lock to change what is shared.
- Move a section that threads share off the loop: `await asyncio.to_thread(update)`.
""",
    bad={
        "main.py": """\
import asyncio
import threading

from fastapi import FastAPI

from counters import counting

app = FastAPI()
lock = threading.Lock()


@app.post("/orders")
async def order() -> None:
    with lock:
        await asyncio.sleep(0.1)


@app.post("/visits")
async def visit() -> None:
    with counting():
        await asyncio.sleep(0.1)
""",
        "counters.py": """\
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
total = 0


@contextmanager
def counting() -> Iterator[None]:
    global total
    with _lock:
        total += 1
        yield
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from counters import counting

app = FastAPI()
lock = asyncio.Lock()


@app.post("/orders")
async def order() -> None:
    async with lock:
        await asyncio.sleep(0.1)


@app.post("/visits")
async def visit() -> None:
    with counting():
        await asyncio.sleep(0.1)
""",
        "counters.py": """\
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
total = 0


@contextmanager
def counting() -> Iterator[None]:
    global total
    with _lock:
        total += 1
    yield
""",
    },
    severity="error",
    check=_check,
    confidence="certain",
)
