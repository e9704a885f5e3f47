"""The keys of a dictionary, as far as they are known: what each constant key holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from asynclint.program.values.typesets import EMPTY, TypeSet, cut

if TYPE_CHECKING:
    from asynclint.program.values.kinds import ParamRef

# Tables with more keys are not told apart by key: they are data rather than structure.
MOST_KEYS = 64


class Fields:
    """`named` by constant key, `rest` for all other keys.

    `wide`: there are too many keys, and `rest` is what all of them hold, those to come too.
    `base`: all other keys are those of this `**kwargs`, as in `{**kwargs, "mode": 1}`.
    """

    __slots__ = ("base", "named", "rest", "wide")

    def __init__(
        self,
        named: Mapping[str, TypeSet],
        rest: TypeSet = EMPTY,
        wide: bool = False,
        base: ParamRef | None = None,
    ) -> None:
        self.base = base
        self.wide = wide or len(named) > MOST_KEYS
        if self.wide:
            for types in named.values():
                rest = rest.join(types)
            named = {}
        self.named = named
        self.rest = rest

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Fields)
            and self.wide is other.wide
            and self.base == other.base
            and self.named == other.named
            and self.rest == other.rest
        )

    __hash__ = None  # type: ignore[assignment]

    def merged(self, other: Fields) -> Fields:
        """What either of two dictionaries may hold."""
        named = dict(self.named)
        for name, types in other.named.items():
            mine = named.get(name)
            named[name] = cut(types if mine is None else mine.join(types))
        return Fields(named, cut(self.rest.join(other.rest)), self.wide or other.wide)

    def get(self, names: Iterable[str]) -> TypeSet:
        """What one of these keys gives; unknown where nobody is known to set it."""
        given = self.rest
        for name in names:
            types = self.named.get(name)
            given = given.join(types) if types is not None else given.with_unknown()
        return given

    @property
    def depth(self) -> int:
        return max((types.depth for types in (*self.named.values(), self.rest)), default=0)
