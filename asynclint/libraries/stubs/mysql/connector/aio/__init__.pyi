from typing import Any, AsyncIterator, Callable, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from mysql.connector.aio.connection import MySQLConnection as MySQLConnection

@writes
async def connect(*args: Any, **kwargs: Any) -> MySQLConnection: ...
