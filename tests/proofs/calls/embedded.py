"""SQLite, with and without SQLAlchemy, and what keeps its data in it: another connection has the lock."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import aiosqlite
import diskcache
import sqlalchemy
from sqlalchemy.ext.asyncio import create_async_engine

from tests.proofs.proving import Place, proves
from tests.proofs.watch import LONG, Kind, Watch


@proves(Kind.BLOCKS, "sqlite3.Connection.execute", "sqlite")
async def sqlite_execute(place: Place, watch: Watch) -> None:
    with closing(sqlite3.connect(place.path, timeout=LONG)) as connection:
        with watch.call():
            connection.execute("select * from t")


@proves(Kind.BLOCKS, "sqlite3.Cursor.execute", "sqlite")
async def sqlite_cursor_execute(place: Place, watch: Watch) -> None:
    with closing(sqlite3.connect(place.path, timeout=LONG)) as connection:
        cursor = connection.cursor()
        with watch.call():
            cursor.execute("insert into t values (1)")


@proves(Kind.RETURNS, "sqlite3.Connection.cursor", "sqlite")
async def sqlite_cursor(place: Place, watch: Watch) -> None:
    with closing(sqlite3.connect(place.path, timeout=LONG)) as connection:
        with watch.call():
            connection.cursor()


@proves(Kind.AWAITS, "aiosqlite.Cursor.execute", "sqlite")
async def aiosqlite_execute(place: Place, watch: Watch) -> None:
    async with aiosqlite.connect(place.path, timeout=LONG) as connection:
        cursor = await connection.cursor()
        with watch.call():
            await cursor.execute("select * from t")


@proves(Kind.BLOCKS, "sqlalchemy.engine.Connection.execute", "sqlite")
async def sqlalchemy_execute(place: Place, watch: Watch) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{place.path}", connect_args={"timeout": LONG})
    with engine.connect() as connection:
        with watch.call():
            connection.execute(sqlalchemy.text("select * from t"))
    engine.dispose()


@proves(Kind.RETURNS, "sqlalchemy.create_engine", "sqlite")
async def sqlalchemy_create_engine(place: Place, watch: Watch) -> None:
    with watch.call():
        engine = sqlalchemy.create_engine(f"sqlite:///{place.path}")
    engine.dispose()


@proves(Kind.AWAITS, "sqlalchemy.ext.asyncio.AsyncConnection.execute", "sqlite")
async def sqlalchemy_async_execute(place: Place, watch: Watch) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{place.path}", connect_args={"timeout": LONG})
    async with engine.connect() as connection:
        with watch.call():
            await connection.execute(sqlalchemy.text("select * from t"))
    await engine.dispose()


@proves(Kind.BLOCKS, "diskcache.Cache.set", "diskcache")
async def diskcache_set(place: Place, watch: Watch) -> None:
    with diskcache.Cache(place.path, timeout=LONG) as cache:
        with watch.call():
            cache.set("key", "value")


@proves(Kind.RETURNS, "diskcache.Cache.transact", "diskcache")
async def diskcache_transact(place: Place, watch: Watch) -> None:
    with diskcache.Cache(place.path, timeout=LONG) as cache:
        with watch.call():
            cache.transact()


@proves(Kind.BLOCKS, "diskcache.Cache.memoize", "diskcache")
async def diskcache_memoize(place: Place, watch: Watch) -> None:
    with diskcache.Cache(place.path, timeout=LONG) as cache:
        count = cache.memoize()(lambda: 1)
        with watch.call():
            count()


@proves(Kind.BLOCKS, "diskcache.Cache.transact", "diskcache")
async def diskcache_enter_transaction(place: Place, watch: Watch) -> None:
    with diskcache.Cache(place.path, timeout=LONG) as cache:
        with watch.call():
            with cache.transact():
                pass


@proves(Kind.RETURNS, "diskcache.Cache.memoize", "diskcache")
async def diskcache_decorate(place: Place, watch: Watch) -> None:
    with diskcache.Cache(place.path, timeout=LONG) as cache:
        with watch.call():
            cache.memoize()(lambda: 1)
