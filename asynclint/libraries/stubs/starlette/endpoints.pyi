from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

class HTTPEndpoint:
    """Made on the loop for each request, then awaited; `def` methods go to the thread pool."""
    scope: Any
    receive: Any
    send: Any
    def __init__(self, scope: Any, receive: Any, send: Any) -> None: ...
    def __await__(self) -> Any:
        return self.dispatch()
    async def dispatch(self) -> None:
        request = Request(self.scope)
        await self.get(request)
        await self.head(request)
        await self.post(request)
        await self.put(request)
        await self.patch(request)
        await self.delete(request)
        await self.options(request)
    async def method_not_allowed(self, request: Request) -> Response: ...

class WebSocketEndpoint:
    """Made on the loop for each connection; calls its hooks there, `def` ones too."""
    encoding: Any
    scope: Any
    receive: Any
    send: Any
    def __init__(self, scope: Any, receive: Any, send: Any) -> None: ...
    def __await__(self) -> Any:
        return self.dispatch()
    async def dispatch(self) -> None:
        websocket = WebSocket(self.scope, self.receive, self.send)
        self.on_connect(websocket)
        message = await websocket.receive()
        data = self.decode(websocket, message)
        self.on_receive(websocket, data)
        self.on_disconnect(websocket, 1000)
    async def decode(self, websocket: WebSocket, message: Any) -> Any: ...
    async def on_connect(self, websocket: WebSocket) -> None: ...
    async def on_receive(self, websocket: WebSocket, data: Any) -> None: ...
    async def on_disconnect(self, websocket: WebSocket, close_code: int) -> None: ...
