"""ASL303: coroutines that run at once and share what allows one operation at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.blocking import one_line
from asynclint.rules.sites import draft

if TYPE_CHECKING:
    from asynclint.program.concurrency.findings import UnsafeGather

CODE = "ASL303"
NAME = "unsafe-gather"


def _check(program: Program) -> Iterator[Draft]:
    for found in program.unsafe_gathers():
        if found.shared:
            message = _shared(found)
            remedy = "give each task a session or connection of its own, or await one after the other"
        else:
            inner = f"`await {one_line(found.second.callee)}` (line {found.second.line})"
            message = f"`{one_line(found.site.callee)}` is given {inner}, which has run before it starts"
            remedy = "hand over the coroutine itself, without `await`"
        yield draft(CODE, NAME, found.site, message, remedy)


def _shared(found: UnsafeGather) -> str:
    second = f"`{one_line(found.second.callee)}` (line {found.second.line})"
    operation = found.site.root_causes[0].callable
    only = f"`{operation}` allows one operation at a time"
    if found.first is None:
        return f"each of the tasks that {second} makes uses `{found.shared}` at the same time: {only}"
    first = f"`{one_line(found.first.callee)}` (line {found.first.line})"
    return f"{second} uses `{found.shared}` at the same time as {first}: {only}"


RULE = Rule(
    code=CODE,
    name=NAME,
    summary="an `AsyncSession`, connection or other exclusive object used by two tasks at once",
    explanation="""\
An `AsyncSession`, a database connection, a cursor or an open file does one thing at a time.  Two tasks that
use the same one at once raise (`InvalidRequestError: This session is provisioning a new connection`,
`InterfaceError: another operation is in progress`), or, worse, read each other's rows.  Under light load it
often works, so that tests pass.

Reported are the coroutines of one `asyncio.gather`, `asyncio.TaskGroup`, `as_completed`, and tasks of which
none is awaited before the next one is made, where two use the same object: one that they are passed, at any
depth of calls, or find on `self`.  A pool, and a session that each task opens for itself, are fine.

Also reported is a gather that gathers nothing, because its arguments were awaited before it got them:
`gather(await a(), b())`, `gather(*[await f(x) for x in xs])`.

## What to do
- Give each task its own session: `async with sessionmaker() as session:` inside the coroutine.
- Use the pool instead of a connection: `await pool.fetch(...)`.
- Or await the two one after the other: then one session is enough.
- Blocking work is not what tasks are for: `asyncio.to_thread`.
""",
    bad={
        "main.py": """\
import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import Order, User, orders_of, session_of_request

app = FastAPI()


@app.get("/counts")
async def counts(session: AsyncSession = Depends(session_of_request)) -> list[object]:
    return await asyncio.gather(session.scalar(select(User)), session.scalar(select(Order)))


@app.get("/users/{number}")
async def user(number: int, session: AsyncSession = Depends(session_of_request)) -> list[object]:
    return await asyncio.gather(orders_of(session, number), orders_of(session, number + 1))
""",
        "database.py": """\
from collections.abc import AsyncIterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

make_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))


class Base(DeclarativeBase): ...


class User(Base):
    __tablename__ = "users"


class Order(Base):
    __tablename__ = "orders"


async def session_of_request() -> AsyncIterator[AsyncSession]:
    async with make_session() as session:
        yield session


async def orders_of(session: AsyncSession, number: int) -> object:
    return (await session.execute(select(Order))).all()
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from database import orders_of

app = FastAPI()


@app.get("/users/{number}")
async def user(number: int) -> list[object]:
    return await asyncio.gather(orders_of(number), orders_of(number + 1))
""",
        "database.py": """\
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

make_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))


class Base(DeclarativeBase): ...


class Order(Base):
    __tablename__ = "orders"


async def orders_of(number: int) -> object:
    async with make_session() as session:
        return (await session.execute(select(Order))).all()
""",
    },
    severity="error",
    check=_check,
    confidence="certain",
)
