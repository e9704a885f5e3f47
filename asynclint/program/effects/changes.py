"""Changed lines: which ways from a call to its leaves pass one of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from asynclint.program.effects.items import Item, Leaf
from asynclint.program.effects.reach import function_of
from asynclint.program.effects.silences import through
from asynclint.program.effects.summaries import Effects
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.units import Unit
from asynclint.project.patch import Lines, holds

Step = tuple[Unit, Event, Item]
Way = tuple[tuple[Unit, int, Edge], ...]
Key = tuple[int, int, object]


class Changed:
    """Asked after evaluation, for each call that is reported."""

    def __init__(self, units: Iterable[Unit], effects: Effects, lines: Lines) -> None:
        self._effects = effects
        self._lines = lines
        self._steps: dict[Unit, dict[Leaf, list[Step]]] = {}
        # Steps from which no way to the leaf passes a change.
        self._vain: set[tuple[Leaf, bool, Key]] = set()
        self._near = self._leading_to_changes(list(units)) if lines else set()

    def way(self, unit: Unit, event: Event, item: Item) -> Way | None:
        """A way from a call to the leaf of its item that passes a change: the nearest one, or None."""
        start: Step = (unit, event, item)
        leaf, silenced = item.leaf, item.silenced
        before: dict[Key, Step | None] = {_key(start): None}
        queue = deque([start])
        while queue:
            step = queue.popleft()
            if self._is_touched(step):
                return self._through(step, before)
            for following in self._following(step, leaf, silenced=silenced):
                key = _key(following)
                if key not in before and (leaf, silenced, key) not in self._vain:
                    before[key] = step
                    queue.append(following)
        self._vain.update((leaf, silenced, key) for key in before)
        return None

    def _through(self, step: Step, before: dict[Key, Step | None]) -> Way:
        rest = tuple(self._effects.way(step[0], step[2]))
        first: list[tuple[Unit, int, Edge]] = []
        previous = before[_key(step)]
        while previous is not None:
            first.append((previous[0], previous[2].at, previous[2].edge))
            previous = before[_key(previous)]
        return (*reversed(first), *rest)

    def _following(self, step: Step, leaf: Leaf, *, silenced: bool) -> Iterator[Step]:
        """The places in the callee of a step from which the same leaf is reached."""
        _, event, item = step
        callee = item.edge.unit
        if callee is None or callee not in self._near:
            return
        steps = self._in(callee)
        # Inside the stubs it has no place yet.
        for following in (*steps.get(leaf, ()), *steps.get(Leaf(leaf.category, leaf.callable, "", 0), ())):
            found = following[2]
            if found.silenced and not silenced:
                continue
            if not self._effects.rules_out(event, item.edge, found):
                yield following

    def _in(self, unit: Unit) -> dict[Leaf, list[Step]]:
        found = self._steps.get(unit)
        if found is None:
            found = self._steps[unit] = {}
            for event in unit.events.values():
                for item in self._effects.items(unit, event, covered=False):
                    found.setdefault(item.leaf, []).append((unit, event, item))
        return found

    # --- lines ---------------------------------------------------------------------------------

    def _is_touched(self, step: Step) -> bool:
        unit, event, item = step
        if self._has_changed(unit, event.at):
            return True
        return any(self._has_changed(callee, at) for callee, at in through(item.edge))

    def _has_changed(self, unit: Unit, at: int) -> bool:
        """Whether a place has changed lines, or the `def` of the function that it stands in."""
        if unit.module.is_stub or unit.module.path not in self._lines:
            return False
        span = unit.module.span(at)
        return self._holds(unit, span.line, span.end_line) or self._is_new(unit)

    def _is_new(self, unit: Unit) -> bool:
        function = function_of(unit)
        return function is not None and self._holds(unit, function.facts.line, function.facts.line)

    def _holds(self, unit: Unit, first: int, last: int) -> bool:
        return holds(self._lines[unit.module.path], first, last)

    def _leading_to_changes(self, units: list[Unit]) -> set[Unit]:
        """The units with changed lines, and all that call them, at any depth: no other is searched."""
        callers: dict[Unit, list[Unit]] = {}
        stack: list[Unit] = []
        for unit in units:
            for event in unit.events.values():
                if self._has_changed(unit, event.at):
                    stack.append(unit)
                for edge in event.edges:
                    if edge.unit is not None:
                        callers.setdefault(edge.unit, []).append(unit)
                    for callee, _ in through(edge):
                        callers.setdefault(callee, []).append(unit)
        near = set(stack)
        while stack:
            for caller in callers.get(stack.pop(), ()):
                if caller not in near:
                    near.add(caller)
                    stack.append(caller)
        return near


def _key(step: Step) -> Key:
    unit, event, item = step
    return id(unit), id(event), (item.place, id(item.edge))
