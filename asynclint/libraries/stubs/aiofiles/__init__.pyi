from typing import Any, AsyncIterator, Iterator, Literal, Self, overload


from aiofiles import os as os
from aiofiles import ospath as ospath
from aiofiles import tempfile as tempfile

from asynclint.markers import exclusive, ordered, reads, sized, writes

@overload
@reads
def open(file: Any, mode: Literal["r", "rt", "rb"] = "r", *args: Any, **kwargs: Any) -> _Opening: ...
@overload
@writes
def open(file: Any, mode: str, *args: Any, **kwargs: Any) -> _Opening: ...

stdin: _AsyncFile
stdout: _AsyncFile
stderr: _AsyncFile
stdin_bytes: _AsyncFile
stdout_bytes: _AsyncFile
stderr_bytes: _AsyncFile

class _Opening:
    """`await aiofiles.open(...)` or `async with aiofiles.open(...) as f`."""
    def __await__(self) -> Iterator[_AsyncFile]: ...
    async def __aenter__(self) -> _AsyncFile: ...
    async def __aexit__(self, *args: Any) -> None: ...

@exclusive
class _AsyncFile:
    name: Any
    mode: str
    closed: bool
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    @ordered
    def __aiter__(self) -> AsyncIterator[Any]: ...
    @reads
    @ordered
    async def __anext__(self) -> Any: ...
    @sized(unless="args")
    @reads
    @ordered
    async def read(self, *args: Any) -> str | bytes: ...
    @reads
    @ordered
    async def readline(self, *args: Any) -> Any: ...
    @reads
    @ordered
    async def readlines(self, *args: Any) -> list[Any]: ...
    @reads
    @ordered
    async def read1(self, *args: Any) -> bytes: ...
    @reads
    @ordered
    async def readinto(self, *args: Any) -> int: ...
    @writes
    @ordered
    async def write(self, *args: Any) -> int: ...
    @writes
    @ordered
    async def writelines(self, *args: Any) -> None: ...
    @writes
    @ordered
    async def seek(self, *args: Any) -> int: ...
    @reads
    @ordered
    async def tell(self, *args: Any) -> int: ...
    @writes
    @ordered
    async def truncate(self, *args: Any) -> int: ...
    @writes
    @ordered
    async def flush(self, *args: Any) -> None: ...
    @writes
    @ordered
    async def close(self, *args: Any) -> None: ...
    @reads
    async def seekable(self, *args: Any) -> bool: ...
    @reads
    async def readable(self, *args: Any) -> bool: ...
    @reads
    async def writable(self, *args: Any) -> bool: ...
    @reads
    async def isatty(self, *args: Any) -> bool: ...
    def fileno(self) -> int: ...
