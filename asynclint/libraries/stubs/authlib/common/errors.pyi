from typing import Any

class AuthlibBaseError(Exception):
    error: str | None
    description: str
    uri: str | None
    def __init__(self, error: Any = None, description: Any = None, uri: Any = None) -> None: ...
class AuthlibHTTPError(AuthlibBaseError):
    status_code: int
