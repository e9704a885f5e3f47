from typing import Any

from pydantic import BaseModel

SettingsConfigDict: Any

class BaseSettings(BaseModel):
    def __init__(self, **values: Any) -> None: ...
    @classmethod
    def settings_customise_sources(cls, settings_cls: Any, *args: Any, **kwargs: Any) -> Any: ...

class PydanticBaseSettingsSource:
    def __init__(self, settings_cls: Any) -> None: ...
