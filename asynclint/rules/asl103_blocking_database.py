"""ASL103: synchronous database, cache and search clients on the loop."""

from asynclint.rules.blocking import blocking_rule

_MODELS = """\
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
"""

RULE = blocking_rule(
    "ASL103",
    "blocking-database",
    category="database",
    summary="synchronous SQL, NoSQL, cache, search and vector store calls on the event loop",
    explanation="""\
A synchronous driver or ORM session waits for the database inside the call.  On the event loop all
other requests of this worker wait with it: for the query, for a free connection of the pool, for a
row lock that another request holds.  The last two can stall for ever, since the request that would
give the connection or the lock back cannot run either.

FastAPI runs a `def` dependency such as `get_db` in a thread, but what it yields is used where the
route runs: `db: Session = Depends(get_db)` in an `async def` route blocks the loop at every
`db.execute(...)`, `db.commit()` and lazy attribute.

## What to do
- Use the asynchronous side of the library: `sqlalchemy.ext.asyncio.AsyncSession` with an
  asynchronous driver (`asyncpg`, `aiosqlite`), `redis.asyncio.Redis`.
- Or make the route a plain `def`: FastAPI runs all of it in its thread pool.
- Or move the whole unit of work, session included, into one function and call it with
  `await asyncio.to_thread(...)`.  Do not share one session between threads.
""",
    bad={
        "main.py": """\
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import get_db
from models import User
from repository import rename

app = FastAPI()


@app.get("/users/{user_id}")
async def get_user(user_id: int, db: Annotated[Session, Depends(get_db)]) -> str | None:
    return db.scalar(select(User.name).where(User.id == user_id))


@app.put("/users/{user_id}")
async def put_user(user_id: int, name: str, db: Annotated[Session, Depends(get_db)]) -> None:
    rename(db, user_id, name)
""",
        "database.py": """\
from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session
""",
        "models.py": _MODELS,
        "repository.py": """\
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import User


def rename(db: Session, user_id: int, name: str) -> None:
    db.execute(update(User).where(User.id == user_id).values(name=name))
    db.commit()
""",
    },
    good={
        "main.py": """\
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_db
from models import User
from repository import rename

app = FastAPI()


@app.get("/users/{user_id}")
async def get_user(user_id: int, db: Annotated[AsyncSession, Depends(get_db)]) -> str | None:
    return await db.scalar(select(User.name).where(User.id == user_id))


@app.put("/users/{user_id}")
async def put_user(user_id: int, name: str, db: Annotated[AsyncSession, Depends(get_db)]) -> None:
    await rename(db, user_id, name)
""",
        "database.py": """\
from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
SessionLocal = async_sessionmaker(bind=engine)


async def get_db() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session
""",
        "models.py": _MODELS,
        "repository.py": """\
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from models import User


async def rename(db: AsyncSession, user_id: int, name: str) -> None:
    await db.execute(update(User).where(User.id == user_id).values(name=name))
    await db.commit()
""",
    },
    remedy="use the asynchronous side of the library, or move the whole unit of work to a thread: "
    "`await asyncio.to_thread(...)`",
)
