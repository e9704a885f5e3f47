from typing import Any, Callable, Literal, TypeVar, overload

from asynclint.markers import hook, registers, streams, tracked, unwraps

from fastapi.routing import APIRouter
from starlette.applications import Starlette

F = TypeVar("F")

class _Overrides(dict[Any, Any]):
    @registers("dependency", "value")
    def __setitem__(self, key: Any, value: Any) -> None: ...

@unwraps(since="0.123.5")
@streams(since="0.134")
@tracked
class FastAPI(Starlette):
    router: APIRouter
    title: str
    version: str
    root_path: str
    openapi_url: str | None
    openapi_schema: Any
    dependency_overrides: _Overrides
    docs_url: str | None
    redoc_url: str | None
    webhooks: APIRouter
    @registers("dependencies", "dependencies")
    @registers("response-class", "default_response_class")
    @registers("lifespan", "lifespan", yields="starlette.datastructures._RequestState")
    @registers("exception-handler", "exception_handlers")
    @registers("startup", "on_startup")
    @registers("shutdown", "on_shutdown")
    def __init__(self, *, debug: bool = False, routes: Any = None, dependencies: Any = None, middleware: Any = None, exception_handlers: Any = None, on_startup: Any = None, on_shutdown: Any = None, lifespan: Any = None, root_path: str = "", default_response_class: Any = None, **extra: Any) -> None: ...
    @hook("openapi")
    def openapi(self) -> dict[str, Any]: ...
    def setup(self) -> None: ...
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
    @registers("middleware", "middleware_class")
    @registers("middleware", "dispatch")
    def add_middleware(self, middleware_class: Any, *args: Any, dispatch: Any = None, **kwargs: Any) -> None: ...
    @registers("exception-handler", "handler")
    def add_exception_handler(self, exc_class_or_status_code: Any, handler: Callable[..., Any]) -> None: ...
    @registers("exception-handler")
    def exception_handler(self, exc_class_or_status_code: Any) -> Callable[[F], F]: ...
    @registers("middleware")
    def middleware(self, middleware_type: str) -> Callable[[F], F]: ...
    def build_middleware_stack(self) -> Any: ...
