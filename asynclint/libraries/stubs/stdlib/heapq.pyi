from typing import Iterable, TypeVar

T = TypeVar("T")

def heapify(heap, /) -> None: ...
def heappop(heap: list[T], /) -> T: ...
def heappush(heap: list[T], item: T, /) -> None: ...
def heappushpop(heap: list[T], item: T, /) -> T: ...
def heapreplace(heap: list[T], item: T, /) -> T: ...

def merge(*iterables, key=None, reverse: bool = False):
    for iterable in iterables:
        for item in iterable:
            if key is not None:
                key(item)
            yield item

def nlargest(n: int, iterable: Iterable[T], key=None) -> list[T]:
    for item in iterable:
        if key is not None:
            key(item)

def nsmallest(n: int, iterable: Iterable[T], key=None) -> list[T]:
    for item in iterable:
        if key is not None:
            key(item)
