from typing import Any

from asynclint.markers import registers

class Middleware:
    cls: Any
    args: Any
    kwargs: Any
    @registers("middleware", "cls")
    @registers("middleware", "dispatch")
    def __init__(self, cls: Any, *args: Any, dispatch: Any = None, **kwargs: Any) -> None: ...
