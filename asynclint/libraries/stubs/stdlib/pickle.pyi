from typing import Any, Generic, TypeVar

from asynclint.markers import blocks

F = TypeVar("F")

HIGHEST_PROTOCOL: int
DEFAULT_PROTOCOL: int

class PickleError(Exception): ...
class PicklingError(PickleError): ...
class UnpicklingError(PickleError): ...

@blocks("cpu", cost="size")
def dumps(obj, protocol=None, *, fix_imports: bool = True, buffer_callback=None) -> bytes: ...
@blocks("cpu", cost="size")
def loads(data, /, *, fix_imports: bool = True, encoding: str = "ASCII", errors: str = "strict", buffers=()) -> Any: ...

def dump(obj, file, protocol=None, *, fix_imports: bool = True, buffer_callback=None) -> None:
    file.write(b"")

def load(file, *, fix_imports: bool = True, encoding: str = "ASCII", errors: str = "strict", buffers=()) -> Any:
    file.read()

class Pickler(Generic[F]):
    _file: F
    def __init__(self, file: F, protocol=None, *, fix_imports: bool = True, buffer_callback=None) -> None:
        self._file = file
    def dump(self, obj, /) -> None:
        self._file.write(b"")

class Unpickler(Generic[F]):
    _file: F
    def __init__(self, file: F, *, fix_imports: bool = True, encoding: str = "ASCII", errors: str = "strict",
                 buffers=()) -> None:
        self._file = file
    def load(self) -> Any:
        self._file.read()
