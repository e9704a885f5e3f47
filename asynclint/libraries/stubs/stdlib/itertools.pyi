from typing import Generic, TypeVar

from asynclint.markers import changes

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

# Lazy: what they were given is consumed where they are.

class chain(Generic[A, B, C]):
    _first: A
    _second: B
    _third: C
    def __init__(self, first: A = (), second: B = (), third: C = (), /, *more) -> None: ...
    @classmethod
    def from_iterable(cls, iterable, /):
        for part in iterable:
            for item in part:
                yield item
    def __iter__(self):
        for item in self._first:
            yield item
        for item in self._second:
            yield item
        for item in self._third:
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class accumulate(Generic[A, B]):
    _iterable: A
    _func: B
    def __init__(self, iterable: A, func: B = None, *, initial=None) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            if self._func is not None:
                self._func(item, item)
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class batched(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, n: int, *, strict: bool = False) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield [item]
    @changes
    def __next__(self):
        for item in self:
            return item

class combinations(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, r: int) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield (item, item)
    @changes
    def __next__(self):
        for item in self:
            return item

class combinations_with_replacement(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, r: int) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield (item, item)
    @changes
    def __next__(self):
        for item in self:
            return item

class compress(Generic[A]):
    _data: A
    def __init__(self, data: A, selectors) -> None: ...
    def __iter__(self):
        for item in self._data:
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

def count(start=0, step=1):
    while True:
        yield start

class cycle(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, /) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class dropwhile(Generic[A, B]):
    _predicate: A
    _iterable: B
    def __init__(self, predicate: A, iterable: B, /) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            if self._predicate is not None:
                self._predicate(item)
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class filterfalse(Generic[A, B]):
    _predicate: A
    _iterable: B
    def __init__(self, predicate: A, iterable: B, /) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            if self._predicate is not None:
                self._predicate(item)
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class takewhile(Generic[A, B]):
    _predicate: A
    _iterable: B
    def __init__(self, predicate: A, iterable: B, /) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            if self._predicate is not None:
                self._predicate(item)
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class groupby(Generic[A, B]):
    _iterable: A
    _key: B
    def __init__(self, iterable: A, key: B = None) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            if self._key is None:
                yield item, [item]
            else:
                yield self._key(item), [item]
    @changes
    def __next__(self):
        for item in self:
            return item

class islice(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, *args) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield item
    @changes
    def __next__(self):
        for item in self:
            return item

class pairwise(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, /) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield (item, item)
    @changes
    def __next__(self):
        for item in self:
            return item

class permutations(Generic[A]):
    _iterable: A
    def __init__(self, iterable: A, r=None) -> None: ...
    def __iter__(self):
        for item in self._iterable:
            yield (item, item)
    @changes
    def __next__(self):
        for item in self:
            return item

class product(Generic[A, B, C]):
    _first: A
    _second: B
    _third: C
    def __init__(self, first: A, second: B = None, third: C = None, /, *iterables, repeat: int = 1) -> None: ...
    def __iter__(self):
        for a in self._first:
            if self._second is None:
                yield (a, a)
            else:
                for b in self._second:
                    if self._third is None:
                        yield a, b
                    else:
                        for c in self._third:
                            yield a, b, c
    @changes
    def __next__(self):
        for item in self:
            return item

class zip_longest(Generic[A, B, C]):
    _first: A
    _second: B
    _third: C
    def __init__(self, first: A, second: B = None, third: C = None, /, *iterables, fillvalue=None) -> None: ...
    def __iter__(self):
        for a in self._first:
            if self._second is None:
                yield (a, a)
            else:
                for b in self._second:
                    if self._third is None:
                        yield a, b
                    else:
                        for c in self._third:
                            yield a, b, c
    @changes
    def __next__(self):
        for item in self:
            return item

class repeat(Generic[A]):
    _object: A
    def __init__(self, object: A, times=None) -> None: ...
    def __iter__(self):
        while True:
            yield self._object
    @changes
    def __next__(self):
        for item in self:
            return item

class starmap(Generic[A, B]):
    _function: A
    _iterable: B
    def __init__(self, function: A, iterable: B, /) -> None: ...
    def __iter__(self):
        for arguments in self._iterable:
            yield self._function(*arguments)
    @changes
    def __next__(self):
        for item in self:
            return item

def tee(iterable, n: int = 2, /):
    return iterable, iterable
