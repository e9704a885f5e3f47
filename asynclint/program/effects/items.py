"""What a summary holds: leaves, and the way to each from one unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from asynclint.program.fixpoint.events import Edge
from asynclint.program.model.entities import Function
from asynclint.program.values.guards import CHOICE, Guard
from asynclint.program.values.kinds import ParamRef


@dataclass(frozen=True, slots=True)
class Leaf:
    """A blocking operation and the place that calls it; `path` is "" while inside a stub."""

    category: str
    callable: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A call of a memoised function, told apart by its constant arguments."""

    function: Function
    arguments: tuple[object, ...]


Key = tuple[Leaf, frozenset[Guard], frozenset[Kept], ParamRef | None]


@dataclass(frozen=True, slots=True)
class Item:
    """One leaf as seen from a unit: surest, least conditional and nearest way to it.

    `at` is the event's span index, `edge` the edge to follow; `key` is the leaf's key there.
    `kept` are the calls of memoised functions on the way: where one has run before, nothing blocks.
    `input` is the parameter of the unit that must hold input from outside for this to take long.
    `open` counts the guards on the way that no call decides, and that are none of the unit's own.
    `note` is what a reader should know beside the leaf, "" mostly.  `chosen`: it is not certain because
    objects may hold something else than its guards say, and is certain where they do hold.  `silenced`:
    the way passes a silenced line, and there is no other.
    """

    leaf: Leaf
    guards: frozenset[Guard]
    certain: bool
    depth: int
    instead: str
    at: int
    edge: Edge
    key: Key | None
    cost: str = ""
    note: str = ""
    kept: frozenset[Kept] = frozenset()
    input: ParamRef | None = None
    open: int = 0
    chosen: bool = False
    silenced: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """What is not silenced first; then the gravest, the surest, the least conditional, the nearest."""
        leaf = self.leaf
        conditions = self.open + len(self.guards)
        sure = 0 if self.certain else 1 if self.chosen else 2
        place = (leaf.callable, leaf.path, leaf.line, self.at)
        return (self.silenced, bool(self.cost), sure, conditions, self.depth, *place)

    @property
    def place(self) -> Key:
        """Where a summary keeps it."""
        return self.leaf, self.guards, self.kept, self.input

    def under(self, guards: frozenset[Guard]) -> Item:
        """The same under these guards."""
        chosen = self.chosen and choices_in(self.guards) <= guards
        return replace(self, guards=guards, chosen=chosen)

    def likely(self) -> Item:
        """The same, less sure."""
        return replace(self, certain=False, chosen=False)


def choices_in(guards: Iterable[Guard]) -> frozenset[Guard]:
    """The guards that tell which of several things an attribute holds."""
    return frozenset(guard for guard in guards if guard.test == CHOICE)
