from typing import Any

from asynclint.markers import blocks, enters_loop, writes

from tortoise.backends.base.client import BaseDBAsyncClient as BaseDBAsyncClient
from tortoise.connection import connections as connections
from tortoise.models import Model as Model

class Tortoise:
    apps: Any
    @classmethod
    async def init(cls, *args: Any, **kwargs: Any) -> Any: ...
    @classmethod
    @writes
    async def generate_schemas(cls, safe: bool = True) -> None: ...
    @classmethod
    async def close_connections(cls) -> None: ...
    @classmethod
    def get_connection(cls, connection_name: str) -> BaseDBAsyncClient: ...
    @classmethod
    def init_models(cls, *args: Any, **kwargs: Any) -> None: ...
    @classmethod
    def describe_model(cls, model: Any, serializable: bool = True) -> dict[str, Any]: ...
    @classmethod
    def describe_models(cls, models: Any = None, serializable: bool = True) -> dict[str, Any]: ...

@enters_loop
@blocks("loop", instead="await")
def run_async(coro: Any) -> None: ...
