from typing import Any, Callable, TypeVar, overload

T = TypeVar("T")

MISSING: Any
KW_ONLY: Any

class FrozenInstanceError(AttributeError): ...
class InitVar: ...

class Field:
    name: str
    type: Any
    default: Any
    default_factory: Any
    metadata: Any

@overload
def dataclass(cls: type[T], /) -> type[T]:
    return cls

@overload
def dataclass(cls: None = None, /, *, init: bool = True, repr: bool = True, eq: bool = True, order: bool = False,
              unsafe_hash: bool = False, frozen: bool = False, match_args: bool = True, kw_only: bool = False,
              slots: bool = False, weakref_slot: bool = False):
    def wrap(cls):
        return cls
    return wrap

@overload
def field(*, default: T, init: bool = True, repr: bool = True, hash=None, compare: bool = True, metadata=None,
          kw_only=...) -> T: ...
@overload
def field(*, default_factory: Callable[[], T], init: bool = True, repr: bool = True, hash=None, compare: bool = True,
          metadata=None, kw_only=...) -> T: ...
@overload
def field(*, init: bool = True, repr: bool = True, hash=None, compare: bool = True, metadata=None, kw_only=...) -> Any: ...
def fields(class_or_instance) -> tuple[Field, ...]: ...
def asdict(obj, *, dict_factory=...) -> dict[str, Any]: ...
def astuple(obj, *, tuple_factory=...) -> tuple[Any, ...]: ...
def replace(obj: T, /, **changes) -> T: ...
def is_dataclass(obj) -> bool: ...
def make_dataclass(cls_name: str, fields, **kwargs) -> type: ...
