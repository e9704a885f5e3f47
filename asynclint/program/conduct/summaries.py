"""Conducts of units, through all that they call, to a fixed point."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from asynclint.facts.records import Attr, Expr, Name, Subscript
from asynclint.program.conduct.callsite import CallSite
from asynclint.program.conduct.conduct import (
    NOTHING,
    NOWHERE_KNOWN,
    SOMEWHERE,
    Conduct,
    Exclusive,
    Location,
    Trait,
    joined,
)
from asynclint.program.conduct.library import library_conduct
from asynclint.program.conduct.objects import Objects
from asynclint.program.conduct.text import Text
from asynclint.program.conduct.view import View
from asynclint.program.effects.reach import function_of
from asynclint.program.evaluation.table import Units
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bound, ClassValue, FunctionValue
from asynclint.program.values.typesets import Value, is_none

# Looking an attribute up is taken for what it looks like: where a property connects, or keeps what it has
# made, nobody counts on when.
LOOKUPS = frozenset({"attr"})
# Visits after which a unit in a cycle of calls is left as it is.
_ROUNDS = 12


class Conducts:
    """Computed for the units that are asked for, and for all that these run."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._texts: dict[Function, Text] = {}
        self._views: dict[Unit, View | None] = {}
        self._known: dict[Unit, Conduct] = {}
        self._growing: dict[Unit, Conduct] = {}
        self._objects = Objects(self.view)

    def view(self, unit: Unit) -> View | None:
        """The text of a unit with what is known of its calls; None for a module's or a class's body."""
        if unit not in self._views:
            function = function_of(unit)
            if function is None:
                self._views[unit] = None
            else:
                if function not in self._texts:
                    self._texts[function] = Text(function)
                self._views[unit] = View(unit, self._texts[function])
        return self._views[unit]

    # --- units ---------------------------------------------------------------------------------

    def of(self, unit: Unit) -> Conduct:
        """What running the unit does, in terms of its parameters."""
        found = self._known.get(unit)
        if found is None:
            self._settle(self._below(unit))
            found = self._known[unit]
        return found

    def _settle(self, order: list[Unit]) -> None:
        """Computes some units, again where one that they run has grown."""
        growing = self._growing = dict.fromkeys(order, NOTHING)
        callers: dict[Unit, list[Unit]] = {}
        for unit in order:
            for callee in self._run_by(unit):
                if callee in growing:
                    callers.setdefault(callee, []).append(unit)
        queue = deque(order)
        waiting = set(order)
        visits = dict.fromkeys(order, 0)
        while queue:
            unit = queue.popleft()
            waiting.discard(unit)
            found = self._summary(unit)
            visits[unit] += 1
            if found != growing[unit]:
                growing[unit] = found
                for caller in callers.get(unit, ()):
                    if caller not in waiting and visits[caller] < _ROUNDS:
                        waiting.add(caller)
                        queue.append(caller)
        self._known.update(growing)
        self._growing = {}

    def _below(self, unit: Unit) -> list[Unit]:
        """The units not yet known that a unit runs, at any depth, callees first but for cycles."""
        order: list[Unit] = []
        seen = {unit}
        stack: list[tuple[Unit, Iterator[Unit]]] = [(unit, self._run_by(unit))]
        while stack:
            current, callees = stack[-1]
            following = next((u for u in callees if u not in seen and u not in self._known), None)
            if following is None:
                order.append(current)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, self._run_by(following)))
        return order

    def _run_by(self, unit: Unit) -> Iterator[Unit]:
        for event in unit.events.values():
            for edge in event.edges if event.kind not in LOOKUPS else ():
                if edge.unit is not None:
                    yield edge.unit
                    yield from self.passed(edge)

    def passed(self, edge: Edge) -> Iterator[Unit]:
        """The functions of the project that a call passes on, closures of decorators included."""
        for types in edge.bindings.values():
            yield from filter(None, map(self._unit_of, types.values))

    def _run_for(self, edge: Edge, runs: frozenset[str]) -> Iterator[Conduct]:
        """What the callables do that a call passes for the parameters in `runs`."""
        for param, types in edge.bindings.items():
            if param.name not in runs:
                continue
            for value in types.values:
                unit = self._unit_of(value)
                if unit is not None:
                    yield self._current(unit)
                elif not is_none(value) and not isinstance(value, ClassValue):
                    yield Conduct(traits=Trait.UNKNOWN)
            if types.unknown or types.symbols:
                # Around what the caller itself was passed, or what nobody knows.
                yield Conduct(traits=Trait.UNKNOWN)

    def _unit_of(self, value: Value) -> Unit | None:
        """The unit of a function of the project that is passed on."""
        while isinstance(value, Bound):
            value = value.target
        if not isinstance(value, FunctionValue) or not value.function.has_body:
            return None
        function = value.function
        if value.receiver is None and function.kind == "method":
            # A decorator got it before there was an object.
            unit = self._units.default(function)
        else:
            unit = self._units.of_function(function, value.receiver, value.outer)
        return unit if unit.evaluations else None

    def _current(self, unit: Unit) -> Conduct:
        return self._known.get(unit) or self._growing.get(unit) or NOTHING

    def _summary(self, unit: Unit) -> Conduct:
        view = self.view(unit)
        if view is None:
            return NOTHING
        text = view.text
        parts = []
        for event in unit.events.values():
            if event.kind in LOOKUPS:
                continue
            conduct = self._event(view, event)
            if event.at in text.protected and conduct.has(Trait.GUARDS):
                conduct = replace(conduct, traits=conduct.traits & ~Trait.GUARDS)
            parts.append(conduct)
        if unit.function is not None:
            traits = Trait.GUARDS if text.raises else Trait.NONE
            if text.obscure:
                traits |= Trait.UNKNOWN
            changes = frozenset[Location]().union(*(self.stored(view, target) for target in text.stores))
            parts.append(Conduct(traits=traits, changes=changes, uses=frozenset(text.loads)))
        whole = joined(parts)
        return replace(
            whole,
            changes=frozenset(
                SOMEWHERE if each[0] == "local" else each for each in whole.changes if each[0] != "own"
            ),
            exclusive=frozenset(_left(view, whole.exclusive)),
            ordered=frozenset(_left(view, whole.ordered)),
        )

    def stored(self, view: View, target: Expr) -> frozenset[Location]:
        """What an assignment to a target changes."""
        if isinstance(target, Attr):
            return view.locations(target)
        if isinstance(target, Subscript):
            return view.locations(target.value)
        if isinstance(target, Name):
            return frozenset({("param" if target.id in view.text.params else "name", target.id)})
        return frozenset()

    # --- events --------------------------------------------------------------------------------

    def at(self, unit: Unit, event: Event) -> Conduct:
        """What an event of a unit runs, in terms of the unit's names: its own ones included."""
        for edge in event.edges:
            if edge.unit is not None:
                self.of(edge.unit)
                for passed in self.passed(edge):
                    self.of(passed)
        view = self.view(unit)
        found = NOTHING if view is None else self._event(view, event)
        return joined([found, Conduct(traits=Trait.UNKNOWN)]) if found.runs else found

    def _event(self, view: View, event: Event) -> Conduct:
        site = CallSite(view, event, self._objects)
        call = site.call
        if call is not None and isinstance(call.func, Name) and view.is_passed_in(call.func):
            # Whoever passes it knows what it does.
            return Conduct(runs=frozenset({call.func.id}))
        parts = [site.opaque(value) for value in event.alternatives]
        parts.extend(self._edge(site, edge) for edge in event.edges)
        if site.is_hidden:
            parts.append(Conduct(traits=Trait.UNKNOWN))
        unseen = call is not None and not event.alternatives and not view.unit.module.is_stub
        if event.unknown or unseen:
            parts.append(site.unknown())
        return joined(parts)

    def _edge(self, site: CallSite, edge: Edge) -> Conduct:
        unit = site.view.unit
        if edge.covered and not (unit.is_async or (unit.function is not None and unit.function.parent)):
            # Its callers have edges of their own for what they pass; those of a coroutine, or of a closure
            # that is handed on, have none.
            return NOTHING
        if edge.unit is None:
            return NOTHING if edge.leaf is None else library_conduct(edge.leaf, site.awaited)
        conduct = self._current(edge.unit)
        if edge.how == "offload" and (conduct.blocking or conduct.has(Trait.UNCLEAR)):
            # Whether it reads or writes there, nobody says.
            return Conduct(traits=Trait.UNKNOWN)
        if not conduct.runs:
            return site.seen(edge, conduct)
        passed = list(self._run_for(edge, conduct.runs))
        whole = site.seen(edge, joined([conduct, *passed]))
        # What a passed closure calls of its own surroundings is seen where these are.
        return replace(whole, runs=frozenset[str]().union(*(each.runs for each in passed)))


def _left(view: View, some: Iterable[Exclusive]) -> Iterator[Exclusive]:
    """The objects that others have too, as callers see them."""
    for each in some:
        if not view.is_own(each.path):
            yield Exclusive(NOWHERE_KNOWN if each.path[0] == "local" else each.path, each.library)
