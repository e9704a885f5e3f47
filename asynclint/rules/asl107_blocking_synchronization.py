"""ASL107: waiting for other threads on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL107",
    "blocking-synchronization",
    category="synchronization",
    summary="thread locks, queues, events, joins and futures' results on the event loop",
    explanation="""\
`threading.Lock.acquire`, `Event.wait`, `queue.Queue.get`, `Thread.join` and
`concurrent.futures.Future.result` wait for another thread.  On the event loop all other requests of
this worker wait as well, and where the other thread needs the loop to go on (it called
`asyncio.run_coroutine_threadsafe`, or the lock's holder is a task of this loop) nothing moves ever
again: a deadlock that only shows under load.

A `with lock:` around a few lines of plain memory work is held for microseconds and stays silent; it
is reported where another section under the same lock blocks.

## What to do
- Between tasks of one loop use the counterparts of `asyncio`: `asyncio.Lock`, `asyncio.Event`,
  `asyncio.Queue`.
- For the result of a thread: `await asyncio.wrap_future(future)`, or start the work with
  `await loop.run_in_executor(...)` at once.
- Where a thread's queue or event must be waited for: `await asyncio.to_thread(queue.get)`.
- `get_nowait()` and `acquire(blocking=False)` never wait.
""",
    bad={
        "main.py": """\
import threading

from fastapi import FastAPI

from jobs import next_job

app = FastAPI()
ready = threading.Event()


@app.get("/ready")
async def wait_ready() -> dict[str, bool]:
    ready.wait()
    return {"ready": True}


@app.get("/jobs/next")
async def take_job() -> str:
    return next_job()
""",
        "jobs.py": """\
import queue

jobs: queue.Queue[str] = queue.Queue()


def next_job() -> str:
    return jobs.get()
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from jobs import next_job

app = FastAPI()
ready = asyncio.Event()


@app.get("/ready")
async def wait_ready() -> dict[str, bool]:
    await ready.wait()
    return {"ready": True}


@app.get("/jobs/next")
async def take_job() -> str:
    return await next_job()
""",
        "jobs.py": """\
import asyncio

jobs: asyncio.Queue[str] = asyncio.Queue()


async def next_job() -> str:
    return await jobs.get()
""",
    },
    remedy="use the counterpart in `asyncio`, or wait in a thread: `await asyncio.to_thread(...)`",
)
