from typing import Any

class Int64:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
