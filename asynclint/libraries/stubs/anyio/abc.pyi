from typing import Any

from anyio import _TaskGroup

from asynclint.markers import changes

TaskGroup = _TaskGroup

class TaskStatus:
    @changes
    def started(self, value: Any = None) -> None: ...
