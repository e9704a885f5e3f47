from typing import Any, TypeVar, overload

from asynclint.markers import exclusive, reads, writes

from sqlalchemy.engine import ScalarResult, TupleResult
from sqlalchemy.ext.asyncio import AsyncSession as _AsyncSession
from sqlmodel.sql.expression import Select, SelectOfScalar

T = TypeVar("T")

@exclusive
class AsyncSession(_AsyncSession):
    @reads
    @overload
    async def exec(self, statement: SelectOfScalar[T], **kw: Any) -> ScalarResult[T]: ...
    @reads
    @overload
    async def exec(self, statement: Select[T], **kw: Any) -> TupleResult[T]: ...
    @writes
    @overload
    async def exec(self, statement: Any, **kw: Any) -> Any: ...
