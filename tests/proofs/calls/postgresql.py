"""Drivers of PostgreSQL, and SQLAlchemy with them."""

from __future__ import annotations

import asyncpg
import psycopg
import psycopg2
import sqlalchemy
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from tests.proofs.proving import Place, proves
from tests.proofs.watch import Kind, Watch


@proves(Kind.BLOCKS, "psycopg2.connect", "postgresql")
async def psycopg2_connect(place: Place, watch: Watch) -> None:
    with watch.call():
        connection = psycopg2.connect(host=place.host, port=place.port, user="postgres")
    connection.close()


@proves(Kind.BLOCKS, "psycopg2.extensions.cursor.execute", "postgresql")
async def psycopg2_execute(place: Place, watch: Watch) -> None:
    connection = psycopg2.connect(host=place.host, port=place.port, user="postgres")
    with connection.cursor() as cursor, watch.call():
        cursor.execute("select 1")
    connection.close()


@proves(Kind.RETURNS, "psycopg2.extensions.connection.cursor", "postgresql")
async def psycopg2_cursor(place: Place, watch: Watch) -> None:
    connection = psycopg2.connect(host=place.host, port=place.port, user="postgres")
    with watch.call():
        connection.cursor()
    connection.close()


@proves(Kind.BLOCKS, "psycopg.Connection.execute", "postgresql")
async def psycopg_execute(place: Place, watch: Watch) -> None:
    with psycopg.connect(host=place.host, port=place.port, user="postgres") as connection, watch.call():
        connection.execute("select 1")


@proves(Kind.AWAITS, "psycopg.AsyncConnection.connect", "postgresql")
async def psycopg_async_connect(place: Place, watch: Watch) -> None:
    with watch.call():
        connection = await psycopg.AsyncConnection.connect(host=place.host, port=place.port, user="postgres")
    await connection.close()


@proves(Kind.AWAITS, "psycopg.AsyncConnection.execute", "postgresql")
async def psycopg_async_execute(place: Place, watch: Watch) -> None:
    connection = await psycopg.AsyncConnection.connect(host=place.host, port=place.port, user="postgres")
    with watch.call():
        await connection.execute("select 1")
    await connection.close()


@proves(Kind.AWAITS, "asyncpg.Connection.fetch", "postgresql")
async def asyncpg_fetch(place: Place, watch: Watch) -> None:
    connection = await asyncpg.connect(host=place.host, port=place.port, user="postgres")
    with watch.call():
        await connection.fetch("select 1")
    await connection.close()


@proves(Kind.RETURNS, "sqlalchemy.create_engine", "postgresql")
async def sqlalchemy_create_engine(place: Place, watch: Watch) -> None:
    with watch.call():
        sqlalchemy.create_engine(f"postgresql+psycopg://postgres@{place.host}:{place.port}/postgres")


@proves(Kind.BLOCKS, "sqlalchemy.engine.Engine.connect", "postgresql")
async def sqlalchemy_connect(place: Place, watch: Watch) -> None:
    engine = sqlalchemy.create_engine(f"postgresql+psycopg2://postgres@{place.host}:{place.port}/postgres")
    with watch.call():
        connection = engine.connect()
    connection.close()
    engine.dispose()


@proves(Kind.BLOCKS, "sqlalchemy.orm.Session.execute", "postgresql")
async def sqlalchemy_session_execute(place: Place, watch: Watch) -> None:
    engine = sqlalchemy.create_engine(f"postgresql+psycopg://postgres@{place.host}:{place.port}/postgres")
    with Session(engine) as session, watch.call():
        session.execute(sqlalchemy.text("select 1"))
    engine.dispose()


@proves(Kind.RETURNS, "sqlalchemy.orm.Session.begin", "postgresql")
async def sqlalchemy_session_begin(place: Place, watch: Watch) -> None:
    engine = sqlalchemy.create_engine(f"postgresql+psycopg://postgres@{place.host}:{place.port}/postgres")
    with Session(engine) as session, watch.call():
        session.begin()
    engine.dispose()


@proves(Kind.AWAITS, "sqlalchemy.ext.asyncio.AsyncSession.execute", "postgresql")
async def sqlalchemy_async_execute(place: Place, watch: Watch) -> None:
    engine = create_async_engine(f"postgresql+asyncpg://postgres@{place.host}:{place.port}/postgres")
    async with AsyncSession(engine) as session:
        with watch.call():
            await session.execute(sqlalchemy.text("select 1"))
    await engine.dispose()


@proves(Kind.BLOCKS, "psycopg_pool.ConnectionPool.getconn", "postgresql")
async def psycopg_pool_getconn(place: Place, watch: Watch) -> None:
    # Of no connection at first, so that the call waits for one to be made.
    with ConnectionPool(f"host={place.host} port={place.port} user=postgres", min_size=0, max_size=1) as pool:
        with watch.call():
            connection = pool.getconn()
        pool.putconn(connection)


@proves(Kind.AWAITS, "psycopg_pool.AsyncConnectionPool.getconn", "postgresql")
async def psycopg_pool_async_getconn(place: Place, watch: Watch) -> None:
    async with AsyncConnectionPool(
        f"host={place.host} port={place.port} user=postgres", min_size=0, max_size=1
    ) as pool:
        with watch.call():
            connection = await pool.getconn()
        await pool.putconn(connection)
