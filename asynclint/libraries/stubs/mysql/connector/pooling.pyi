from typing import Any, AsyncIterator, Callable, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from mysql.connector.connection import MySQLConnection

class PooledMySQLConnection(MySQLConnection): ...

@client("database", instead="mysql.connector.aio.connect")
class MySQLConnectionPool:
    pool_name: str
    pool_size: int
    @blocks("database", instead="mysql.connector.aio.connect")
    def __init__(self, pool_size: int = 5, pool_name: str | None = None, **kwargs: Any) -> None: ...
    @blocks("database", instead="mysql.connector.aio.connect")
    def get_connection(self) -> PooledMySQLConnection: ...
    @blocks("database", instead="mysql.connector.aio.connect")
    def add_connection(self, cnx: Any = None) -> Any: ...
    @safe
    def set_config(self, **kwargs: Any) -> None: ...
