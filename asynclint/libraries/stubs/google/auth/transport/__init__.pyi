from typing import Any

from asynclint.markers import blocks

class Response:
    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Any: ...
    @property
    def data(self) -> bytes: ...

class Request:
    @blocks("http")
    def __call__(self, url: Any, method: Any = "GET", body: Any = None, headers: Any = None, timeout: Any = None, **kwargs: Any) -> Response: ...
