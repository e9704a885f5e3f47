from typing import Any

from fsspec.asyn import AsyncFileSystem

class AsyncFileSystemWrapper(AsyncFileSystem):
    sync_fs: Any
    def __init__(self, fs: Any = None, asynchronous: Any = None, *args: Any, **kwargs: Any) -> None: ...
