from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from asynch.connection import Connection

@public("asynch.Pool")
class Pool:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    def connection(self) -> _Pooled: ...
    acquired_connections: Any
    closed: Any
    free_connections: Any
    maxsize: Any
    minsize: Any
    opened: Any
    @writes
    async def shutdown(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def startup(self, *args: Any, **kwargs: Any) -> Any: ...
    status: Any

class _Pooled:
    async def __aenter__(self) -> Connection: ...
    async def __aexit__(self, *args: Any) -> None: ...
