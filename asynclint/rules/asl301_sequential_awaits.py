"""ASL301: awaits that run one after the other though none needs the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.blocking import one_line
from asynclint.rules.sites import draft

if TYPE_CHECKING:
    from asynclint.program.concurrency.findings import SequentialAwaits

CODE = "ASL301"
NAME = "sequential-awaits"


def _check(program: Program) -> Iterator[Draft]:
    for group in program.sequential_awaits():
        yield draft(
            CODE,
            NAME,
            group.site,
            _message(group),
            "start them together: `asyncio.gather`, or an `asyncio.TaskGroup`",
            group.callables,
            preview=group.preview,
        )


def _message(group: SequentialAwaits) -> str:
    *others, last = (f"`{one_line(call.callee)}` (line {call.line})" for call in group.calls)
    beside = f"{', '.join(others[:-1])} and {others[-1]}" if len(others) > 1 else others[0]
    what = "each only reads"
    if group.writes:
        what = "only the first one changes anything, and the others read elsewhere"
    if group.preview:
        what = "they are about different keys"
    return (
        f"{last} could run at the same time as {beside}: none needs what another gives, {what},"
        " and they share no session, connection or lock"
    )


RULE = Rule(
    code=CODE,
    name=NAME,
    summary="independent awaits in a row that could run at once",
    explanation="""\
Each `await` waits until its operation is done before the next one is even sent.  Where neither needs what the
other gives, a route that asks two services waits for the sum of both; asked at once, it waits for the slower
one only.

A group is reported only where running it at once changes nothing but the time: every operation is known from
a library's stub, through all helpers; none needs another's result, or decides whether a later one may run; at
most the first one writes, and the others read from another system; they share no session, connection, file or
lock; nothing between them leaves the function, sleeps, or changes what others see.  `docs/concurrency.md` has
each of these conditions with an example.  With `--preview`, operations on keys that surely differ count as
independent, writes included.

The finding stands at the last await of the group and names the others.

## What to do
- `price, stock = await asyncio.gather(get_price(sku), get_stock(sku))`.
- Or an `asyncio.TaskGroup`, which cancels the others when one fails.
- Two queries at once need two sessions: one `AsyncSession` runs one operation at a time (ASL303).  Sync work
  is not made faster by it: move that to a thread with `asyncio.to_thread`.
- Where the order is meant after all, say why: `# asynclint: ignore[ASL301] -- the second counts on ...`.
""",
    bad={
        "main.py": """\
import httpx
from fastapi import FastAPI

from shop import reviews_of

app = FastAPI()
client = httpx.AsyncClient(base_url="https://shop.example.org")


@app.get("/prices/{sku}")
async def price(sku: str) -> dict[str, object]:
    price = await client.get(f"/prices/{sku}")
    stock = await client.get(f"/stock/{sku}")
    return {"price": price.json(), "stock": stock.json()}


@app.get("/products/{sku}")
async def product(sku: str) -> dict[str, object]:
    found = await client.get(f"/products/{sku}")
    reviews = await reviews_of(sku)
    return {"product": found.json(), "reviews": reviews}
""",
        "shop.py": """\
from redis.asyncio import Redis

cache = Redis(host="cache.example.org")


async def reviews_of(sku: str) -> list[object]:
    return await cache.lrange(f"reviews:{sku}", 0, 20)
""",
    },
    good={
        "main.py": """\
import asyncio

import httpx
from fastapi import FastAPI

from shop import reviews_of

app = FastAPI()
client = httpx.AsyncClient(base_url="https://shop.example.org")


@app.get("/prices/{sku}")
async def price(sku: str) -> dict[str, object]:
    price, stock = await asyncio.gather(client.get(f"/prices/{sku}"), client.get(f"/stock/{sku}"))
    return {"price": price.json(), "stock": stock.json()}


@app.get("/products/{sku}")
async def product(sku: str) -> dict[str, object]:
    found = await client.get(f"/products/{sku}")
    reviews = await reviews_of(found.json()["series"])
    return {"product": found.json(), "reviews": reviews}
""",
        "shop.py": """\
from redis.asyncio import Redis

cache = Redis(host="cache.example.org")


async def reviews_of(sku: str) -> list[object]:
    return await cache.lrange(f"reviews:{sku}", 0, 20)
""",
    },
    severity="error",
    check=_check,
    confidence="certain",
)
