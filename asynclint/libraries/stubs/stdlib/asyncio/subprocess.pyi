from asyncio import StreamReader, StreamWriter
from typing import Any

from asynclint.markers import changes, ordered, pauses, reads, writes

PIPE: int
STDOUT: int
DEVNULL: int

class Process:
    stdin: StreamWriter | None
    stdout: StreamReader | None
    stderr: StreamReader | None
    pid: int
    returncode: int | None
    @reads
    @pauses
    async def wait(self) -> int: ...
    @writes
    @ordered
    async def communicate(self, input=None) -> tuple[Any, Any]: ...
    @changes
    def send_signal(self, signal: int) -> None: ...
    @changes
    def terminate(self) -> None: ...
    @changes
    def kill(self) -> None: ...

@writes
async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit: int = ..., **kwds) -> Process: ...
@writes
async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit: int = ..., **kwds) -> Process: ...
