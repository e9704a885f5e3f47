"""What running a function does beside its result: each part of it, direct and through calls."""

from __future__ import annotations

import textwrap

import pytest

from asynclint.program.conduct.conduct import Conduct, Trait
from asynclint.program.conduct.summaries import Conducts
from tests.program.programs import deep, program_of

HEAD = """
import asyncio
import contextvars
import threading
import time
from collections.abc import Callable

import asyncpg
import httpx
from fastapi import HTTPException, WebSocket
from redis.asyncio import Redis
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from nowhere import foreign, foreign_async

client = httpx.AsyncClient()
cache = Redis()
lock = asyncio.Lock()
tenant = contextvars.ContextVar("tenant")
make_session = async_sessionmaker()
seen: dict[str, int] = {}
count = 0


class Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self.loaded: list[object] = []

    async def rows(self) -> object:
        return await self.session.execute(select(1))

    async def load(self) -> None:
        self.loaded.append(await client.get("/"))


async def get(url: str) -> object:
    return await client.get(url)


async def rows_of(session: AsyncSession) -> object:
    return await session.execute(select(1))


async def checked(key: str) -> object:
    found = await cache.get(key)
    if found is None:
        raise HTTPException(404)
    return found


async def fill(into: list[object]) -> None:
    into.append(await client.get("/"))
"""


def conduct(body: str, params: str = "") -> Conduct:
    """That of `async def f(params)` with this body, below `HEAD`."""
    source = f"{HEAD}\n\nasync def f({params}):\n{textwrap.indent(textwrap.dedent(body), '    ')}\n"
    with deep():
        program = program_of(source)
        units = program._analysis.units
        (unit,) = (u for u in units if u.dotted == "app.main.f")
        return Conducts(units).of(unit)


@pytest.mark.parametrize(
    ("body", "reads", "writes"),
    [
        ("await client.get('/')", {"httpx"}, set()),
        ("await client.post('/')", set(), {"httpx"}),
        ("await get('/')", {"httpx"}, set()),
        ("await get('/')\nawait cache.set('a', 1)", {"httpx"}, {"redis"}),
        ("await asyncio.gather(get('/'), cache.get('a'))", {"httpx", "redis"}, set()),
        ("await asyncio.wait_for(get('/'), 1)", {"httpx"}, set()),
        ("async with make_session() as s:\n    await rows_of(s)", {"sqlalchemy"}, set()),
        ("return 1", set(), set()),
    ],
)
def test_the_world_outside(body: str, reads: set[str], writes: set[str]) -> None:
    found = conduct(body)
    assert (found.reads, found.writes) == (reads, writes)


@pytest.mark.parametrize(
    ("body", "trait"),
    [
        ("await asyncio.sleep(1)", Trait.PAUSES),
        ("async with lock:\n    pass", Trait.PAUSES),
        ("time.sleep(1)", Trait.PAUSES),
        ("raise HTTPException(403)", Trait.GUARDS),
        ("await checked('a')", Trait.GUARDS),
        ("await foreign_async()", Trait.UNKNOWN),
        ("foreign()", Trait.UNCLEAR),
        ("async for one in foreign_async():\n    pass", Trait.UNKNOWN),
    ],
)
def test_traits(body: str, trait: Trait) -> None:
    assert conduct(body).has(trait)
    assert not conduct("await get('/')").has(trait)


@pytest.mark.parametrize(
    "body",
    [
        "try:\n    await checked('a')\nexcept Exception:\n    pass",
        "try:\n    await get('/')\nexcept httpx.HTTPError:\n    raise HTTPException(502)",
    ],
)
def test_what_is_caught_or_told_of_a_failure_is_no_guard(body: str) -> None:
    assert not conduct(body).has(Trait.GUARDS)


def test_a_handler_that_catches_less_lets_a_guard_pass() -> None:
    assert conduct("try:\n    await checked('a')\nexcept KeyError:\n    pass").has(Trait.GUARDS)


@pytest.mark.parametrize(
    ("body", "params", "expected"),
    [
        ("global count\ncount = 1", "", {("name", "count")}),
        ("seen['a'] = 1", "", {("name", "seen")}),
        ("seen.update(a=1)", "", {("name", "seen")}),
        ("tenant.set('a')", "", {("name", "tenant")}),
        ("await fill(into)", "into: list[object]", {("param", "into")}),
        ("await fill(one)", "", {("name", "one")}),
        ("found: list[object] = []\nawait fill(found)", "", set()),
        ("alias = seen\nalias['a'] = 1", "", {("name", "seen")}),
        ("repository.session = None", "repository: Repository", {("attr", "session")}),
        ("await Repository(s).load()", "s: AsyncSession", {("attr", "loaded")}),
        ("mine = Repository(s)\nmine.session = None", "s: AsyncSession", set()),
    ],
)
def test_what_is_changed_in_memory(body: str, params: str, expected: set[tuple[str, str]]) -> None:
    assert conduct(body, params).changes == expected


@pytest.mark.parametrize(
    ("body", "params", "expected"),
    [
        ("await rows_of(session)", "session: AsyncSession", {("param", "session")}),
        ("await rows_of(self.db)", "self: 'Holder'", {("param", "self", "db")}),
        ("await repository.rows()", "repository: Repository", {("param", "repository", "session")}),
        ("async with make_session() as s:\n    await rows_of(s)", "", set()),
        ("await pool.fetch('select 1')", "pool: asyncpg.Pool", set()),
        ("await connection.fetch('select 1')", "connection: asyncpg.Connection", {("param", "connection")}),
    ],
)
def test_exclusive_objects(body: str, params: str, expected: set[tuple[str, ...]]) -> None:
    assert {each.path for each in conduct(body, params).exclusive} == expected


def test_functions_that_are_passed_on_are_run_by_who_passes_them() -> None:
    wrapped = """
    def logged(function):
        async def wrapper(*args):
            return await function(*args)
        return wrapper

    @logged
    async def one():
        await client.get("/")

    @logged
    async def other():
        await cache.set("a", 1)

    await one()
    """
    found = conduct(wrapped)
    assert (found.reads, found.writes) == ({"httpx"}, set())


def test_a_closure_around_what_was_passed_in() -> None:
    wrapped = """
    async def under(func):
        return await func()

    def retried(func):
        async def wrapper(*args):
            return await under(lambda: func(*args))
        return wrapper

    @retried
    async def one(n):
        await cache.set("a", n)

    @retried
    async def other(n):
        await client.get("/")

    await one(1)
    """
    found = conduct(wrapped)
    assert (found.reads, found.writes) == (set(), {"redis"})
    assert not found.has(Trait.UNKNOWN)


def test_a_closure_that_asks_an_object_of_its_surroundings() -> None:
    wrapped = """
    async def under(call):
        return await call()

    def guarded(method):
        async def wrapper(self, *args):
            async def inner():
                return await method(self, *args)
            return await under(lambda: self.admit(inner))
        return wrapper

    class Cache:
        def admit(self, call):
            return call()

        @guarded
        async def get(self, key):
            return await cache.get(key)

    held = Cache()
    await held.get("a")
    """
    found = conduct(wrapped)
    assert (found.reads, found.writes) == ({"redis"}, set())


def test_what_a_coroutine_does_to_an_object_that_it_is_passed() -> None:
    body = """
    async def load(source):
        return await source.load()

    await load(repository)
    """
    found = conduct(body, "repository: Repository")
    assert found.reads == {"httpx"}
    assert found.changes >= {("attr", "loaded")}


@pytest.mark.parametrize("body", ["sorted(into)", "sorted(into, key=len)", "max(into, default=None)"])
def test_what_is_not_passed_is_not_run(body: str) -> None:
    found = conduct(body, "into: list[object]")
    assert not found.has(Trait.UNKNOWN | Trait.UNCLEAR)


def test_who_passes_something_unknown_does_not_know_what_is_run() -> None:
    assert conduct("sorted(into, key=foreign)", "into: list[object]").has(Trait.UNKNOWN)


def test_order_of_messages_belongs_to_the_socket() -> None:
    found = conduct("await socket.send_text('a')", "socket: WebSocket")
    assert {each.path for each in found.ordered} == {("param", "socket")}
    assert found.has(Trait.ORDERED)


def test_cycles_end() -> None:
    source = """
    async def one(n):
        await client.get("/")
        return await other(n)

    async def other(n):
        await cache.set("a", n)
        return await one(n)

    await one(1)
    """
    found = conduct(source)
    assert (found.reads, found.writes) == ({"httpx"}, {"redis"})
