from typing import Any, TypeVar, overload

from asynclint.markers import blocks, reads, serial

from django.db.models import QuerySet

T = TypeVar("T")

@blocks("database", instead="django.shortcuts.aget_object_or_404")
@overload
def get_object_or_404(klass: type[T], *args: Any, **kwargs: Any) -> T: ...
@blocks("database", instead="django.shortcuts.aget_object_or_404")
@overload
def get_object_or_404(klass: QuerySet[T], *args: Any, **kwargs: Any) -> T: ...
@reads
@overload
@serial
async def aget_object_or_404(klass: type[T], *args: Any, **kwargs: Any) -> T: ...
@reads
@overload
@serial
async def aget_object_or_404(klass: QuerySet[T], *args: Any, **kwargs: Any) -> T: ...
@blocks("database", instead="django.shortcuts.aget_list_or_404")
@overload
def get_list_or_404(klass: type[T], *args: Any, **kwargs: Any) -> list[T]: ...
@blocks("database", instead="django.shortcuts.aget_list_or_404")
@overload
def get_list_or_404(klass: QuerySet[T], *args: Any, **kwargs: Any) -> list[T]: ...
@reads
@overload
@serial
async def aget_list_or_404(klass: type[T], *args: Any, **kwargs: Any) -> list[T]: ...
@reads
@overload
@serial
async def aget_list_or_404(klass: QuerySet[T], *args: Any, **kwargs: Any) -> list[T]: ...
