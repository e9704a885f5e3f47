from typing import Any

def dump(value, file, version: int = 4, /) -> None:
    file.write(b"")

def load(file, /) -> Any:
    file.read()

def dumps(value, version: int = 4, /) -> bytes: ...
def loads(bytes, /) -> Any: ...
