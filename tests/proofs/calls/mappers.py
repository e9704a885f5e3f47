"""Object mappers with SQLite: another connection has the lock."""

from __future__ import annotations

import databases
import peewee
import sqlmodel
import sqlmodel.ext.asyncio.session
from pony import orm
from sqlalchemy.ext.asyncio import create_async_engine
from tortoise import Tortoise, fields
from tortoise.models import Model

from tests.proofs.proving import Place, proves
from tests.proofs.watch import LONG, Kind, Watch

connection = peewee.SqliteDatabase(None)


class Row(peewee.Model):
    n = peewee.IntegerField(primary_key=True)

    class Meta:
        database = connection
        table_name = "t"


@proves(Kind.BLOCKS, "peewee.Model.get_or_none", "sqlite")
async def peewee_get(place: Place, watch: Watch) -> None:
    connection.init(place.path, timeout=LONG)
    with watch.call():
        Row.get_or_none(Row.n == 1)
    connection.close()


@proves(Kind.RETURNS, "peewee.Model.select", "sqlite")
async def peewee_select(place: Place, watch: Watch) -> None:
    connection.init(place.path, timeout=LONG)
    with watch.call():
        Row.select().where(Row.n == 1)


database = orm.Database()


@proves(Kind.BLOCKS, "pony.orm.Database.execute", "sqlite")
async def pony_execute(place: Place, watch: Watch) -> None:
    database.bind("sqlite", place.path, timeout=LONG)
    with orm.db_session:
        with watch.call():
            database.execute("select * from t")
    database.disconnect()


@proves(Kind.BLOCKS, "sqlmodel.Session.exec", "sqlite")
async def sqlmodel_exec(place: Place, watch: Watch) -> None:
    engine = sqlmodel.create_engine(f"sqlite:///{place.path}", connect_args={"timeout": LONG})
    with sqlmodel.Session(engine) as session:
        with watch.call():
            session.exec(sqlmodel.text("select * from t"))
    engine.dispose()


@proves(Kind.AWAITS, "sqlmodel.ext.asyncio.session.AsyncSession.exec", "sqlite")
async def sqlmodel_async_exec(place: Place, watch: Watch) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{place.path}", connect_args={"timeout": LONG})
    async with sqlmodel.ext.asyncio.session.AsyncSession(engine) as session:
        with watch.call():
            await session.exec(sqlmodel.text("select * from t"))
    await engine.dispose()


class Item(Model):
    n = fields.IntField(primary_key=True)

    class Meta:
        table = "t"


@proves(Kind.AWAITS, "tortoise.models.Model.create", "sqlite")
async def tortoise_create(place: Place, watch: Watch) -> None:
    await Tortoise.init(db_url=f"sqlite://{place.path}", modules={"models": [__name__]})
    with watch.call():
        await Item.create(n=1)
    await Tortoise.close_connections()


@proves(Kind.AWAITS, "databases.core.Database.fetch_all", "sqlite")
async def databases_fetch_all(place: Place, watch: Watch) -> None:
    async with databases.Database(f"sqlite+aiosqlite:///{place.path}") as connected:
        with watch.call():
            await connected.fetch_all("select * from t")
