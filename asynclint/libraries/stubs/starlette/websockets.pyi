from typing import Any, AsyncIterator

from starlette.requests import HTTPConnection

from asynclint.markers import ordered, reads, writes

class WebSocketState:
    CONNECTING: WebSocketState
    CONNECTED: WebSocketState
    DISCONNECTED: WebSocketState
    RESPONSE: WebSocketState

class WebSocketDisconnect(Exception):
    code: int
    reason: str
    def __init__(self, code: int = 1000, reason: str | None = None) -> None: ...

class WebSocket(HTTPConnection):
    client_state: WebSocketState
    application_state: WebSocketState
    def __init__(self, scope: Any, receive: Any, send: Any) -> None: ...
    @reads
    @ordered
    async def receive(self) -> Any: ...
    @writes
    @ordered
    async def send(self, message: Any) -> None: ...
    @writes
    @ordered
    async def accept(self, subprotocol: str | None = None, headers: Any = None) -> None: ...
    @reads
    @ordered
    async def receive_text(self) -> str: ...
    @reads
    @ordered
    async def receive_bytes(self) -> bytes: ...
    @reads
    @ordered
    async def receive_json(self, mode: str = "text") -> Any: ...
    @ordered
    def iter_text(self) -> AsyncIterator[str]: ...
    @ordered
    def iter_bytes(self) -> AsyncIterator[bytes]: ...
    @ordered
    def iter_json(self) -> AsyncIterator[Any]: ...
    @writes
    @ordered
    async def send_text(self, data: str) -> None: ...
    @writes
    @ordered
    async def send_bytes(self, data: bytes) -> None: ...
    @writes
    @ordered
    async def send_json(self, data: Any, mode: str = "text") -> None: ...
    @writes
    @ordered
    async def send_denial_response(self, response: Any) -> None: ...
    @writes
    @ordered
    async def close(self, code: int = 1000, reason: str | None = None) -> None: ...

class WebSocketClose:
    def __init__(self, code: int = 1000, reason: str | None = None) -> None: ...
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...
