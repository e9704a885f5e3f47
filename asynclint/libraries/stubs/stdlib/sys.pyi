from typing import Any, Iterator, NoReturn, Self, TextIO

from asynclint.markers import blocks, public

class _StandardInput(Iterator[str]):
    encoding: str
    buffer: _StandardInput
    @blocks("input")
    @public("sys.stdin.read")
    def read(self, size: int | None = -1, /) -> str: ...
    @blocks("input")
    @public("sys.stdin.readline")
    def readline(self, size: int = -1, /) -> str: ...
    @blocks("input")
    @public("sys.stdin.readlines")
    def readlines(self, hint: int = -1, /) -> list[str]: ...
    @blocks("input")
    @public("sys.stdin.__iter__")
    def __next__(self) -> str: ...
    def __iter__(self) -> Self: ...
    def fileno(self) -> int: ...
    def isatty(self) -> bool: ...

class _version_info(tuple[int, int, int, str, int]):
    major: int
    minor: int
    micro: int
    releaselevel: str
    serial: int

argv: list[str]
byteorder: str
executable: str
flags: Any
implementation: Any
maxsize: int
meta_path: list[Any]
modules: dict[str, Any]
path: list[str]
platform: str
prefix: str
base_prefix: str
stdin: _StandardInput
stdout: TextIO
stderr: TextIO
version: str
version_info: _version_info
stdlib_module_names: frozenset[str]

def exc_info() -> tuple[Any, Any, Any]: ...
def exit(status=None, /) -> NoReturn: ...
def getdefaultencoding() -> str: ...
def getfilesystemencoding() -> str: ...
def getrecursionlimit() -> int: ...
def getrefcount(object, /) -> int: ...
def getsizeof(obj, default: int = ...) -> int: ...
def intern(string: str, /) -> str: ...
def setrecursionlimit(limit: int, /) -> None: ...
def _getframe(depth: int = 0, /) -> Any: ...
