from typing import overload

from asynclint.markers import blocks

# LOCK_NB makes the attempt return at once.
class _NonBlocking(int):
    def __or__(self, value, /) -> _NonBlocking: ...
    def __ror__(self, value, /) -> _NonBlocking: ...

class _Operation(int):
    @overload
    def __or__(self, value: _NonBlocking, /) -> _NonBlocking: ...
    @overload
    def __or__(self, value, /) -> _Operation: ...

LOCK_EX: _Operation
LOCK_SH: _Operation
LOCK_NB: _NonBlocking
LOCK_UN: _NonBlocking
F_GETFL: int
F_SETFL: int
F_GETFD: int
F_SETFD: int
FD_CLOEXEC: int

@overload
def flock(fd, operation: _NonBlocking, /) -> None: ...
@overload
@blocks("synchronization")
def flock(fd, operation, /) -> None: ...
@overload
def lockf(fd, cmd: _NonBlocking, len: int = 0, start: int = 0, whence: int = 0, /) -> None: ...
@overload
@blocks("synchronization")
def lockf(fd, cmd, len: int = 0, start: int = 0, whence: int = 0, /) -> None: ...
def fcntl(fd, cmd: int, arg=0, /): ...
def ioctl(fd, request: int, arg=0, mutate_flag: bool = True, /): ...
