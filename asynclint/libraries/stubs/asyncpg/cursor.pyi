from typing import Any, AsyncIterator, Callable, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from asyncpg import Record

class CursorFactory:
    """`async for record in connection.cursor(...)`, or `await connection.cursor(...)`."""
    def __aiter__(self) -> AsyncIterator[Record]: ...
    def __await__(self) -> Iterator[Cursor]: ...

class Cursor:
    @reads
    async def fetch(self, *args: Any, **kwargs: Any) -> list[Record]: ...
    @reads
    async def fetchrow(self, *args: Any, **kwargs: Any) -> Record | None: ...
    @reads
    async def forward(self, *args: Any, **kwargs: Any) -> Any: ...
