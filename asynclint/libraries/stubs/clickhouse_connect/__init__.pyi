from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from clickhouse_connect.driver.asyncclient import AsyncClient
from clickhouse_connect.driver.client import Client

# It asks the server for its version.
@blocks("database", instead="clickhouse_connect.get_async_client")
def get_client(*args: Any, **kwargs: Any) -> Client: ...
@blocks("database", instead="clickhouse_connect.get_async_client")
def create_client(*args: Any, **kwargs: Any) -> Client: ...
@writes
async def get_async_client(*args: Any, **kwargs: Any) -> AsyncClient: ...
@writes
async def create_async_client(*args: Any, **kwargs: Any) -> AsyncClient: ...
