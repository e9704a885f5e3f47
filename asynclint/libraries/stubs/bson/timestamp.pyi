from typing import Any

class Timestamp:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
