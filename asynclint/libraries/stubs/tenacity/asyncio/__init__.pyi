from inspect import iscoroutinefunction
from typing import Any, Self

from tenacity import AttemptManager, BaseRetrying
from tenacity.asyncio.retry import retry_all as retry_all
from tenacity.asyncio.retry import retry_any as retry_any
from tenacity.asyncio.retry import retry_if_exception as retry_if_exception
from tenacity.asyncio.retry import retry_if_result as retry_if_result

from asynclint.markers import ordered, pauses

class AsyncRetrying(BaseRetrying):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    async def __call__(self, fn, *args, **kwargs):
        if iscoroutinefunction(fn):
            return await fn(*args, **kwargs)
        return fn(*args, **kwargs)
    def wraps(self, fn):
        return fn
    def __aiter__(self) -> Self: ...
    @pauses
    @ordered
    async def __anext__(self) -> AttemptManager: ...
