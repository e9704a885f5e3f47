from typing import Any

from fsspec.asyn import AsyncFileSystem

class DirFileSystem(AsyncFileSystem):
    path: str
    fs: Any
    def __init__(self, path: Any = None, fs: Any = None, *args: Any, **kwargs: Any) -> None: ...
