from typing import Any, Callable, Literal, TypeVar, overload

from asynclint.markers import overridden, registers, streams, tracked, unwraps

from starlette.routing import BaseRoute as BaseRoute
from starlette.routing import Mount as Mount
from starlette.routing import Route, Router, WebSocketRoute

F = TypeVar("F")

@unwraps(since="0.123.5")
@streams(since="0.134")
@tracked
class APIRouter(Router):
    prefix: str
    tags: list[Any]
    dependencies: list[Any]
    route_class: type[APIRoute]
    @registers("dependencies", "dependencies")
    @registers("prefix")
    @registers("route-class", "route_class")
    @registers("response-class", "default_response_class")
    @registers("lifespan", "lifespan")
    @registers("startup", "on_startup")
    @registers("shutdown", "on_shutdown")
    def __init__(self, *, prefix: str = "", tags: Any = None, dependencies: Any = None, routes: Any = None, route_class: Any = ..., on_startup: Any = None, on_shutdown: Any = None, lifespan: Any = None, default_response_class: Any = None, **kwargs: Any) -> None: ...
    @registers("dependencies", "dependencies")
    @registers("route", "endpoint")
    def add_api_route(self, path: str, endpoint: Callable[..., Any], *, methods: Any = None, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> None: ...
    @registers("dependencies", "dependencies")
    @registers("route")
    def api_route(self, path: str, *, methods: Any = None, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("websocket", "endpoint")
    def add_api_websocket_route(self, path: str, endpoint: Callable[..., Any], name: str | None = None, *, dependencies: Any = None) -> None: ...
    @registers("dependencies", "dependencies")
    @registers("websocket")
    def websocket(self, path: str, name: str | None = None, *, dependencies: Any = None) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("router", "router")
    def include_router(self, router: APIRouter, *, prefix: str = "", tags: Any = None, dependencies: Any = None, **kwargs: Any) -> None: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="GET")
    def get(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="PUT")
    def put(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="POST")
    def post(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="DELETE")
    def delete(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="OPTIONS")
    def options(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="HEAD")
    def head(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="PATCH")
    def patch(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("dependencies", "dependencies")
    @registers("route", method="TRACE")
    def trace(self, path: str, *, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> Callable[[F], F]: ...
    @registers("startup")
    @overload
    def on_event(self, event_type: Literal["startup"]) -> Callable[[F], F]: ...
    @registers("shutdown")
    @overload
    def on_event(self, event_type: Literal["shutdown"]) -> Callable[[F], F]: ...
    @registers("startup", "func")
    @overload
    def add_event_handler(self, event_type: Literal["startup"], func: Callable[..., Any]) -> None: ...
    @registers("shutdown", "func")
    @overload
    def add_event_handler(self, event_type: Literal["shutdown"], func: Callable[..., Any]) -> None: ...

@unwraps(since="0.123.5")
@streams(since="0.134")
class APIRoute(Route):
    response_model: Any
    response_class: Any
    dependant: Any
    dependencies: Any
    operation_id: str | None
    tags: Any
    @registers("dependencies", "dependencies")
    @registers("route", "endpoint")
    def __init__(self, path: str, endpoint: Callable[..., Any], *, methods: Any = None, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> None: ...
    @overridden("route-class")
    def get_route_handler(self) -> Callable[..., Any]: ...

@unwraps(since="0.123.5")
class APIWebSocketRoute(WebSocketRoute):
    @registers("dependencies", "dependencies")
    @registers("websocket", "endpoint")
    def __init__(self, path: str, endpoint: Callable[..., Any], *, name: str | None = None, dependencies: Any = None, response_model: Any = ..., response_class: Any = ..., **kwargs: Any) -> None: ...
