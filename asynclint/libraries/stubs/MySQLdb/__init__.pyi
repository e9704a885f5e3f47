from typing import Any, AsyncIterator, Callable, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from MySQLdb.connections import Connection as Connection
from MySQLdb._exceptions import Warning as Warning
from MySQLdb._exceptions import Error as Error
from MySQLdb._exceptions import InterfaceError as InterfaceError
from MySQLdb._exceptions import DatabaseError as DatabaseError
from MySQLdb._exceptions import DataError as DataError
from MySQLdb._exceptions import OperationalError as OperationalError
from MySQLdb._exceptions import IntegrityError as IntegrityError
from MySQLdb._exceptions import InternalError as InternalError
from MySQLdb._exceptions import ProgrammingError as ProgrammingError
from MySQLdb._exceptions import NotSupportedError as NotSupportedError
from MySQLdb._exceptions import MySQLError as MySQLError

@blocks("database", instead="aiomysql.connect")
def connect(*args: Any, **kwargs: Any) -> Connection: ...
@blocks("database", instead="aiomysql.connect")
def Connect(*args: Any, **kwargs: Any) -> Connection: ...
