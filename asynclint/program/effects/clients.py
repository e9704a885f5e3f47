"""Clients: which constructions of synchronous clients the blocking calls of the loop lead back to."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from asynclint.program.fixpoint.records import CONSTRUCTORS
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bindings, Instance, ParamRef
from asynclint.program.values.origins import MOST, NONE, Made, Origins
from asynclint.program.values.typesets import TypeSet

# Those that `@client` may have.
_CATEGORIES = frozenset({"http", "database", "sdk"})


class Use(NamedTuple):
    """A blocking operation of a client, and the place of the project that calls it."""

    callable: str
    path: str
    line: int


class Clients:
    """Follows the origins of receivers back to constructions.

    `injected` are the origins of what frameworks pass for parameters; `reached` the units that the loop
    runs, at whatever depth; `is_frame` tells those that it calls itself, `is_quiet` what only start-up and
    tests run.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        injected: Mapping[ParamRef, Origins],
        reached: Container[Unit],
        is_frame: Callable[[Unit], bool],
        is_quiet: Callable[[Function], bool],
    ) -> None:
        self._units = list(units)
        self._injected = injected
        self._reached = reached
        self._is_frame = is_frame
        self._is_quiet = is_quiet
        self._runs: dict[Unit, set[Unit]] = {}
        # The calls of units, and of functions for any receiver: from where, and what they pass.
        self._calls: dict[Unit | Function, list[tuple[Unit, Bindings]]] | None = None

    def uses(self, blocking: Container[Use]) -> dict[Made, dict[Use, None]]:
        """The constructions, each with those of the `blocking` operations that its client is used for."""
        found: dict[Made, dict[Use, None]] = {}
        for unit in self._units:
            if unit not in self._reached or unit.module.is_stub:
                continue
            for event in unit.events.values():
                for edge in event.edges:
                    if edge.leaf is None or edge.blocks is None or not edge.origins or event.without_loop:
                        continue
                    if edge.blocks.category not in _CATEGORIES:
                        # What is done with an answer is no use of the client.
                        continue
                    use = Use(edge.leaf.dotted, unit.module.path, unit.module.span(event.at).line)
                    if use in blocking:
                        for made in self._constructions(unit, edge.origins):
                            found.setdefault(made, {})[use] = None
        return found

    def _constructions(self, unit: Unit, origins: Origins) -> set[Made]:
        """Where objects were made that have these origins in `unit`."""
        found: set[Made] = set()
        seen: set[tuple[Unit | None, ParamRef]] = set()
        stack: list[tuple[Unit | None, Origins]] = [(unit, origins)]
        while stack:
            where, some = stack.pop()
            for origin in some if len(some) <= MOST else ():
                if isinstance(origin, Made):
                    found.add(origin)
                    continue
                own = where if where is not None and where.function is origin.function else None
                if (own, origin) not in seen:
                    seen.add((own, origin))
                    stack += self._passed(own, origin) if own is not None else self._kept(unit, origin)
        return found

    def _passed(self, unit: Unit, param: ParamRef) -> Iterator[tuple[Unit | None, Origins]]:
        """What is passed for a parameter of a unit that the loop runs, by what it runs too."""
        frame = self._is_frame(unit)
        if frame:
            yield None, self._injected.get(param, NONE)
        for caller, bindings in self._callers().get(unit, ()):
            if (frame or caller in self._reached) and param in bindings:
                yield caller, _origins(bindings[param])

    def _kept(self, unit: Unit, param: ParamRef) -> Iterator[tuple[Unit | None, Origins]]:
        """What any call passes for a parameter of another function, which has kept it for `unit`.

        Where a method keeps it in its object, the calls of objects that never come here do not count.
        """
        yield None, self._injected.get(param, NONE)
        for caller, bindings in self._callers().get(param.function, ()):
            if param in bindings and (param.function.owner is None or self._leads(caller, param, unit)):
                yield None, _origins(bindings[param])

    def _leads(self, caller: Unit, param: ParamRef, unit: Unit) -> bool:
        """Whether an object that `caller` hands something to may be the one that `unit` works on.

        So it is where `caller` runs `unit` itself on the loop, where it gives the object away, and where what
        it does is there for others: at import, at start-up, in a constructor.
        """
        function = caller.function
        if function is None or function.name in CONSTRUCTORS or self._is_quiet(function):
            return True
        kept = param.function.owner
        given = (*caller.returns.value.values, *caller.yields.value.values)
        if any(isinstance(value, Instance) and kept in value.cls.mro for value in given):
            return True
        return caller in self._reached and unit in self._run_by(caller)

    def _run_by(self, unit: Unit) -> set[Unit]:
        """What a unit runs at any depth, coroutines included."""
        found = self._runs.get(unit)
        if found is None:
            found = self._runs[unit] = {unit}
            stack = [unit]
            while stack:
                for event in stack.pop().events.values():
                    for edge in event.edges:
                        if edge.unit is not None and edge.unit not in found:
                            found.add(edge.unit)
                            stack.append(edge.unit)
        return found

    def _callers(self) -> dict[Unit | Function, list[tuple[Unit, Bindings]]]:
        if self._calls is None:
            self._calls = {}
            for unit in self._units:
                for event in unit.events.values():
                    for edge in event.edges:
                        callee = edge.unit
                        if callee is not None and callee.function is not None and edge.bindings:
                            for key in (callee, callee.function):
                                self._calls.setdefault(key, []).append((unit, edge.bindings))
        return self._calls


def _origins(types: TypeSet) -> Origins:
    """The origins of what a call passes; where it passes its own parameter on, that parameter."""
    symbols = frozenset(symbol for symbol in types.symbols if isinstance(symbol, ParamRef))
    if symbols:
        return symbols
    found = NONE
    for value in types.values:
        if isinstance(value, Instance):
            found = found | value.origins
    return found
