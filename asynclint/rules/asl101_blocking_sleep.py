"""ASL101: `time.sleep` and its kin on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL101",
    "blocking-sleep",
    category="sleep",
    summary="`time.sleep` and its kin on the event loop",
    explanation="""\
`time.sleep` puts the thread to sleep, not the task.  In an `async def` route, dependency or
background task that thread is the event loop's, so for the whole time no other request of this
worker is read, answered or timed out: a pause of one second in one route is a pause of one second
for every client.

It often hides in a helper: a retry with back-off, a polling loop, a rate limiter.

## What to do
- Write `await asyncio.sleep(seconds)`; make the helpers on the way `async def`.
- Where the helper must stay synchronous, run all of it in a thread:
  `await asyncio.to_thread(poll, job_id)`.
- A route that is synchronous all through may be a plain `def`: FastAPI runs it in its thread pool.
""",
    bad={
        "main.py": """\
import time

from fastapi import FastAPI

from retry import back_off

app = FastAPI()


@app.get("/slow")
async def slow() -> dict[str, bool]:
    time.sleep(1)
    return {"ok": True}


@app.get("/retry")
async def retry() -> dict[str, bool]:
    back_off(3)
    return {"ok": True}
""",
        "retry.py": """\
import time


def back_off(attempt: int) -> None:
    time.sleep(2**attempt)
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from retry import back_off

app = FastAPI()


@app.get("/slow")
async def slow() -> dict[str, bool]:
    await asyncio.sleep(1)
    return {"ok": True}


@app.get("/retry")
async def retry() -> dict[str, bool]:
    await back_off(3)
    return {"ok": True}
""",
        "retry.py": """\
import asyncio


async def back_off(attempt: int) -> None:
    await asyncio.sleep(2**attempt)
""",
    },
    remedy="use `await asyncio.sleep(...)`",
)
