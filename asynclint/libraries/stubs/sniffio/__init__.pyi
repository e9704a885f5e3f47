from typing import Literal

from asynclint.markers import probes_loop

# A subclass of RuntimeError, raised by the probe alone: here one and the same, so that its handler is one
# of the probe.
AsyncLibraryNotFoundError = RuntimeError

@probes_loop
def current_async_library() -> Literal["asyncio"]: ...
