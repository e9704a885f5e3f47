from typing import Any

class Binary:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
