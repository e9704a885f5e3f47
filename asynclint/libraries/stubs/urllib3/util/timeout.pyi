from typing import Any

class Timeout:
    def __init__(self, total: Any = None, connect: Any = ..., read: Any = ...) -> None: ...
