"""ASL110: a loop that is started inside the running one."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL110",
    "nested-event-loop",
    category="loop",
    summary="`asyncio.run` and `run_until_complete` on a running event loop",
    explanation="""\
`asyncio.run(...)` and `loop.run_until_complete(...)` start a loop and hold the thread until it is
done.  In a thread whose loop is already running both raise `RuntimeError`; where a patch such as
`nest_asyncio` makes them pass, they block the outer loop.  It happens where a synchronous helper
wraps asynchronous code "for convenience", and an `async def` route then calls that helper.

## What to do
- `await` the coroutine; make the helpers on the way `async def`.
- To start work without waiting: `task = asyncio.create_task(work())`, and keep the task.
- Where the synchronous wrapper must stay for other callers, call it from async code in a thread:
  `await asyncio.to_thread(wrapper)`; a loop of its own runs there.
""",
    bad={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from prices import price, price_sync

app = FastAPI()


@app.get("/price")
async def get_price() -> float:
    return asyncio.run(price())


@app.get("/total")
async def get_total() -> float:
    return price_sync() * 3
""",
        "prices.py": """\
import asyncio


async def price() -> float:
    await asyncio.sleep(0.1)
    return 9.5


def price_sync() -> float:
    return asyncio.run(price())
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from prices import price, price_sync

app = FastAPI()


@app.get("/price")
async def get_price() -> float:
    return await price()


@app.get("/total")
async def get_total() -> float:
    return await asyncio.to_thread(price_sync) * 3


@app.get("/list-price")
def get_list_price() -> float:
    return price_sync()
""",
        "prices.py": """\
import asyncio


async def price() -> float:
    await asyncio.sleep(0.1)
    return 9.5


def price_sync() -> float:
    return asyncio.run(price())
""",
    },
    verdict="starts an event loop inside the running one",
    remedy="`await` the coroutine instead",
)
