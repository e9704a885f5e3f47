from typing import Any, Awaitable, Callable, MutableMapping

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
Lifespan = Any
StatelessLifespan = Any
StatefulLifespan = Any
HTTPExceptionHandler = Any
WebSocketExceptionHandler = Any
ExceptionHandler = Any
