from typing import Any

from asynclint.markers import blocks, client, safe

from psycopg2.extensions import connection

class AbstractConnectionPool:
    """Opens `minconn` connections when it is made, further ones on demand."""
    minconn: int
    maxconn: int
    closed: bool
    @blocks("database", instead="psycopg_pool.AsyncConnectionPool")
    def __init__(self, minconn: int, maxconn: int, *args: Any, **kwargs: Any) -> None: ...

@client("database", instead="psycopg_pool.AsyncConnectionPool")
class SimpleConnectionPool(AbstractConnectionPool):
    @blocks("database", instead="psycopg_pool.AsyncConnectionPool.getconn")
    def getconn(self, key: Any = None) -> connection: ...
    # Rolls back only where a transaction was left open.
    @safe
    def putconn(self, conn: Any, key: Any = None, close: bool = False) -> None: ...
    @safe
    def closeall(self) -> None: ...

@client("database", instead="psycopg_pool.AsyncConnectionPool")
class ThreadedConnectionPool(AbstractConnectionPool):
    @blocks("database", instead="psycopg_pool.AsyncConnectionPool.getconn")
    def getconn(self, key: Any = None) -> connection: ...
    @safe
    def putconn(self, conn: Any = None, key: Any = None, close: bool = False) -> None: ...
    @safe
    def closeall(self) -> None: ...

class PoolError(Exception): ...
