from typing import Any

from asynclint.markers import changes, overridden

from starlette.background import BackgroundTask
from starlette.datastructures import MutableHeaders

class Response:
    media_type: str | None
    charset: str
    status_code: int
    body: bytes
    background: BackgroundTask | None
    def __init__(self, content: Any = None, status_code: int = 200, headers: Any = None, media_type: str | None = None, background: BackgroundTask | None = None) -> None:
        self.body = self.render(content)
    @overridden("response-class")
    def render(self, content: Any) -> Any: ...
    @changes
    def init_headers(self, headers: Any = None) -> None: ...
    @property
    def headers(self) -> MutableHeaders: ...
    @changes
    def set_cookie(self, key: str, value: str = "", *args: Any, **kwargs: Any) -> None: ...
    @changes
    def delete_cookie(self, key: str, *args: Any, **kwargs: Any) -> None: ...
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...

class HTMLResponse(Response): ...
class PlainTextResponse(Response): ...
class JSONResponse(Response): ...
class RedirectResponse(Response):
    def __init__(self, url: Any, status_code: int = 307, headers: Any = None, background: BackgroundTask | None = None) -> None: ...

class StreamingResponse(Response):
    """A synchronous iterator is consumed in the thread pool."""
    body_iterator: Any
    # The loop asks for the iterator; a worker takes its items.
    def __init__(self, content: Any, status_code: int = 200, headers: Any = None, media_type: str | None = None, background: BackgroundTask | None = None) -> None:
        content.__iter__()
    async def listen_for_disconnect(self, receive: Any) -> None: ...
    async def stream_response(self, send: Any) -> None: ...

class FileResponse(Response):
    """The file is read in the thread pool."""
    path: Any
    filename: str | None
    def __init__(self, path: Any, status_code: int = 200, headers: Any = None, media_type: str | None = None, background: BackgroundTask | None = None, filename: str | None = None, **kwargs: Any) -> None: ...
