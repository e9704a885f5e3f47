from typing import Any

class DBRef:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
