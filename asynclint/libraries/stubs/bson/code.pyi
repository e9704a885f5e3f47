from typing import Any

class Code:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
