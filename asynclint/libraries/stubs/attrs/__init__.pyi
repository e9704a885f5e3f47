from typing import Any, Callable, TypeVar, overload

T = TypeVar("T")

NOTHING: Any

def Factory(factory: Callable[[], T], takes_self: bool = False) -> T: ...

@overload
def define(maybe_cls: type[T], /) -> type[T]:
    return maybe_cls

@overload
def define(maybe_cls: None = None, **kwargs):
    def wrap(cls):
        return cls
    return wrap

mutable = define

@overload
def frozen(maybe_cls: type[T], /) -> type[T]:
    return maybe_cls

@overload
def frozen(maybe_cls: None = None, **kwargs):
    def wrap(cls):
        return cls
    return wrap

@overload
def field(*, factory: Callable[[], T], init: bool = True, repr=True, hash=None, eq=None, order=None, metadata=None,
          converter=None, validator=None, kw_only=False, on_setattr=None, alias=None, type=None) -> T: ...
@overload
def field(*, default: T, init: bool = True, repr=True, hash=None, eq=None, order=None, metadata=None,
          converter=None, validator=None, kw_only=False, on_setattr=None, alias=None, type=None) -> T: ...
@overload
def field(**kwargs) -> Any: ...
def asdict(inst, **kwargs) -> dict[str, Any]: ...
def astuple(inst, **kwargs) -> tuple[Any, ...]: ...
def evolve(inst: T, /, **changes) -> T: ...
def has(cls) -> bool: ...
