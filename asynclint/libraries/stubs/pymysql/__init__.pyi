from typing import Any, AsyncIterator, Callable, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from pymysql import connections as connections
from pymysql import cursors as cursors
from pymysql import err as err
from pymysql.connections import Connection as Connection
from pymysql.err import Warning as Warning
from pymysql.err import Error as Error
from pymysql.err import InterfaceError as InterfaceError
from pymysql.err import DatabaseError as DatabaseError
from pymysql.err import DataError as DataError
from pymysql.err import OperationalError as OperationalError
from pymysql.err import IntegrityError as IntegrityError
from pymysql.err import InternalError as InternalError
from pymysql.err import ProgrammingError as ProgrammingError
from pymysql.err import NotSupportedError as NotSupportedError
from pymysql.err import MySQLError as MySQLError

@blocks("database", instead="aiomysql.connect")
def connect(*args: Any, **kwargs: Any) -> Connection: ...
Connect = connect
def install_as_MySQLdb() -> None: ...
