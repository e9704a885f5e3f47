"""What the rules read of awaits: those that could run at once, and those that do and must not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from asynclint.facts.records import Call as Ast
from asynclint.facts.records import Expr
from asynclint.finding import Confidence, Record
from asynclint.program.concurrency.gathers import Awaited, Gathers, Shared
from asynclint.program.concurrency.loops import Loop, Loops
from asynclint.program.concurrency.sequences import Group, Sequences
from asynclint.program.concurrency.steps import Operation, Steps
from asynclint.program.conduct.summaries import Conducts
from asynclint.program.conduct.witness import observes_or_changes, uses_exclusive, way_to
from asynclint.program.effects.uses import functions_of
from asynclint.program.evaluation.table import Units
from asynclint.program.fixpoint.units import Unit
from asynclint.program.render import render
from asynclint.program.sites import Site, Sites

T = TypeVar("T")


class Call(Record, frozen=True):
    """An awaited call: the text of its callee, and the line where it stands."""

    callee: str
    line: int


class SequentialAwaits(Record, frozen=True):
    """Awaited calls of which none needs another, in the order of the text; `site` is the last one.

    `writes`: some of them change the world outside.  `preview`: found by an unfinished condition.
    """

    site: Site
    calls: tuple[Call, ...]
    callables: tuple[str, ...]
    writes: bool
    preview: bool


class AwaitInLoop(Record, frozen=True):
    """An awaited call, one for each iteration.  `bounded`: the text says how many."""

    site: Site
    bounded: bool
    writes: bool
    preview: bool


class UnsafeGather(Record, frozen=True):
    """A call that starts coroutines.

    `shared` is the text of an object that two of them use, `second` the call that uses it, `first` the other
    one, None where one call makes many; `shared` is "" where `second` is awaited before it is handed over.
    """

    site: Site
    second: Call
    shared: str = ""
    first: Call | None = None


class Concurrency:
    """Searches the units that `reports` wants, each function once for all of its receivers."""

    def __init__(self, units: Units, sites: Sites, reports: Callable[[Unit], bool]) -> None:
        self._sites = sites
        self._conducts = Conducts(units)
        self._functions: dict[Hashable, list[Unit]] = {}
        # All three searches ask these of a unit.
        self._steps: dict[Unit, Steps] = {}
        self._started: dict[Unit, dict[Hashable, Shared | Awaited]] = {}
        for unit in units:
            if unit.function is not None and unit.is_async and reports(unit):
                self._functions.setdefault(unit.function, []).append(unit)

    def sequential_awaits(self) -> Iterator[SequentialAwaits]:
        """The groups that hold for every receiver of their function; those of unfinished conditions only
        where no other group has their awaits."""
        for units in self._functions.values():
            found = sorted(_in_all(units, self._groups), key=lambda entry: entry[1].preview)
            gathered = self._gathered(units[0]) if found else set[int]()
            taken: set[int] = set()
            for unit, group in found:
                places = {operation.call.at for operation in group.operations}
                if not places & (taken | gathered):
                    taken |= places
                    yield self._sequence(unit, group)

    def _groups(self, unit: Unit) -> dict[Hashable, Group]:
        found = Sequences(self._steps_of(unit)).groups()
        return {(group.preview, *(o.call.at for o in group.operations)): group for group in found}

    def awaits_in_loops(self) -> Iterator[AwaitInLoop]:
        """Those that hold for every receiver of their function."""
        for units in self._functions.values():
            for unit, loop in _in_all(units, self._loops):
                if loop.operation.call.at not in self._gathered(unit):
                    yield self._loop(unit, loop)

    def _loops(self, unit: Unit) -> dict[Hashable, Loop]:
        return {loop.operation.call.at: loop for loop in Loops(self._steps_of(unit)).found()}

    def _steps_of(self, unit: Unit) -> Steps:
        found = self._steps.get(unit)
        if found is None:
            view = self._conducts.view(unit)
            assert view is not None
            found = self._steps[unit] = Steps(self._conducts, view)
        return found

    def unsafe_gathers(self) -> Iterator[UnsafeGather]:
        """Those that hold for every receiver of their function."""
        for units in self._functions.values():
            for unit, found in _in_all(units, self._gathers):
                yield self._gather(unit, found)

    def _gathers(self, unit: Unit) -> dict[Hashable, Shared | Awaited]:
        found = self._started.get(unit)
        if found is None:
            found = self._started[unit] = {}
            for each in Gathers(self._conducts, self._steps_of(unit).view).found():
                found.setdefault(each.call.at, each)
        return found

    def _gathered(self, unit: Unit) -> set[int]:
        """The awaited calls that stand where a gather should have got them: these are reported there."""
        found = self._gathers(unit).values()
        awaits = [each.inner.value for each in found if isinstance(each, Awaited)]
        return {value.at for value in awaits if isinstance(value, Ast)}

    # --- sites ---------------------------------------------------------------------------------

    def _sequence(self, unit: Unit, group: Group) -> SequentialAwaits:
        operations = group.operations
        last = operations[-1]
        causes = [self._cause(unit, operation) for operation in operations]
        cause, way = causes[-1]
        return SequentialAwaits(
            site=self._sites.site(
                unit,
                last.call.at,
                last.call.func,
                cause,
                way,
                [(unit, operation.call.at) for operation in operations],
                _confidence(sure=group.sure),
            ),
            calls=tuple(_call(unit, operation.call.at, operation.call.func) for operation in operations),
            callables=tuple(name for name, _ in causes),
            writes=any(operation.conduct.writes for operation in operations),
            preview=group.preview,
        )

    def _loop(self, unit: Unit, loop: Loop) -> AwaitInLoop:
        operation = loop.operation
        cause, way = self._cause(unit, operation)
        return AwaitInLoop(
            site=self._sites.site(
                unit, operation.call.at, operation.call.func, cause, way, (), _confidence(sure=loop.sure)
            ),
            bounded=loop.bounded,
            writes=bool(operation.conduct.writes),
            preview=loop.preview,
        )

    def _gather(self, unit: Unit, found: Shared | Awaited) -> UnsafeGather:
        call = found.call
        if isinstance(found, Awaited):
            event = unit.events[call.at, "call"]
            cause = min(function.dotted for function in functions_of(event.alternatives))
            inner = found.inner
            return UnsafeGather(
                site=self._sites.site(unit, call.at, call.func, cause),
                second=_call(unit, inner.at, inner.value),
            )
        event = unit.events[found.second.at, "call"]
        wanted = uses_exclusive(found.exclusive.library)
        cause, way = way_to(self._conducts, unit, event, wanted)
        inside = ((unit, found.second.at), *way) if way else ()
        also = [] if found.first is None else [(unit, found.first.at)]
        return UnsafeGather(
            site=self._sites.site(unit, call.at, call.func, cause, inside, also),
            second=_call(unit, found.second.at, found.second.func),
            shared=".".join(found.exclusive.path[1:]),
            first=None if found.first is None else _call(unit, found.first.at, found.first.func),
        )

    def _cause(self, unit: Unit, operation: Operation) -> tuple[str, tuple[tuple[Unit, int], ...]]:
        assert operation.event is not None
        return way_to(self._conducts, unit, operation.event, observes_or_changes)


def _in_all(units: Iterable[Unit], find: Callable[[Unit], dict[Hashable, T]]) -> list[tuple[Unit, T]]:
    """What is found in every one of some units, with the first of these."""
    first, *rest = units
    found = find(first)
    others = [find(unit) for unit in rest]
    return [(first, each) for key, each in found.items() if all(key in other for other in others)]


def _call(unit: Unit, at: int, expr: Expr) -> Call:
    return Call(render(expr), unit.module.span(at).line)


def _confidence(*, sure: bool) -> Confidence:
    return "certain" if sure else "likely"
