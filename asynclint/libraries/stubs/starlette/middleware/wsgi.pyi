from typing import Any

class WSGIMiddleware:
    """The WSGI application runs in the thread pool."""
    app: Any
    def __init__(self, app: Any) -> None: ...
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...
