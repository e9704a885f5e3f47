from typing import Any

from asynclint.markers import blocks, client, safe

from peewee import MySQLDatabase, PostgresqlDatabase, SqliteDatabase

class MaxConnectionsExceeded(ValueError): ...

class PooledDatabase:
    @safe
    def manual_close(self) -> Any: ...
    @safe
    def close_idle(self) -> None: ...
    @safe
    def close_stale(self, age: int = 600) -> int: ...
    @safe
    def close_all(self) -> None: ...

@client("database", before="4")
@client("database", instead="playhouse.pwasyncio.AsyncSqliteDatabase", since="4")
class PooledSqliteDatabase(PooledDatabase, SqliteDatabase):
    def __init__(self, database: Any, max_connections: int = 20, stale_timeout: Any = None, timeout: Any = None, **kwargs: Any) -> None: ...

@client("database", before="4")
@client("database", instead="playhouse.pwasyncio.AsyncPostgresqlDatabase", since="4")
class PooledPostgresqlDatabase(PooledDatabase, PostgresqlDatabase):
    def __init__(self, database: Any, max_connections: int = 20, stale_timeout: Any = None, timeout: Any = None, **kwargs: Any) -> None: ...

@client("database", before="4")
@client("database", instead="playhouse.pwasyncio.AsyncMySQLDatabase", since="4")
class PooledMySQLDatabase(PooledDatabase, MySQLDatabase):
    def __init__(self, database: Any, max_connections: int = 20, stale_timeout: Any = None, timeout: Any = None, **kwargs: Any) -> None: ...
