from typing import Any

from requests import Response as _Response
from requests import Session

from asynclint.markers import blocks, client, safe

from google.auth.transport import Request as _Request
from google.auth.transport import Response

class Request(_Request):
    session: Session
    def __init__(self, session: Any = None) -> None: ...
    @blocks("http", instead="google.auth.aio.transport.aiohttp.Request")
    def __call__(self, url: Any, method: Any = "GET", body: Any = None, headers: Any = None, timeout: Any = 120, **kwargs: Any) -> Response: ...

@client("http", instead="google.auth.aio.transport.sessions.AsyncAuthorizedSession")
class AuthorizedSession(Session):
    credentials: Any
    def __init__(self, credentials: Any, *args: Any, **kwargs: Any) -> None: ...
    @property
    def is_mtls(self) -> bool: ...
    @safe
    def configure_mtls_channel(self, client_cert_callback: Any = None) -> None: ...
    @blocks("http", instead="google.auth.aio.transport.sessions.AsyncAuthorizedSession.request")
    def request(self, method: Any, url: Any, data: Any = None, headers: Any = None, max_allowed_time: Any = None, timeout: Any = 120, **kwargs: Any) -> _Response: ...
    @safe
    def close(self) -> None: ...
