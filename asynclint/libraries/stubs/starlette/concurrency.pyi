from typing import Any, AsyncIterator, Callable, Iterable, ParamSpec, TypeVar

from asynclint.markers import offloads

P = ParamSpec("P")
T = TypeVar("T")

@offloads("func")
async def run_in_threadpool(func: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...
# The generator's body runs in the thread pool: handing it over consumes nothing here.
def iterate_in_threadpool(iterator: Iterable[T]) -> AsyncIterator[T]: ...
async def run_until_first_complete(*args: Any) -> None: ...
