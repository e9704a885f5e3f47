from typing import Any

class ClientOptions:
    schema: str
    headers: Any
    auto_refresh_token: bool
    persist_session: bool
    postgrest_client_timeout: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
class AsyncClientOptions(ClientOptions):
    storage: Any
    def replace(self, *args: Any, **kwargs: Any) -> AsyncClientOptions: ...
class SyncClientOptions(ClientOptions):
    storage: Any
    def replace(self, *args: Any, **kwargs: Any) -> SyncClientOptions: ...
