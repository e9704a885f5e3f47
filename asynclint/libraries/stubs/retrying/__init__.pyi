from functools import partial
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any, Callable, overload

from asynclint.markers import blocks, public

class RetryError(Exception):
    last_attempt: Attempt
    def __init__(self, last_attempt: Attempt) -> None: ...

class Attempt:
    value: Any
    attempt_number: int
    has_exception: bool
    def __init__(self, value: Any, attempt_number: int, has_exception: bool) -> None: ...
    def get(self, wrap_exception: bool = False) -> Any: ...

# Between two attempts it waits only where a wait is given.
@blocks("sleep")
@public("retrying.retry")
def _pause() -> None: ...
@blocks("sleep")
@public("retrying.Retrying.call")
def _between_attempts() -> None: ...

# What is only started by the call cannot fail in it.
def _pause_after(f):
    if not iscoroutinefunction(f):
        if not isgeneratorfunction(f) and not isasyncgenfunction(f):
            _pause()

def _sleeping(f):
    pause = partial(_pause_after, f)
    def wrapped_f(*args, **kw):
        pause()
        return f(*args, **kw)
    return wrapped_f

def _without_sleep(f):
    return f

@overload
def retry(f: Callable[..., Any], /):
    return f
@overload
def retry(*, wait: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_fixed: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_random_min: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_random_max: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_incrementing_start: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_incrementing_increment: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_exponential_multiplier: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_exponential_max: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_func: Any, **dkw: Any):
    return _sleeping
@overload
def retry(*, wait_jitter_max: Any, **dkw: Any):
    return _sleeping
@overload
def retry(**dkw: Any):
    return _without_sleep

class Retrying:
    @overload
    def __new__(cls, *, wait: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_fixed: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_random_min: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_random_max: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_incrementing_start: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_incrementing_increment: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_exponential_multiplier: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_exponential_max: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_func: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *, wait_jitter_max: Any, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, *args: Any, **kwargs: Any) -> Retrying: ...
    def call(self, fn, *args, **kwargs):
        return fn(*args, **kwargs)

class _SleepingRetrying(Retrying):
    def call(self, fn, *args, **kwargs):
        if not iscoroutinefunction(fn):
            if not isgeneratorfunction(fn) and not isasyncgenfunction(fn):
                _between_attempts()
        return fn(*args, **kwargs)
