from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from asynch.cursors import Cursor

@exclusive
@public("asynch.Connection")
class Connection:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    @writes
    async def cancel(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def close(self, *args: Any, **kwargs: Any) -> Any: ...
    closed: Any
    @writes
    async def commit(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def connect(self, *args: Any, **kwargs: Any) -> Any: ...
    def cursor(self, *args: Any, **kwargs: Any) -> Cursor: ...
    database: Any
    echo: Any
    host: Any
    @reads
    async def is_live(self, *args: Any, **kwargs: Any) -> Any: ...
    last_query: Any
    opened: Any
    password: Any
    @reads
    async def ping(self, *args: Any, **kwargs: Any) -> Any: ...
    port: Any
    @writes
    async def rollback(self, *args: Any, **kwargs: Any) -> Any: ...
    status: Any
    user: Any
