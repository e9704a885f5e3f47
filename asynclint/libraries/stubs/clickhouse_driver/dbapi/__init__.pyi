from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from clickhouse_driver.dbapi.connection import Connection

def connect(*args: Any, **kwargs: Any) -> Connection: ...
