"""One worker as its parent sees it: a process and two pipes."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from typing import BinaryIO

import msgspec

from asynclint.engine.workers.messages import HELLO, Job, Reply, receive, send

READER = "asynclint.facts.reader:read_module"

_PROGRAM = (
    "import sys; sys.path[:] = {path!r}; from asynclint.engine.workers.child import main; main({reader!r})"
)
# A Ctrl-C of the terminal is for the parent alone; it ends its workers.
_OWN_GROUP: dict[str, int] = (
    {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}
)  # CREATE_NEW_PROCESS_GROUP
# Seconds in which a worker ends by itself when its parent hangs up.
_PATIENCE = 2.0
_DECODER = msgspec.msgpack.Decoder(Reply)


class Process:
    """A started worker.  Raises OSError or ValueError where none can be started.

    A new interpreter, not a fork: the caller may have threads, whose locks a fork would take along
    as they are; and not `multiprocessing`, which wants to import the caller's `__main__` and
    semaphores that not every system has.
    """

    def __init__(self, reader: str) -> None:
        executable = "" if getattr(sys, "frozen", False) else sys.executable
        if not executable:
            raise OSError("no Python interpreter to start")
        program = _PROGRAM.format(path=[part for part in sys.path if isinstance(part, str)], reader=reader)
        self._popen = subprocess.Popen(
            [executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **_OWN_GROUP,  # type: ignore[call-overload]
        )
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._in: BinaryIO = self._popen.stdin
        self._out: BinaryIO = self._popen.stdout

    def greeted(self) -> bool:
        """Waits until the worker is ready; false where it ended, or is no worker of ours."""
        return receive(self._out) == HELLO

    def send(self, job: Job) -> None:
        """Hands a file over.  Nothing is raised where the worker died: `receive` tells."""
        with contextlib.suppress(OSError, ValueError):
            send(self._in, msgspec.msgpack.encode(job))

    def receive(self) -> Reply | None:
        """Waits for the next answer, in the order of the jobs; None where the worker died."""
        data = receive(self._out)
        try:
            return None if data is None else _DECODER.decode(data)
        except msgspec.MsgspecError:
            return None

    def kill(self) -> None:
        """Ends the process at once, whatever it does; from any thread."""
        with contextlib.suppress(OSError):
            self._popen.kill()

    def end(self) -> str:
        """Closes the pipes, which ends the process, and says how it ended."""
        for stream in (self._in, self._out):
            with contextlib.suppress(OSError, ValueError):
                stream.close()
        try:
            return _told(self._popen.wait(_PATIENCE))
        except subprocess.TimeoutExpired:
            self.kill()
            return _told(self._popen.wait())


def _told(code: int) -> str:
    """`killed by SIGSEGV`, `exit code 1`."""
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"killed by {signal.Signals(-code).name}"
    return f"killed by signal {-code}"
