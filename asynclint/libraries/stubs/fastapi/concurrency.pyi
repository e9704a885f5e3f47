from typing import AsyncContextManager, ContextManager, TypeVar

from starlette.concurrency import iterate_in_threadpool as iterate_in_threadpool
from starlette.concurrency import run_in_threadpool as run_in_threadpool
from starlette.concurrency import run_until_first_complete as run_until_first_complete

T = TypeVar("T")

# Enters and leaves the context in the thread pool.
def contextmanager_in_threadpool(cm: ContextManager[T]) -> AsyncContextManager[T]: ...
