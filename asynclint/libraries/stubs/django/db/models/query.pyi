from typing import Any, Generic, Iterator, Self, TypeVar

from asynclint.markers import blocks

from django.db.models import Prefetch as Prefetch
from django.db.models import QuerySet as QuerySet
from django.db.models import aprefetch_related_objects as aprefetch_related_objects
from django.db.models import prefetch_related_objects as prefetch_related_objects

T = TypeVar("T")

class RawQuerySet(Generic[T]):
    columns: list[str]
    @blocks("database")
    def __iter__(self) -> Iterator[T]: ...
    @blocks("database")
    def __len__(self) -> int: ...
    @blocks("database")
    def __bool__(self) -> bool: ...
    @blocks("database")
    def __getitem__(self, k: Any) -> T: ...
    def prefetch_related(self, *lookups: Any) -> Self: ...
    def using(self, alias: Any) -> Self: ...
    def iterator(self) -> Iterator[T]: ...
