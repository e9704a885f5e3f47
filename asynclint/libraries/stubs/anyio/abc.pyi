from typing import Any

from anyio import _TaskGroup

TaskGroup = _TaskGroup

class TaskStatus:
    def started(self, value: Any = None) -> None: ...
