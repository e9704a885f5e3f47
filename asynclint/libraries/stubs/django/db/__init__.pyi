from typing import Any, Iterator

from asynclint.markers import blocks

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError as DatabaseError
from django.db.utils import DataError as DataError
from django.db.utils import Error as Error
from django.db.utils import IntegrityError as IntegrityError
from django.db.utils import InterfaceError as InterfaceError
from django.db.utils import InternalError as InternalError
from django.db.utils import NotSupportedError as NotSupportedError
from django.db.utils import OperationalError as OperationalError
from django.db.utils import ProgrammingError as ProgrammingError

DEFAULT_DB_ALIAS: str
connection: BaseDatabaseWrapper
connections: _Connections
router: Any

class _Connections:
    databases: Any
    def __getitem__(self, alias: str) -> BaseDatabaseWrapper: ...
    def __iter__(self) -> Iterator[str]: ...
    def all(self, initialized_only: bool = False) -> list[BaseDatabaseWrapper]: ...
    def close_all(self) -> None: ...

def close_old_connections(**kwargs: Any) -> None: ...
def reset_queries(**kwargs: Any) -> None: ...
