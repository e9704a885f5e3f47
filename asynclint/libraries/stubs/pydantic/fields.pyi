from typing import Any

from asynclint.markers import registers

class FieldInfo:
    annotation: Any
    default: Any
    default_factory: Any
    alias: str | None
    description: str | None
    title: str | None
    metadata: list[Any]
    json_schema_extra: Any
    def is_required(self) -> bool: ...
    def get_default(self, **kwargs: Any) -> Any: ...

class ComputedFieldInfo: ...
class ModelPrivateAttr: ...

@registers("validator", "default_factory")
def Field(default: Any = ..., *, default_factory: Any = None, **kwargs: Any) -> Any: ...
@registers("validator", "default_factory")
def PrivateAttr(default: Any = ..., *, default_factory: Any = None, init: Any = False) -> Any: ...
@registers("serializer")
def computed_field(func: Any = None, /, **kwargs: Any) -> Any: ...
