from typing import Any, Callable, TypeVar

from anyio import CapacityLimiter
from asynclint.markers import offloads

T = TypeVar("T")

@offloads("func")
async def run_sync(func: Callable[..., T], *args: Any, cancellable: bool = False, limiter: CapacityLimiter | None = None) -> T: ...
def current_default_process_limiter() -> CapacityLimiter: ...
