from typing import Any

class TOMLDecodeError(ValueError): ...

def load(fp, /, *, parse_float=...) -> dict[str, Any]:
    fp.read()

def loads(s: str, /, *, parse_float=...) -> dict[str, Any]: ...
