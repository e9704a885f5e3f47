from typing import Any, AsyncIterator

from google.auth.aio.transport import Request as _Request
from google.auth.aio.transport import Response as _Response

class Response(_Response):
    def content(self, chunk_size: int = 1024) -> AsyncIterator[bytes]: ...
class Request(_Request):
    def __init__(self, session: Any = None) -> None: ...
