"""ASL202: a synchronous database or cache client that code on the loop uses."""

from asynclint.rules.clients import client_rule

RULE = client_rule(
    "ASL202",
    "sync-database-client",
    category="database",
    summary="a synchronous database, cache or search client that async code holds or builds",
    explanation="""\
An engine, a session, a connection, a pool or a client of a cache is made in one place and used in many.
Each query through it from `async def` code holds the event loop, and ASL103 reports each of them.  This
rule reports the one place that mends them all: the construction, with the places on the loop where what
comes from it is used: its cursors, collections and transactions too.

A client that only threads use (`def` routes and tasks, `asyncio.to_thread`) is not reported.

## What to do
- Make the asynchronous client there: `redis.asyncio.Redis` for `redis.Redis`,
  `sqlalchemy.ext.asyncio.create_async_engine` with an asynchronous driver for `create_engine`,
  `pymongo.AsyncMongoClient` for `MongoClient`; then `await` its calls.
- Or use this one in threads only: `def` routes, or the whole unit of work in one function that
  `await asyncio.to_thread(...)` runs.  (A client without an asynchronous twin is not reported; its calls
  are.)
""",
    bad={
        "main.py": """\
import redis
from fastapi import FastAPI

from cache import get_cache

app = FastAPI()


@app.get("/items/{key}")
async def get_item(key: str) -> str | None:
    return get_cache().get(key)


@app.get("/direct/{key}")
async def direct(key: str) -> str | None:
    return redis.Redis(host="cache").get(key)
""",
        "cache.py": """\
import redis

_cache = redis.Redis.from_url("redis://cache")


def get_cache() -> redis.Redis:
    return _cache
""",
    },
    good={
        "main.py": """\
from fastapi import FastAPI

from cache import asynchronous, get_cache

app = FastAPI()


@app.get("/items/{key}")
async def get_item(key: str) -> str | None:
    return await asynchronous.get(key)


@app.get("/threaded/{key}")
def threaded(key: str) -> str | None:
    return get_cache().get(key)
""",
        "cache.py": """\
import redis
import redis.asyncio

asynchronous = redis.asyncio.Redis.from_url("redis://cache")
# Used in the thread pool only.
_cache = redis.Redis.from_url("redis://cache")


def get_cache() -> redis.Redis:
    return _cache
""",
    },
)
