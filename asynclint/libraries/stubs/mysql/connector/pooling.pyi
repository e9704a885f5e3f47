from typing import Any

from asynclint.markers import blocks, client, safe

from mysql.connector import MySQLConnection

class PooledMySQLConnection(MySQLConnection):
    """Passes everything on to its connection; `close` gives it back."""
    pool_name: str
    def __init__(self, pool: MySQLConnectionPool, cnx: Any) -> None: ...

@safe
@client("database", instead="mysql.connector.aio.connect")
class MySQLConnectionPool:
    pool_name: str
    pool_size: int
    reset_session: bool
    # Opens all connections.
    @blocks("database", instead="mysql.connector.aio.connect")
    def __init__(self, pool_size: int = 5, pool_name: Any = None, pool_reset_session: bool = True, **kwargs: Any) -> None: ...
    @blocks("database", instead="mysql.connector.aio.connect")
    def get_connection(self) -> PooledMySQLConnection: ...
    @blocks("database", instead="mysql.connector.aio.connect")
    def add_connection(self, cnx: Any = None) -> None: ...
    def set_config(self, **kwargs: Any) -> None: ...
