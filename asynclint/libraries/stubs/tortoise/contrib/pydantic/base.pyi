from typing import Any, Self

from asynclint.markers import reads

from pydantic import BaseModel, RootModel

class PydanticModel(BaseModel):
    @classmethod
    @reads
    async def from_tortoise_orm(cls, obj: Any) -> Self: ...
    @classmethod
    @reads
    async def from_queryset_single(cls, queryset: Any) -> Self: ...
    @classmethod
    @reads
    async def from_queryset(cls, queryset: Any) -> list[Self]: ...

class PydanticListModel(RootModel):
    @classmethod
    @reads
    async def from_queryset(cls, queryset: Any) -> Self: ...
