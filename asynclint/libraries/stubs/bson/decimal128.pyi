from typing import Any

class Decimal128:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
