from typing import Any, Generic, TypeVar, overload

from asynclint.markers import changes

T = TypeVar("T")
D = TypeVar("D")

class Token(Generic[T]):
    var: ContextVar[T]
    old_value: Any

class ContextVar(Generic[T]):
    name: str
    def __init__(self, name: str, *, default: T = ...) -> None: ...
    @overload
    def get(self) -> T: ...
    @overload
    def get(self, default: D, /) -> T | D: ...
    @changes
    def set(self, value: T, /) -> Token[T]: ...
    @changes
    def reset(self, token: Token[T], /) -> None: ...

class Context:
    def run(self, callable, /, *args, **kwargs):
        return callable(*args, **kwargs)
    def copy(self) -> Context: ...
    def get(self, key, default=None, /) -> Any: ...
    def __getitem__(self, key, /) -> Any: ...

def copy_context() -> Context: ...
