"""ASL402: a task that nothing holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.blocking import one_line
from asynclint.rules.sites import draft

if TYPE_CHECKING:
    from asynclint.program.coroutines.tasks import DanglingTask

_CODE = "ASL402"
_NAME = "dangling-task"


def _check(program: Program) -> Iterator[Draft]:
    for task in program.dangling_tasks():
        remedy = "keep the task until it is done, in a set or an attribute, or await it"
        yield draft(_CODE, _NAME, task.site, _message(task), remedy)


def _message(task: DanglingTask) -> str:
    site = task.site
    cause = site.root_causes[0]
    written = one_line(site.callee)
    shown = f"`{written}`" if written == cause.callable else f"`{written}` (`{cause.callable}`)"
    if len(site.chain) > 1:
        shown = f"`{written}` (through `{cause.callable}` at {cause.path}:{cause.line})"
    held = f"only the local `{task.name}` holds, which nothing reads" if task.name else "nothing holds"
    return f"{shown} starts a task that {held}: it may be collected before it is done"


RULE = Rule(
    code=_CODE,
    name=_NAME,
    summary="a task that nothing holds, which the garbage collector may end",
    explanation="""\
The event loop keeps only weak references to its tasks.  A task of which nobody else keeps a reference
may be collected in the middle of its work: it then just stops, now and then, under load.  And nobody
gets to see the exception of a task that nobody awaits.

This rule reports `asyncio.create_task`, `asyncio.ensure_future` and `loop.create_task`, also behind a
helper of the project that returns the task, where the result is dropped or given to a local name that
nothing reads. `task.add_done_callback(...)` alone keeps nothing alive; one that takes the task out of a
set tells that the set holds it.  Tasks of an `asyncio.TaskGroup` are held by the group, and are not
reported.

## What to do
- Await the task, or gather it with others, where the function may wait for it.
- Start it in an `asyncio.TaskGroup`.
- Keep it: add it to a set that lives as long as the application, and take it out when it is done with
  `task.add_done_callback(tasks.discard)`.
- In a route, hand the function to FastAPI's `BackgroundTasks`; blocking work belongs in `await
  asyncio.to_thread(...)`.
""",
    bad={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from jobs import index, start

app = FastAPI()


@app.post("/documents/{number}")
async def add(number: int) -> None:
    asyncio.create_task(index(number))


@app.post("/documents")
async def add_all() -> None:
    job = start(1)
""",
        "jobs.py": """\
import asyncio


async def index(number: int) -> None:
    await asyncio.sleep(number)


def start(number: int) -> asyncio.Task[None]:
    return asyncio.create_task(index(number))
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from jobs import index, start

app = FastAPI()


@app.post("/documents/{number}")
async def add(number: int) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(index(number))


@app.post("/documents")
async def add_all() -> None:
    start(1)
""",
        "jobs.py": """\
import asyncio

running: set[asyncio.Task[None]] = set()


async def index(number: int) -> None:
    await asyncio.sleep(number)


def start(number: int) -> asyncio.Task[None]:
    task = asyncio.create_task(index(number))
    running.add(task)
    task.add_done_callback(running.discard)
    return task
""",
    },
    severity="error",
    check=_check,
    confidence="certain",
)
