"""Blocking effects: what a unit may block on, as a summary that its callers read.

A summary maps leaves to items.  An item knows the next step towards its leaf, so that a chain is
read off at the end.  Effects pass through synchronous frames only; a generator's count where it
is iterated, which its edges say already.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.values.guards import Guard, carry, decide, limited
from asynclint.program.values.typesets import Value

# Variants of one leaf that differ in their guards, as three guards that hold or not make them;
# beyond, they are joined to an unguarded one.
VARIANTS = 8
# A way that is longer goes round in a cycle.
LONGEST_WAY = 100


@dataclass(frozen=True, slots=True)
class Leaf:
    """A blocking operation and the place that calls it; `path` is "" while inside a stub."""

    category: str
    callable: str
    path: str
    line: int


Key = tuple[Leaf, frozenset[Guard]]


@dataclass(frozen=True, slots=True)
class Item:
    """One leaf as seen from a unit: surest and nearest way to it.

    `step` is the event's span index and the edge to follow; `key` is the leaf's key there.
    """

    leaf: Leaf
    guards: frozenset[Guard]
    certain: bool
    depth: int
    instead: str
    at: int
    edge: Edge
    key: Key | None
    short: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """The gravest first, then the surest, then the nearest."""
        leaf = self.leaf
        return (self.short, not self.certain, self.depth, leaf.callable, leaf.path, leaf.line, self.at)


Summary = dict[Key, Item]


class Effects:
    """Summaries of all units, computed to a fixed point over the calls between them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = list(units)
        self._callers: dict[Unit, list[tuple[Unit, Event]]] = {}
        self.summaries: dict[Unit, Summary] = {unit: {} for unit in self._units}
        start: list[tuple[Unit, Event]] = []
        for unit in self._units:
            for event in unit.events.values():
                callees = {edge.unit for edge in event.edges if edge.how == "call" and edge.unit is not None}
                for callee in callees:
                    self._callers.setdefault(callee, []).append((unit, event))
                if any(edge.leaf is not None for edge in event.edges):
                    start.append((unit, event))
        self._solve(start)

    def _solve(self, start: list[tuple[Unit, Event]]) -> None:
        queue = deque(start)
        waiting = {id(event) for _, event in start}
        while queue:
            unit, event = queue.popleft()
            waiting.discard(id(event))
            if self._update(unit, event) and not unit.is_async:
                for caller in self._callers.get(unit, ()):
                    if id(caller[1]) not in waiting:
                        waiting.add(id(caller[1]))
                        queue.append(caller)

    def _update(self, unit: Unit, event: Event) -> bool:
        summary = self.summaries[unit]
        changed = False
        for item in self.items(unit, event, covered=False):
            key = self._key(summary, item)
            known = summary.get(key)
            if known is None or item.order < known.order:
                if key != (item.leaf, item.guards):
                    item = _unguarded(item)
                summary[key] = item
                changed = True
        return changed

    def _key(self, summary: Summary, item: Item) -> Key:
        """Where the item goes: with its guards, unless the leaf has too many variants."""
        if not item.guards or (item.leaf, item.guards) in summary:
            return (item.leaf, item.guards)
        if (item.leaf, frozenset()) in summary:
            return (item.leaf, frozenset())
        variants = sum(1 for leaf, _ in summary if leaf == item.leaf)
        return (item.leaf, item.guards if variants < VARIANTS else frozenset())

    def items(self, unit: Unit, event: Event, covered: bool) -> Iterator[Item]:
        """What one event of a unit may block on.

        `covered`: whether callables that came in through parameters count; for the frame that
        reports they do, for callers they are holes that each call fills.
        """
        if event.without_loop:
            return
        found: list[tuple[Item, Edge]] = []
        filled: dict[tuple[object, ...], set[Value]] = {}
        blocking: dict[str, set[Value | None]] = {}
        for edge in event.edges:
            if edge.how != "call":
                continue
            items = list(self._through(unit, event, edge))
            if items:
                for category in {item.leaf.category for item in items}:
                    blocking.setdefault(category, set()).add(edge.alternative)
                    if edge.passed is not None:
                        group = (category, edge.alternative, edge.through)
                        filled.setdefault(group, set()).add(edge.passed[0])
                if covered or not edge.covered:
                    found.extend((item, edge) for item in items)
        all_of_them = set(event.alternatives)
        sure = {name for name, some in blocking.items() if not event.unknown and some >= all_of_them}
        for item, edge in found:
            certain = item.leaf.category in sure
            if edge.passed is not None:
                # Surely only where all that the call may pass blocks.
                group = (item.leaf.category, edge.alternative, edge.through)
                certain = certain and len(filled[group]) >= edge.passed[1]
            yield item if certain or not item.certain else _likely(item)

    def _through(self, unit: Unit, event: Event, edge: Edge) -> Iterator[Item]:
        path = unit.module.path
        line = unit.module.span(event.at).line if not unit.module.is_stub else 0
        if edge.leaf is not None:
            assert edge.blocks is not None
            leaf = Leaf(edge.blocks.category, edge.leaf.dotted, path, line)
            own = frozenset(event.guards)
            short = edge.blocks.cost == "short"
            yield Item(leaf, own, True, 1, edge.blocks.instead, event.at, edge, None, short)
            return
        assert edge.unit is not None
        if edge.unit.is_async:
            return
        for key, item in list(self.summaries.get(edge.unit, {}).items()):
            guards = self._carried(event, edge, item)
            if guards is None:
                continue
            leaf = item.leaf
            if not leaf.path and path:
                leaf = Leaf(leaf.category, leaf.callable, path, line)
            depth = item.depth + (0 if edge.unit.module.is_stub else 1)
            yield Item(leaf, guards, item.certain, depth, item.instead, event.at, edge, key, item.short)

    def _carried(self, event: Event, edge: Edge, item: Item) -> frozenset[Guard] | None:
        """The guards in terms of the caller; None where the call rules the item out."""
        kept = list(event.guards)
        for guard in sorted(item.guards, key=lambda guard: guard.order):
            outcome = decide(guard, edge.bindings)
            if outcome is False:
                return None
            moved = carry(guard, edge.bindings) if outcome is None else None
            if moved is not None:
                kept.append(moved)
        return frozenset(limited(kept))

    def way(self, unit: Unit, item: Item) -> Iterator[tuple[Unit, int, Edge]]:
        """The steps from a unit to the leaf: unit, span index of the event, edge."""
        for _ in range(LONGEST_WAY):
            yield unit, item.at, item.edge
            if item.key is None or item.edge.unit is None:
                return
            unit = item.edge.unit
            item = self.summaries[unit][item.key]


def _unguarded(item: Item) -> Item:
    return replace(item, guards=frozenset())


def _likely(item: Item) -> Item:
    return replace(item, certain=False)
