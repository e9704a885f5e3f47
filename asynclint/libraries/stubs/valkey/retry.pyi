from typing import Any

class Retry:
    def __init__(self, backoff: Any, retries: int, supported_errors: Any = ...) -> None: ...
