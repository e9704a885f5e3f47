from typing import Any

class ReadConcern:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
