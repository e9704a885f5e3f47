from typing import Any

from asynclint.markers import serializes

# Iterates over what is lazy, whatever it holds.
@serializes("obj")
def jsonable_encoder(obj, *args: Any, **kwargs: Any) -> Any:
    for item in obj:
        pass
