"""Type sets: what an expression may be, as far as the source tells.

A `TypeSet` is a set of values and a flag for what is not known.  The order is: empty (nothing
reaches here, or not yet), some values, some values and the unknown.  `join` only ever goes up,
so that a fixed point exists.  More than `LIMIT` values are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from asynclint.program.values.value import Literal as Literal
from asynclint.program.values.value import Value as Value
from asynclint.program.values.value import is_none as is_none

if TYPE_CHECKING:
    from asynclint.program.values.guards import Guard
    from asynclint.program.values.symbols import ParamRef, Symbol


# More types than this are unknown: a dispatch over so many says little of any one call.
LIMIT: Final = 8
# Parameters, and names that several ways define, hold callables that are called one by one; this
# many handlers in one table are still told apart.
CALLABLES: Final = 64
# Distinct constants of a kind; more are any constant of that kind.  Enough for flags and modes.
LITERALS: Final = 4
# Nesting of generic arguments: real annotations rarely exceed three, growing containers do.
DEPTH: Final = 4


class Told(NamedTuple):
    """What a value tells of the parameters from which it was computed.

    `yes` holds where it is true, `no` where it is false; each of `cases` is what it may be, and
    what holds where it is that.
    """

    yes: tuple[Guard, ...] = ()
    no: tuple[Guard, ...] = ()
    cases: tuple[tuple[TypeSet, tuple[Guard, ...]], ...] = ()


class TypeSet:
    """Values, the symbols among them, and whether something unknown is possible too.

    `full` is the top: more values than the limit, which stays unknown whatever joins it.
    `param` is the parameter of which this is the unchanged value, if it is, as long as the guards
    in `given` hold; `told` what it tells of parameters.  Both are no part of the order, and get
    lost as soon as anything is joined.
    """

    __slots__ = ("full", "given", "param", "symbols", "told", "unknown", "values")

    def __init__(
        self,
        values: tuple[Value, ...] = (),
        symbols: tuple[Symbol, ...] = (),
        unknown: bool = False,
        full: bool = False,
        param: ParamRef | None = None,
        given: tuple[Guard, ...] = (),
        told: Told | None = None,
    ) -> None:
        self.told = told
        self.param = param
        self.given = given
        self.values = values
        self.symbols = symbols
        self.unknown = unknown or full
        self.full = full

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, TypeSet):
            return NotImplemented
        return (
            self.unknown == other.unknown
            and self.full == other.full
            and len(self.values) == len(other.values)
            and len(self.symbols) == len(other.symbols)
            and other.contains(self)
            and self.contains(other)
        )

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __bool__(self) -> bool:
        return bool(self.values or self.symbols or self.unknown)

    def contains(self, other: TypeSet) -> bool:
        """Whether joining `other` would change nothing."""
        if (other.full and not self.full) or (other.unknown and not self.unknown):
            return False
        if not (self.full or other.values is self.values or _cover(self.values, other.values)):
            return False
        return not other.symbols or all(symbol in self.symbols for symbol in other.symbols)

    def join(self, other: TypeSet, limit: int = LIMIT) -> TypeSet:
        """The least set above both."""
        if self is other or not (other.values or other.symbols or other.unknown):
            return self
        if not (self.values or self.symbols or self.unknown):
            # What was made under a larger limit, or not joined at all, must fit like all others.
            return other if len(other.values) <= LITERALS else join_all((other,), limit)
        if self.contains(other):
            return self
        return join_all((self, other), limit)

    def of_param(self, param: ParamRef | None, given: tuple[Guard, ...] = ()) -> TypeSet:
        """The same set, as the unchanged value of a parameter or of none; it tells nothing else."""
        if self.param is param and self.given == given and self.told is None:
            return self
        return TypeSet(self.values, self.symbols, self.unknown, self.full, param, given)

    def without_param(self) -> TypeSet:
        """The same set, no longer the value of a parameter; it still tells of what it was made from."""
        if self.param is None:
            return self
        return TypeSet(self.values, self.symbols, self.unknown, self.full, told=self.told)

    def narrowed(self, before: TypeSet) -> TypeSet:
        """The same set, as what is left of `before`."""
        return TypeSet(
            self.values,
            self.symbols,
            self.unknown,
            self.full,
            before.param,
            before.given,
            before.told,
        )

    def telling(self, told: Told | None) -> TypeSet:
        """The same set, which tells that of parameters."""
        if self.told is told:
            return self
        return TypeSet(self.values, self.symbols, self.unknown, self.full, self.param, self.given, told)

    def known(self) -> TypeSet:
        """The same without the unknown."""
        return TypeSet(self.values, self.symbols) if self.unknown else self

    def with_unknown(self) -> TypeSet:
        """The same set, something unknown possible too."""
        return self if self.unknown else TypeSet(self.values, self.symbols, True)

    def without_symbols(self) -> TypeSet:
        """The same without what callers pass, and no longer the value of a parameter."""
        if not self.symbols and self.param is None and self.told is None:
            return self
        return TypeSet(self.values, (), self.unknown, self.full)

    @property
    def depth(self) -> int:
        """How deep generic arguments are nested; 0 without values, 1 without arguments."""
        return max((value.depth for value in self.values), default=0)

    def without_none(self) -> tuple[Value, ...]:
        """The values that are not None."""
        return tuple(v for v in self.values if not is_none(v))

    @property
    def is_informative(self) -> bool:
        """Whether there is a value to look things up in."""
        return any(not is_none(v) for v in self.values)


EMPTY: Final = TypeSet()
UNKNOWN: Final = TypeSet(unknown=True)
NONE: Final = TypeSet((Literal("none"),))


def of(*values: Value) -> TypeSet:
    """The set of these values."""
    return TypeSet(values) if len(values) < 2 else join_all([TypeSet((v,)) for v in values])


def merge_args(mine: tuple[TypeSet, ...], theirs: tuple[TypeSet, ...]) -> tuple[TypeSet, ...]:
    """Generic arguments by position; where one side has none, the other's."""
    if len(mine) != len(theirs):
        return mine if len(mine) > len(theirs) else theirs
    return tuple(cut(a.join(b)) for a, b in zip(mine, theirs, strict=True))


def _cover(mine: tuple[Value, ...], theirs: tuple[Value, ...]) -> bool:
    """Whether joining `theirs` to `mine` would add nothing."""
    if len(mine) == len(theirs) == 1:
        # As mostly: no table.
        found: Value | None = mine[0]
        value = theirs[0]
        if found == value:
            return found is value or found.merged(value).same(found)
        return value.wide == found
    by_key = {value: value for value in mine}
    for value in theirs:
        found = by_key.get(value)
        if found is None:
            wide = value.wide
            if wide is None or wide not in by_key:
                return False
        elif not (found is value or found.merged(value).same(found)):
            return False
    return True


def cut(types: TypeSet) -> TypeSet:
    """Unknown where the nesting of arguments exceeds `DEPTH`, so that sets cannot grow for ever."""
    return TypeSet((), types.symbols, True, True) if types.depth >= DEPTH else types


def join_all(sets: Iterable[TypeSet], limit: int = LIMIT) -> TypeSet:
    """The least set above all."""
    some = [types for types in sets if types.values or types.symbols or types.unknown]
    if not some:
        return EMPTY
    if len(some) == 1 and len(some[0].values) < 2 and not some[0].full:
        # Most calls have one callee, and most callees give one thing.
        return some[0].of_param(None)
    values: dict[Value, Value] = {}
    symbols: dict[Symbol, None] = {}
    unknown = full = False
    for types in some:
        unknown = unknown or types.unknown
        full = full or types.full
        for value in types.values:
            found = values.get(value)
            values[value] = value if found is None else found.merged(value)
        for symbol in types.symbols:
            symbols[symbol] = None
    if len(values) > 1:
        _widen(values)
    if full or (len(values) > limit and _size(values) > limit):
        return TypeSet((), tuple(symbols), True, True)
    return TypeSet(tuple(values.values()), tuple(symbols), unknown)


def join_told(sets: Sequence[TypeSet]) -> TypeSet:
    """The least set above all; of one alone, what it tells is kept."""
    joined = join_all(sets)
    return joined.telling(sets[0].told) if len(sets) == 1 else joined


def _size(values: Iterable[Value]) -> int:
    """How many values there are, those of a kind that can be widened being one.

    They count as one before they are widened too: else it would depend on the order of joins whether
    the widening or the limit comes first.
    """
    return len({value.wide or value for value in values})


def _widen(values: dict[Value, Value]) -> None:
    """More than `LITERALS` values of a kind are any value of that kind, which absorbs them."""
    kinds: dict[Value, list[Value]] = {}
    for value in values:
        wide = value.wide
        if wide is not None:
            kinds.setdefault(wide, []).append(value)
    for wide, found in kinds.items():
        if len(found) > LITERALS or (wide in values and found != [wide]):
            whole = wide
            for value in found:
                whole = whole.merged(values.pop(value).wide or value)
            values[wide] = whole.merged(values[wide]) if wide in values else whole
