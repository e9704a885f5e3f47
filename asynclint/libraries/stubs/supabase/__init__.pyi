from typing import Any

from asynclint.markers import client, safe, writes

from postgrest import APIError as PostgrestAPIError
from postgrest import APIResponse as PostgrestAPIResponse
from postgrest import (
    AsyncPostgrestClient,
    AsyncRequestBuilder,
    AsyncRPCFilterRequestBuilder,
    SyncPostgrestClient,
    SyncRequestBuilder,
    SyncRPCFilterRequestBuilder,
)
from storage3 import AsyncStorageClient, SyncStorageClient
from storage3.utils import StorageException as StorageException
from supabase.lib.client_options import AsyncClientOptions as AsyncClientOptions
from supabase.lib.client_options import SyncClientOptions as ClientOptions
from supabase_auth import AsyncGoTrueClient, SyncGoTrueClient
from supabase_auth.errors import AuthApiError as AuthApiError
from supabase_auth.errors import AuthError as AuthError
from supabase_auth.errors import AuthImplicitGrantRedirectError as AuthImplicitGrantRedirectError
from supabase_auth.errors import AuthInvalidCredentialsError as AuthInvalidCredentialsError
from supabase_auth.errors import AuthRetryableError as AuthRetryableError
from supabase_auth.errors import AuthSessionMissingError as AuthSessionMissingError
from supabase_auth.errors import AuthUnknownError as AuthUnknownError
from supabase_auth.errors import AuthWeakPasswordError as AuthWeakPasswordError
from supabase_functions import AsyncFunctionsClient, SyncFunctionsClient
from supabase_functions.errors import FunctionsError as FunctionsError
from supabase_functions.errors import FunctionsHttpError as FunctionsHttpError
from supabase_functions.errors import FunctionsRelayError as FunctionsRelayError

class SupabaseException(Exception):
    message: str

# Queries are built by `table`, and sent by `execute`.
@client("database", instead="supabase.AsyncClient")
class Client:
    supabase_url: str
    supabase_key: str
    options: Any
    realtime: Any
    auth: SyncGoTrueClient
    def __init__(self, supabase_url: Any, supabase_key: Any, options: Any = None) -> None: ...
    @safe
    @classmethod
    def create(cls, supabase_url: Any, supabase_key: Any, options: Any = None) -> Client: ...
    @safe
    def table(self, table_name: Any) -> SyncRequestBuilder: ...
    @safe
    def from_(self, table_name: Any) -> SyncRequestBuilder: ...
    @safe
    def schema(self, schema: Any) -> SyncPostgrestClient: ...
    @safe
    def rpc(self, fn: Any, params: Any = None, count: Any = None, head: bool = False, get: bool = False) -> SyncRPCFilterRequestBuilder: ...
    @safe
    def channel(self, topic: Any, params: Any = ...) -> Any: ...
    @safe
    def get_channels(self) -> Any: ...
    @safe
    def remove_channel(self, channel: Any) -> None: ...
    @safe
    def remove_all_channels(self) -> None: ...
    @property
    def postgrest(self) -> SyncPostgrestClient: ...
    @property
    def storage(self) -> SyncStorageClient: ...
    @property
    def functions(self) -> SyncFunctionsClient: ...

class AsyncClient:
    supabase_url: str
    supabase_key: str
    options: Any
    realtime: Any
    auth: AsyncGoTrueClient
    def __init__(self, supabase_url: Any, supabase_key: Any, options: Any = None) -> None: ...
    @classmethod
    async def create(cls, supabase_url: Any, supabase_key: Any, options: Any = None) -> AsyncClient: ...
    def table(self, table_name: Any) -> AsyncRequestBuilder: ...
    def from_(self, table_name: Any) -> AsyncRequestBuilder: ...
    def schema(self, schema: Any) -> AsyncPostgrestClient: ...
    def rpc(self, fn: Any, params: Any = None, count: Any = None, head: bool = False, get: bool = False) -> AsyncRPCFilterRequestBuilder: ...
    def channel(self, topic: Any, params: Any = ...) -> Any: ...
    def get_channels(self) -> Any: ...
    @writes
    async def remove_channel(self, channel: Any) -> None: ...
    @writes
    async def remove_all_channels(self) -> None: ...
    @property
    def postgrest(self) -> AsyncPostgrestClient: ...
    @property
    def storage(self) -> AsyncStorageClient: ...
    @property
    def functions(self) -> AsyncFunctionsClient: ...

AClient = AsyncClient
def create_client(supabase_url: Any, supabase_key: Any, options: Any = None) -> Client: ...
async def create_async_client(supabase_url: Any, supabase_key: Any, options: Any = None) -> AsyncClient: ...
async def acreate_client(supabase_url: Any, supabase_key: Any, options: Any = None) -> AsyncClient: ...
