from typing import Any

DEFAULT_JSON_OPTIONS: Any
CANONICAL_JSON_OPTIONS: Any
RELAXED_JSON_OPTIONS: Any

def dumps(obj: Any, *args: Any, **kwargs: Any) -> str:
    for _item in obj:
        pass
    return ""

def loads(s: Any, *args: Any, **kwargs: Any) -> Any: ...
def default(obj: Any, json_options: Any = None) -> Any: ...
def object_hook(dct: Any, json_options: Any = None) -> Any: ...
