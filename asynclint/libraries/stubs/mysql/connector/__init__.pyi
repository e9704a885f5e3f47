from typing import Any, AsyncIterator, Callable, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from mysql.connector import errors as errors
from mysql.connector import pooling as pooling
from mysql.connector.connection import MySQLConnection as MySQLConnection
from mysql.connector.errors import Warning as Warning
from mysql.connector.errors import Error as Error
from mysql.connector.errors import InterfaceError as InterfaceError
from mysql.connector.errors import DatabaseError as DatabaseError
from mysql.connector.errors import DataError as DataError
from mysql.connector.errors import OperationalError as OperationalError
from mysql.connector.errors import IntegrityError as IntegrityError
from mysql.connector.errors import InternalError as InternalError
from mysql.connector.errors import ProgrammingError as ProgrammingError
from mysql.connector.errors import NotSupportedError as NotSupportedError

@blocks("database", instead="mysql.connector.aio.connect")
def connect(*args: Any, **kwargs: Any) -> MySQLConnection: ...
