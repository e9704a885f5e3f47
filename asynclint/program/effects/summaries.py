"""Blocking effects: what a unit may block on, as a summary that its callers read.

A summary maps leaves to items.  An item knows the next step towards its leaf, so that a chain is
read off at the end.  Effects pass through synchronous frames only; a generator's count where it
is iterated, which its edges say already.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from asynclint.program.calls.sizes import source
from asynclint.program.effects.items import Item, Key, Leaf, choices_in
from asynclint.program.effects.locks import CONTENDED, Locks
from asynclint.program.effects.memos import Memos
from asynclint.program.effects.silences import Silenced, Silences
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.guards import CHOICE, Guard, carry, decide, limited, shared
from asynclint.program.values.kinds import Dispatch
from asynclint.program.values.typesets import Value

# Variants of one leaf that differ in their guards, as three guards that hold or not make them;
# beyond, they are joined to one under what all of them ask for.
VARIANTS = 8
# A way that is longer goes round in a cycle.
LONGEST_WAY = 100
# A method with many overrides counts for its callers where at least one in so many blocks.
FEW = 3
SIZE = "size"
INPUT = "where its input is large"
# What runs in the frame itself.
RUNNING = frozenset({"call", "greenlet"})

Summary = dict[Key, Item]


class Effects:
    """Summaries of all units, computed to a fixed point over the calls between them."""

    def __init__(
        self, units: Iterable[Unit], locks: Locks, memos: Memos, silences: Silences | None = None
    ) -> None:
        self._units = list(units)
        self._locks = locks
        self._memos = memos
        self.silenced = Silenced(silences)
        self._callers: dict[Unit, list[tuple[Unit, Event]]] = {}
        self._libraries: dict[str, frozenset[str]] = {}
        # Variants under what several shared, those that a later one has taken in included.
        self._joined: dict[Unit, Summary] = {}
        self.summaries: dict[Unit, Summary] = {unit: {} for unit in self._units}
        # Where a method with many overrides is called, which may be a finding's place of its own.
        self.dispatches: list[tuple[Unit, Event]] = []
        start: list[tuple[Unit, Event]] = []
        for unit in self._units:
            for event in unit.events.values():
                callees = {e.unit for e in event.edges if e.how in RUNNING and e.unit is not None}
                for callee in callees:
                    self._callers.setdefault(callee, []).append((unit, event))
                if any(edge.leaf is not None for edge in event.edges):
                    start.append((unit, event))
                if any(edge.dispatch is not None for edge in event.edges):
                    self.dispatches.append((unit, event))
        while start:
            self._solve(start)
            # What blocks under a lock makes others wait for it, which may block under another one.
            start = [
                wait
                for unit, event in locks.sections
                for wait in locks.holds(unit, event, list(self.items(unit, event, covered=True)))
            ]

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
            item = self._kept_as(unit, summary, item)
            key = item.place
            known = summary.get(key)
            if known is None or item.order < known.order:
                summary[key] = item
                changed = True
        return changed

    def _kept_as(self, unit: Unit, summary: Summary, item: Item) -> Item:
        """The item with its guards; where the leaf has too many variants, with what these share.

        A variant with weaker guards says at least as much: what is left of the guards in the end does
        not depend on the order in which the variants come.
        """
        place = item.place
        if not item.guards or place in summary:
            return item
        variants = [key for key in summary if key[0] == item.leaf and key[2:] == place[2:]]
        if len(variants) < VARIANTS:
            return item
        item = item.under(shared([item.guards, *(key[1] for key in variants)]))
        joined = item.place
        known = self._joined.setdefault(unit, {})
        for key in variants:
            if key in known and key != joined:
                # Callers have come by it: `way` still finds it.
                known[key] = taken_in = summary.pop(key)
                if item.silenced and not taken_in.silenced:
                    item = taken_in.under(item.guards)
        known.setdefault(joined, item)
        return item

    def items(self, unit: Unit, event: Event, covered: bool) -> Iterator[Item]:
        """What one event of a unit may block on, as far as it counts for the unit's callers.

        `covered`: whether callables that came in through parameters count; for the frame that
        reports they do, for callers they are holes that each call fills.
        """
        for item, edge, share in self._shared(unit, event, covered):
            if edge.dispatch is None or not _is_rare(edge.dispatch[0], share):
                yield item

    def rare(self, unit: Unit, event: Event) -> Iterator[Item]:
        """What few of the overrides of a method block on: it counts where the method is called."""
        for item, edge, share in self._shared(unit, event, covered=True):
            if edge.dispatch is not None and _is_rare(edge.dispatch[0], share):
                many = edge.dispatch[0]
                verb = "blocks" if share == 1 else "block"
                note = f"{share} of {len(many.targets)} implementations of `{many.name}` {verb}"
                yield replace(item.likely(), note=note)

    def _shared(self, unit: Unit, event: Event, covered: bool) -> Iterator[tuple[Item, Edge, int]]:
        """Items with their edges, and how many overrides of the edge's dispatch block likewise."""
        if event.without_loop:
            return
        found: list[tuple[Item, Edge]] = []
        filled: dict[tuple[object, ...], set[Value]] = {}
        blocking: dict[str, set[Value | None]] = {}
        exactly: dict[str, set[Value | None]] = {}
        overrides: dict[tuple[str, Dispatch], set[Value]] = {}
        for edge in event.edges:
            if edge.how not in RUNNING:
                continue
            items = list(self._through(unit, event, edge))
            if edge.library:
                items = [item for item in items if edge.library not in self._libraries[item.leaf.callable]]
            if items:
                for category in {item.leaf.category for item in items}:
                    blocking.setdefault(category, set()).add(_plain(edge.alternative))
                    exactly.setdefault(category, set()).add(edge.alternative)
                    if edge.passed is not None:
                        group = (category, edge.alternative, edge.through)
                        filled.setdefault(group, set()).add(edge.passed[0])
                    if edge.dispatch is not None:
                        overrides.setdefault((category, edge.dispatch[0]), set()).add(edge.dispatch[1])
                if covered or not edge.covered:
                    found.extend((item, edge) for item in items)
        # Objects of one class that are told apart by their construction are one alternative.
        all_of_them = {alternative.anywhere for alternative in event.alternatives}
        sure = {name for name, some in blocking.items() if not event.unknown and some >= all_of_them}
        for item, edge in found:
            category = item.leaf.category
            certain = category in sure
            if certain and item.certain and self._was_chosen(edge, item):
                certain = exactly[category].issuperset(event.alternatives)
            if edge.passed is not None:
                # Surely only where all that the call may pass blocks.
                group = (category, edge.alternative, edge.through)
                certain = certain and len(filled[group]) >= edge.passed[1]
            share = len(overrides[category, edge.dispatch[0]]) if edge.dispatch is not None else 0
            if not certain and (item.certain or item.chosen):
                chosen = edge.alone and edge.passed is None and item.guards.issuperset(edge.guards)
                item = replace(item, certain=False, chosen=chosen)
            yield item, edge, share

    def _through(self, unit: Unit, event: Event, edge: Edge) -> Iterator[Item]:
        return self.silenced.marked(unit, event, edge, self._found(unit, event, edge))

    def _found(self, unit: Unit, event: Event, edge: Edge) -> Iterator[Item]:
        path = unit.module.path
        line = unit.module.span(event.at).line if not unit.module.is_stub else 0
        if edge.leaf is not None:
            assert edge.blocks is not None
            leaf = Leaf(edge.blocks.category, edge.leaf.dotted, path, line)
            if leaf.callable not in self._libraries:
                self._libraries[leaf.callable] = _libraries(edge.leaf)
            own = frozenset(limited((*event.guards, *edge.guards)) if edge.guards else event.guards)
            if edge.blocks.cost == CONTENDED:
                yield from self._waiting(unit, event, edge, leaf)
                return
            cost, instead = edge.blocks.cost, edge.blocks.instead
            # How large the input is in the end, nobody knows.
            sure = cost != SIZE
            note = "" if sure else INPUT
            yield Item(leaf, own, sure, 1, instead, event.at, edge, None, cost, note, input=edge.input)
            return
        assert edge.unit is not None
        if edge.unit.is_async or self._memos.has_run(unit, event, edge):
            return
        kept = self._memos.kept(unit, event, edge)
        for key, item in list(self.summaries.get(edge.unit, {}).items()):
            carried = self._carried(event, edge, item)
            if carried is None:
                continue
            guards, open_, settled = carried
            if item.input is not None:
                given = source(edge.bindings.get(item.input))
                if given is False:
                    continue
                item = replace(item, input=None if given is True else given)
            leaf = item.leaf
            if not leaf.path and path:
                leaf = Leaf(leaf.category, leaf.callable, path, line)
            depth = item.depth + (0 if edge.unit.module.is_stub else 1)
            if item.chosen:
                # Whether what its guards say is known by now, or is told to nobody any more.
                left = bool(choices_in(guards))
                item = replace(item, certain=settled and not left, chosen=settled and left)
            item = replace(
                item, leaf=leaf, guards=guards, depth=depth, at=event.at, edge=edge, key=key, open=open_
            )
            yield item if kept is None else self._memos.passed(item, edge, kept)

    def rules_out(self, event: Event, edge: Edge, item: Item) -> bool:
        """Whether a call cannot reach an item of its callee, by what it passes."""
        return self._carried(event, edge, item) is None or (
            item.input is not None and source(edge.bindings.get(item.input)) is False
        )

    def _was_chosen(self, edge: Edge, item: Item) -> bool:
        """Whether the item is certain because of what the object of this call holds, and no other."""
        return edge.unit is not None and item.key is not None and self.summaries[edge.unit][item.key].chosen

    def _waiting(self, unit: Unit, event: Event, edge: Edge, leaf: Leaf) -> Iterator[Item]:
        """Waiting for a lock: where another of its sections blocks."""
        assert edge.blocks is not None
        cause = self._locks.cause(edge, (unit.module.name, event.at))
        if cause is None:
            return
        held, single = cause
        note = f"`{held.leaf.callable}` at {held.leaf.path}:{held.leaf.line} runs under the same lock"
        guards = frozenset(event.guards)
        sure = single and held.certain
        item = Item(leaf, guards, sure, 1, edge.blocks.instead, event.at, edge, None, "", note)
        yield replace(item, silenced=held.silenced)

    def _carried(self, event: Event, edge: Edge, item: Item) -> tuple[frozenset[Guard], int, bool] | None:
        """The guards in terms of the caller, how many are left open, and whether none got lost that says
        which of several things an attribute holds; None where the call rules the item out."""
        kept = [*event.guards, *edge.guards]
        open_ = item.open
        settled = True
        for guard in sorted(item.guards, key=lambda guard: guard.order):
            outcome = decide(guard, edge.bindings)
            if outcome is False:
                return None
            moved = carry(guard, edge.bindings) if outcome is None else None
            if moved is not None:
                kept.append(moved)
            elif outcome is None:
                open_ += 1
                settled = settled and guard.test != CHOICE
        guards = frozenset(limited(kept))
        return guards, open_, settled and len(choices_in(guards)) >= len(choices_in(kept))

    def way(self, unit: Unit, item: Item) -> Iterator[tuple[Unit, int, Edge]]:
        """The steps from a unit to the leaf: unit, span index of the event, edge."""
        for _ in range(LONGEST_WAY):
            yield unit, item.at, item.edge
            if item.key is None or item.edge.unit is None:
                return
            unit = item.edge.unit
            kept = self.summaries[unit].get(item.key)
            item = kept if kept is not None else self._joined[unit][item.key]


def _is_rare(many: Dispatch, share: int) -> bool:
    """Whether so few of the overrides block that the call of one of them says little."""
    return share * FEW < len(many.targets)


def _plain(alternative: Value | None) -> Value | None:
    return None if alternative is None else alternative.anywhere


def _libraries(function: Function) -> frozenset[str]:
    """The library of a function, and those of the classes that its own extends."""
    owner = function.owner
    modules = [function.module, *(cls.module for cls in (owner.mro if owner is not None else ()))]
    return frozenset(module.library for module in modules)
