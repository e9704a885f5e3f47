from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from asynch.connection import Connection as Connection
from asynch.pool import Pool as Pool

@writes
async def connect(*args: Any, **kwargs: Any) -> Connection: ...
