from typing import Any, Literal, overload

from asynclint.markers import blocks, pauses

SIGINT: int
SIGTERM: int
SIGKILL: int
SIGHUP: int
SIGALRM: int
SIGCHLD: int
SIGUSR1: int
SIGUSR2: int
SIG_DFL: Any
SIG_IGN: Any

class Signals(int): ...

def signal(signalnum: int, handler, /) -> Any: ...
def getsignal(signalnum: int, /) -> Any: ...
def alarm(seconds: int, /) -> int: ...
def raise_signal(signalnum: int, /) -> None: ...
def set_wakeup_fd(fd: int, /, *, warn_on_full_buffer: bool = ...) -> int: ...
@blocks("synchronization", instead="loop.add_signal_handler")
@pauses
def pause() -> None: ...
@blocks("synchronization", instead="loop.add_signal_handler")
@pauses
def sigwait(sigset, /) -> int: ...
@blocks("synchronization", instead="loop.add_signal_handler")
@pauses
def sigwaitinfo(sigset, /) -> Any: ...
@overload
def sigtimedwait(sigset, timeout: Literal[0], /) -> Any: ...
@overload
@blocks("synchronization", instead="loop.add_signal_handler")
@pauses
def sigtimedwait(sigset, timeout: float, /) -> Any: ...
