from typing import Any, Callable

from asynclint.markers import changes, ordered, registers

class BackgroundTask:
    func: Any
    args: Any
    kwargs: Any
    is_async: bool
    @registers("background", "func")
    def __init__(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> None: ...
    async def __call__(self) -> None: ...

class BackgroundTasks(BackgroundTask):
    tasks: list[BackgroundTask]
    def __init__(self, tasks: Any = None) -> None: ...
    @registers("background", "func")
    @changes
    @ordered
    def add_task(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> None: ...
