from typing import Any, Callable, Generic, TypeVar, overload

from asynclint.markers import binds, memoises, wrapper_of

T = TypeVar("T")
F = TypeVar("F")

WRAPPER_ASSIGNMENTS: tuple[str, ...]
WRAPPER_UPDATES: tuple[str, ...]

@binds("func")
def partial(func, /, *args, **keywords): ...

class partialmethod(Generic[F]):
    func: F
    def __init__(self, func: F, /, *args, **keywords) -> None: ...

@wrapper_of("wrapped")
def wraps(wrapped, assigned=..., updated=...):
    def decorator(wrapper):
        return wrapper
    return decorator

def update_wrapper(wrapper, wrapped, assigned=..., updated=...):
    return wrapper

@memoises
def cache(user_function, /):
    return user_function

@overload
@memoises
def lru_cache(maxsize: int | None = 128, typed: bool = False):
    def decorating_function(user_function):
        return user_function
    return decorating_function

@overload
@memoises
def lru_cache(maxsize: Callable[..., Any], typed: bool = False):
    return maxsize

@memoises
class cached_property(Generic[F]):
    func: F
    attrname: str | None
    def __init__(self, func: F) -> None:
        self.func = func
    def __get__(self, instance, owner=None):
        return self.func(instance)

def reduce(function, iterable, initial=..., /):
    for item in iterable:
        return function(item, item)

def singledispatch(func):
    return func

class singledispatchmethod(Generic[F]):
    func: F
    def __init__(self, func: F) -> None: ...
    def register(self, cls, method=None): ...

def total_ordering(cls: type[T]) -> type[T]: ...

def cmp_to_key(mycmp):
    def key(obj):
        return mycmp(obj, obj)
    return key
