from functools import partial
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any, Generator

from asynclint.markers import blocks, public

# Between two attempts of a plain function it sleeps; for an `async def` it awaits asyncio.sleep.
@blocks("sleep")
@public("backoff.on_exception")
def _pause_after_exception() -> None: ...
@blocks("sleep")
@public("backoff.on_predicate")
def _pause_after_result() -> None: ...

# What is only started by the call cannot fail in it.
def _try_again_after_exception(target):
    if not iscoroutinefunction(target):
        if not isgeneratorfunction(target) and not isasyncgenfunction(target):
            _pause_after_exception()

def _try_again_after_result(target):
    if not iscoroutinefunction(target):
        if not isgeneratorfunction(target) and not isasyncgenfunction(target):
            _pause_after_result()

def on_exception(wait_gen, exception, *, max_tries=None, max_time=None, jitter=..., giveup=..., **kwargs):
    def decorate(target):
        pause = partial(_try_again_after_exception, target)
        def retry(*args, **kwargs):
            pause()
            return target(*args, **kwargs)
        return retry
    return decorate

def on_predicate(wait_gen, predicate=..., *, max_tries=None, max_time=None, jitter=..., **kwargs):
    def decorate(target):
        pause = partial(_try_again_after_result, target)
        def retry(*args, **kwargs):
            pause()
            return target(*args, **kwargs)
        return retry
    return decorate

def constant(interval: Any = 1) -> Generator[float, None, None]: ...
def expo(base: float = 2, factor: float = 1, max_value: float | None = None) -> Generator[float, Any, None]: ...
def fibo(max_value: int | None = None) -> Generator[int, None, None]: ...
def runtime(*, value: Any) -> Generator[float, None, None]: ...
def full_jitter(value: float) -> float: ...
def random_jitter(value: float) -> float: ...
