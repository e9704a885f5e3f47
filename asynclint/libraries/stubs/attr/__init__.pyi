from typing import Any, Callable, TypeVar, overload

from attrs import Factory as Factory
from attrs import NOTHING as NOTHING
from attrs import asdict as asdict
from attrs import astuple as astuple
from attrs import define as define
from attrs import evolve as evolve
from attrs import field as field
from attrs import frozen as frozen
from attrs import has as has
from attrs import mutable as mutable

T = TypeVar("T")

@overload
def attrs(maybe_cls: type[T], /) -> type[T]:
    return maybe_cls

@overload
def attrs(maybe_cls: None = None, **kwargs):
    def wrap(cls):
        return cls
    return wrap

s = attributes = attrs

@overload
def dataclass(maybe_cls: type[T], /) -> type[T]:
    return maybe_cls

@overload
def dataclass(maybe_cls: None = None, **kwargs):
    def wrap(cls):
        return cls
    return wrap

@overload
def attrib(*, factory: Callable[[], T], validator=None, repr=True, cmp=None, hash=None, init=True, metadata=None,
           type=None, converter=None, kw_only=False, eq=None, order=None, on_setattr=None, alias=None) -> T: ...
@overload
def attrib(default: T, validator=None, repr=True, cmp=None, hash=None, init=True, metadata=None,
           type=None, converter=None, kw_only=False, eq=None, order=None, on_setattr=None, alias=None) -> T: ...
@overload
def attrib(**kwargs) -> Any: ...

ib = attr = attrib
