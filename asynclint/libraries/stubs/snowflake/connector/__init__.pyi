from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from snowflake.connector.errors import Warning as Warning
from snowflake.connector.errors import Error as Error
from snowflake.connector.errors import InterfaceError as InterfaceError
from snowflake.connector.errors import DatabaseError as DatabaseError
from snowflake.connector.errors import DataError as DataError
from snowflake.connector.errors import OperationalError as OperationalError
from snowflake.connector.errors import IntegrityError as IntegrityError
from snowflake.connector.errors import InternalError as InternalError
from snowflake.connector.errors import ProgrammingError as ProgrammingError
from snowflake.connector.errors import NotSupportedError as NotSupportedError
from snowflake.connector import errors as errors
from snowflake.connector.cursor import DictCursor as DictCursor
from snowflake.connector.cursor import SnowflakeCursor

@blocks("database", instead="snowflake.connector.aio.connect")
def connect(*args: Any, **kwargs: Any) -> SnowflakeConnection: ...

@client("database", instead="snowflake.connector.aio.connect")
class SnowflakeConnection:
    @blocks("database", instead="snowflake.connector.aio.connect")
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __enter__(self) -> Self: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection")
    def __exit__(self, *args: Any) -> None: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.execute_string")
    def execute_string(self, *args: Any, **kwargs: Any) -> list[SnowflakeCursor]: ...
    @safe
    def execute_stream(self, *args: Any, **kwargs: Any) -> _Cursors: ...
    @safe
    def cursor(self, cursor_class: Any = None) -> SnowflakeCursor: ...
    account: Any
    application: Any
    arrow_number_to_decimal: Any
    arrow_number_to_decimal_setter: Any
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.autocommit")
    def autocommit(self, *args: Any, **kwargs: Any) -> Any: ...
    client_prefetch_threads: Any
    client_session_keep_alive: Any
    client_session_keep_alive_heartbeat_frequency: Any
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.close")
    def close(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.commit")
    def commit(self, *args: Any, **kwargs: Any) -> Any: ...
    consent_cache_id_token: Any
    database: Any
    errorhandler: Any
    expired: Any
    force_microsecond_precision: Any
    @safe
    def get_autocommit(self, *args: Any, **kwargs: Any) -> Any: ...
    @safe
    def get_client_prefetch_threads(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.get_query_status")
    def get_query_status(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.get_query_status_throw_if_error")
    def get_query_status_throw_if_error(self, *args: Any, **kwargs: Any) -> Any: ...
    host: Any
    insecure_mode: Any
    @safe
    @staticmethod
    def is_an_error(*args: Any, **kwargs: Any) -> Any: ...
    @safe
    def is_closed(self, *args: Any, **kwargs: Any) -> Any: ...
    @safe
    def is_expired(self, *args: Any, **kwargs: Any) -> Any: ...
    is_pyformat: Any
    @safe
    @staticmethod
    def is_still_running(*args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.is_valid")
    def is_valid(self, *args: Any, **kwargs: Any) -> Any: ...
    log_max_query_length: Any
    login_timeout: Any
    messages: Any
    network_timeout: Any
    no_proxy: Any
    paramstyle: Any
    platform_detection_timeout_seconds: Any
    port: Any
    proxy_host: Any
    proxy_password: Any
    proxy_port: Any
    proxy_user: Any
    rest: Any
    role: Any
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.rollback")
    def rollback(self, *args: Any, **kwargs: Any) -> Any: ...
    schema: Any
    service_name: Any
    session_id: Any
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.set_autocommit")
    def set_autocommit(self, *args: Any, **kwargs: Any) -> Any: ...
    @safe
    def set_client_prefetch_threads(self, *args: Any, **kwargs: Any) -> Any: ...
    snowflake_version: Any
    socket_timeout: Any
    telemetry_enabled: Any
    use_openssl_only: Any
    user: Any
    validate_default_parameters: Any
    warehouse: Any

class _Cursors:
    def __iter__(self) -> Self: ...
    @blocks("database", instead="snowflake.connector.aio.SnowflakeConnection.execute_stream")
    @public("snowflake.connector.SnowflakeConnection.execute_stream")
    def __next__(self) -> SnowflakeCursor: ...
