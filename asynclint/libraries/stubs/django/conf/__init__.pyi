from typing import Any

class LazySettings:
    configured: bool
    def configure(self, default_settings: Any = ..., **options: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

settings: LazySettings
