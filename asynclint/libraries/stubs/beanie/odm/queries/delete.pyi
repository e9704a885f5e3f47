from typing import Any, Generator, Generic, Self, TypeVar

from asynclint.markers import writes

from pymongo.results import DeleteResult

M = TypeVar("M")

class DeleteQuery(Generic[M]):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def clone(self, *args: Any, **kwargs: Any) -> Self: ...
    def set_session(self, *args: Any, **kwargs: Any) -> Self: ...

class DeleteMany(DeleteQuery[M]):
    @writes
    def __await__(self) -> Generator[Any, None, DeleteResult | None]: ...

class DeleteOne(DeleteQuery[M]):
    @writes
    def __await__(self) -> Generator[Any, None, DeleteResult | None]: ...
