from typing import Any, Awaitable, Callable

from asynclint.markers import hook, registers

from starlette.requests import Request
from starlette.responses import Response

RequestResponseEndpoint = Callable[[Request], Awaitable[Response]]
DispatchFunction = Callable[[Request, RequestResponseEndpoint], Awaitable[Response]]

class BaseHTTPMiddleware:
    app: Any
    dispatch_func: Any
    @registers("middleware", "dispatch")
    def __init__(self, app: Any, dispatch: Any = None) -> None: ...
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...
    @hook("middleware")
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response: ...
