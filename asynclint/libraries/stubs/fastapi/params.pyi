from typing import Any

from asynclint.markers import registers, tracked, unwraps

@unwraps(since="0.123.5")
@tracked
class Depends:
    dependency: Any
    use_cache: bool
    @registers("dependency", "dependency")
    def __init__(self, dependency: Any = None, use_cache: bool = True, scope: Any = None) -> None: ...

@unwraps(since="0.123.5")
@tracked
class Security(Depends):
    scopes: Any
    @registers("dependency", "dependency")
    def __init__(self, dependency: Any = None, *, scopes: Any = None, use_cache: bool = True) -> None: ...

class Query:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
class Body:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
class Path:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
class Header:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
class Cookie:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
class File:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
class Form:
    def __init__(self, default: Any = ..., **kwargs: Any) -> None: ...
