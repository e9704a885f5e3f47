from typing import Any, ContextManager

class Settings:
    strict: Any
    raw_response: Any
    force_https: Any
    extra_http_headers: Any
    xml_huge_tree: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __call__(self, **options: Any) -> ContextManager[None]: ...
