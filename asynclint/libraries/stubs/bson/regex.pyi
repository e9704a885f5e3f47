from typing import Any

class Regex:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
