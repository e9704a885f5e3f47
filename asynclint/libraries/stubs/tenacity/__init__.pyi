from concurrent.futures import Future as _Future
from functools import partial
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any, Callable, Iterator, Self, overload

from asynclint.markers import blocks, public, safe

from tenacity.after import after_log as after_log
from tenacity.after import after_nothing as after_nothing
from tenacity.asyncio import AsyncRetrying as AsyncRetrying
from tenacity.before import before_log as before_log
from tenacity.before import before_nothing as before_nothing
from tenacity.before_sleep import before_sleep_log as before_sleep_log
from tenacity.before_sleep import before_sleep_nothing as before_sleep_nothing
from tenacity.nap import sleep as sleep
from tenacity.nap import sleep_using_event as sleep_using_event
from tenacity.retry import retry_all as retry_all
from tenacity.retry import retry_always as retry_always
from tenacity.retry import retry_any as retry_any
from tenacity.retry import retry_base as retry_base
from tenacity.retry import retry_if_exception as retry_if_exception
from tenacity.retry import retry_if_exception_cause_type as retry_if_exception_cause_type
from tenacity.retry import retry_if_exception_message as retry_if_exception_message
from tenacity.retry import retry_if_exception_type as retry_if_exception_type
from tenacity.retry import retry_if_not_exception_message as retry_if_not_exception_message
from tenacity.retry import retry_if_not_exception_type as retry_if_not_exception_type
from tenacity.retry import retry_if_not_result as retry_if_not_result
from tenacity.retry import retry_if_result as retry_if_result
from tenacity.retry import retry_never as retry_never
from tenacity.retry import retry_unless_exception_type as retry_unless_exception_type
from tenacity.stop import stop_after_attempt as stop_after_attempt
from tenacity.stop import stop_after_delay as stop_after_delay
from tenacity.stop import stop_all as stop_all
from tenacity.stop import stop_any as stop_any
from tenacity.stop import stop_before_delay as stop_before_delay
from tenacity.stop import stop_never as stop_never
from tenacity.stop import stop_when_event_set as stop_when_event_set
from tenacity.wait import wait_base
from tenacity.wait import wait_chain as wait_chain
from tenacity.wait import wait_combine as wait_combine
from tenacity.wait import wait_exception as wait_exception
from tenacity.wait import wait_exponential as wait_exponential
from tenacity.wait import wait_exponential_jitter as wait_exponential_jitter
from tenacity.wait import wait_fixed as wait_fixed
from tenacity.wait import wait_incrementing as wait_incrementing
from tenacity.wait import wait_none as wait_none
from tenacity.wait import wait_random as wait_random
from tenacity.wait import wait_random_exponential as wait_full_jitter
from tenacity.wait import wait_random_exponential as wait_random_exponential

class TryAgain(Exception): ...

class RetryError(Exception):
    last_attempt: Future
    def __init__(self, last_attempt: Future) -> None: ...
    def reraise(self) -> None: ...

class Future(_Future[Any]):
    attempt_number: int
    @property
    def failed(self) -> bool: ...
    # It is there before anybody sees it.
    @safe
    def result(self, timeout: Any = None) -> Any: ...
    @safe
    def exception(self, timeout: Any = None) -> Any: ...

class RetryCallState:
    start_time: float
    retry_object: Any
    fn: Any
    args: Any
    kwargs: Any
    attempt_number: int
    outcome: Future | None
    outcome_timestamp: float | None
    idle_for: float
    next_action: Any
    upcoming_sleep: float
    @property
    def seconds_since_start(self) -> float | None: ...
    def get_fn_name(self) -> str: ...

class AttemptManager:
    retry_state: RetryCallState
    def __enter__(self) -> None: ...
    def __exit__(self, *args: Any) -> bool | None: ...
    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *args: Any) -> bool | None: ...

# Between two attempts it waits only where a wait is given: `wait_none()` is the default.
@blocks("sleep", instead="tenacity.AsyncRetrying")
@public("tenacity.retry")
def _pause() -> None: ...

# What is only started by the call cannot fail in it.
def _pause_after(fn):
    if not iscoroutinefunction(fn):
        if not isgeneratorfunction(fn) and not isasyncgenfunction(fn):
            _pause()

def _sleeping(fn):
    pause = partial(_pause_after, fn)
    def wrapped_f(*args, **kw):
        pause()
        return fn(*args, **kw)
    return wrapped_f

def _without_sleep(fn):
    return fn

@overload
def retry(func: Callable[..., Any], /):
    return func
@overload
def retry(*, wait: None, **kwargs: Any):
    return _without_sleep
@overload
def retry(*, wait: wait_base, **kwargs: Any):
    return _sleeping
@overload
def retry(**kwargs: Any):
    return _without_sleep

class BaseRetrying:
    statistics: Any
    stop: Any
    wait: Any
    retry: Any
    enabled: bool
    def copy(self, *args: Any, **kwargs: Any) -> Self: ...
    def begin(self) -> None: ...

class Retrying(BaseRetrying):
    @overload
    def __new__(cls, *, wait: None, **kwargs: Any) -> Retrying: ...
    @overload
    def __new__(cls, *, wait: wait_base, **kwargs: Any) -> _SleepingRetrying: ...
    @overload
    def __new__(cls, **kwargs: Any) -> Retrying: ...
    def __call__(self, fn, *args, **kwargs):
        return fn(*args, **kwargs)
    def wraps(self, f):
        return f
    def __iter__(self) -> Iterator[AttemptManager]: ...

class _SleepingRetrying(Retrying):
    def __call__(self, fn, *args, **kwargs):
        if not iscoroutinefunction(fn):
            if not isgeneratorfunction(fn) and not isasyncgenfunction(fn):
                _between_attempts()
        return fn(*args, **kwargs)
    def wraps(self, f):
        return _sleeping(f)
    def __iter__(self) -> _Attempts: ...

class _Attempts(Iterator[AttemptManager]):
    def __iter__(self) -> Self: ...
    @blocks("sleep", instead="tenacity.AsyncRetrying")
    @public("tenacity.Retrying.__iter__")
    def __next__(self) -> AttemptManager: ...

@blocks("sleep", instead="tenacity.AsyncRetrying")
@public("tenacity.Retrying.__call__")
def _between_attempts() -> None: ...
