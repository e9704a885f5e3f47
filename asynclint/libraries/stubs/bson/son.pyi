from typing import Any

class SON:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
