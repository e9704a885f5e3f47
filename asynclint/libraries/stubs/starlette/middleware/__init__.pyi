from typing import Any

from asynclint.markers import registers

class Middleware:
    cls: Any
    args: Any
    kwargs: Any
    @registers("middleware", "cls")
    def __init__(self, cls: Any, *args: Any, **kwargs: Any) -> None: ...
