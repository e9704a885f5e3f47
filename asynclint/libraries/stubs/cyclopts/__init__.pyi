from typing import Any, Callable, TypeVar

from asynclint.markers import registers

F = TypeVar("F", bound=Callable[..., Any])

class App:
    meta: App
    def __init__(self, name=None, help=None, **kwargs) -> None: ...
    @registers("command")
    def command(self, obj=None, name=None, **kwargs) -> Callable[[F], F]: ...
    @registers("command")
    def default(self, obj=None, **kwargs) -> Callable[[F], F]: ...
    def __call__(self, tokens=None, **kwargs) -> Any: ...

@registers("command", "callable")
def run(callable: Callable[..., Any], /, **kwargs) -> Any: ...
