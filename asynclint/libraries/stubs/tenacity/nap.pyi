from typing import Any

from asynclint.markers import blocks

@blocks("sleep", instead="asyncio.sleep")
def sleep(seconds: float) -> None: ...

class sleep_using_event:
    event: Any
    def __init__(self, event: Any) -> None: ...
    @blocks("sleep", instead="asyncio.sleep")
    def __call__(self, timeout: float | None) -> None: ...
