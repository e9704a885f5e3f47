"""ASL302: a loop that waits for each iteration's operation before it starts the next one."""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.blocking import one_line
from asynclint.rules.sites import draft

CODE = "ASL302"
NAME = "await-in-loop"

_BOUNDED = "make the calls first and `await asyncio.gather(*calls)`"
_UNBOUNDED = (
    "`await asyncio.gather(*calls)` with an `asyncio.Semaphore` around each call that bounds how many run at"
    " once, or an `asyncio.TaskGroup`"
)


def _check(program: Program) -> Iterator[Draft]:
    for loop in program.awaits_in_loops():
        what = "each is about a key of its own" if loop.writes else "each only reads"
        message = (
            f"`{one_line(loop.site.callee)}` is awaited once in each iteration, though none needs what"
            f" another gives: {what}, and nothing is carried from one to the next"
        )
        remedy = _BOUNDED if loop.bounded else _UNBOUNDED
        yield draft(CODE, NAME, loop.site, message, remedy, preview=loop.preview)


RULE = Rule(
    code=CODE,
    name=NAME,
    summary="independent awaits, one per iteration",
    explanation="""\
A loop that awaits a request for each element waits for the sum of all of them: a hundred lookups of 20 ms are
two seconds, in which the route does nothing else.  Where no iteration needs what another has left, they can
be on their way together.

A loop is reported only where that changes nothing but the time: the operations read, and are known from a
library's stub through all helpers; nothing is carried from one iteration to the next (a list that is only
appended to, a dictionary that is only keyed, a sum are fine); no result ends the loop; nothing in it sleeps,
takes a lock or a slot, or uses one session, connection or file again and again; and what is iterated over is
no stream, cursor or generator.  `docs/concurrency.md` has each condition with an example.  With `--preview`,
loops that write count as well, where each iteration has a key of its own.

## What to do
- Where the text says how many there are: `await asyncio.gather(*(load(name) for name in NAMES))`.
- Where callers decide how many: bound them, with an `asyncio.Semaphore(10)` around each call, or in batches;
  or ask for all at once, if the service has such a call (`mget`, `WHERE id = ANY(...)`).
- Tasks that use an `AsyncSession` need one each (ASL303).  Sync work gains nothing from it: it belongs in
  `asyncio.to_thread`.
""",
    bad={
        "main.py": """\
import httpx
from fastapi import FastAPI

from shop import price_of

app = FastAPI()
client = httpx.AsyncClient(base_url="https://shop.example.org")


@app.post("/names")
async def names(ids: list[int]) -> list[object]:
    found = []
    for number in ids:
        answer = await client.get(f"/names/{number}")
        found.append(answer.json())
    return found


@app.get("/offers")
async def offers() -> dict[str, object]:
    return {sku: await price_of(sku) for sku in ("tea", "cup", "pot")}
""",
        "shop.py": """\
from redis.asyncio import Redis

cache = Redis(host="cache.example.org")


async def price_of(sku: str) -> str:
    return await cache.get(f"price:{sku}")
""",
    },
    good={
        "main.py": """\
import asyncio

import httpx
from fastapi import FastAPI

from shop import price_of

app = FastAPI()
client = httpx.AsyncClient(base_url="https://shop.example.org")
slots = asyncio.Semaphore(10)


async def name_of(number: int) -> object:
    async with slots:
        return (await client.get(f"/names/{number}")).json()


@app.post("/names")
async def names(ids: list[int]) -> list[object]:
    return await asyncio.gather(*(name_of(number) for number in ids))


@app.get("/offers")
async def offers() -> dict[str, object]:
    skus = ("tea", "cup", "pot")
    return dict(zip(skus, await asyncio.gather(*(price_of(sku) for sku in skus))))
""",
        "shop.py": """\
from redis.asyncio import Redis

cache = Redis(host="cache.example.org")


async def price_of(sku: str) -> str:
    return await cache.get(f"price:{sku}")
""",
    },
    severity="error",
    check=_check,
    confidence="certain",
)
