from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from lancedb.db import AsyncConnection as AsyncConnection
from lancedb.db import DBConnection as DBConnection

# It may open a catalogue, or a folder.
@blocks("database", instead="lancedb.connect_async")
def connect(*args: Any, **kwargs: Any) -> DBConnection: ...
@writes
async def connect_async(*args: Any, **kwargs: Any) -> AsyncConnection: ...
