from typing import Any

class URLError(OSError):
    reason: Any

class HTTPError(URLError):
    code: int
    msg: str
    headers: Any
    url: str
    def read(self, amt: int | None = None) -> bytes: ...
    def close(self) -> None: ...

class ContentTooShortError(URLError): ...
