from typing import Any

class APIError(Exception):
    message: str | None
    code: str | None
    hint: str | None
    details: str | None
    def __init__(self, error: Any) -> None: ...
    def json(self) -> dict[str, Any]: ...
