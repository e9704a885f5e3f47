from typing import Any, TypeVar, overload

from sqlalchemy.sql.expression import ColumnElement as ColumnElement
from sqlalchemy.sql.expression import Select as _Select

T = TypeVar("T")

class Select(_Select[T]):
    """Rows of several columns; `T` is the first of them."""
class SelectOfScalar(_Select[T]):
    """Of one entity or column: the result gives the values themselves."""

@overload
def select(entity: type[T], /) -> SelectOfScalar[T]: ...
@overload
def select(entity: ColumnElement[T], /) -> SelectOfScalar[T]: ...
@overload
def select(entity: type[T], /, *entities: Any) -> Select[T]: ...
@overload
def select(*entities: Any) -> Any: ...
def col(column_expression: Any) -> ColumnElement[Any]: ...
