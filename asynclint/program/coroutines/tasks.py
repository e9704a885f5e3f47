"""Tasks that nothing holds: the loop itself keeps weak references to them only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from asynclint.facts.records import Attr, Call, Const, Expr, Name, Return
from asynclint.finding import Record
from asynclint.program.coroutines.fates import Fate, fates
from asynclint.program.coroutines.places import DEPTH, Way, bodies, callee_of
from asynclint.program.coroutines.waits import waits
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import walk
from asynclint.program.sites import Site, Sites
from asynclint.program.values.typesets import Value

# The class of tasks, as the result of stub functions.
TASK = "Task"
# Methods of a task after which nobody holds it any more than before.
TELLING = frozenset({"add_done_callback", "set_name"})


class DanglingTask(Record, frozen=True):
    """One call whose task nothing holds; `name` is the variable that is never read, "" for none."""

    site: Site
    name: str = ""


def dangling_tasks(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[DanglingTask]:
    """One for each place, in no order."""
    found: list[DanglingTask] = []
    for body in bodies(units, reported):
        for fate in _dropped(body.function):
            ways = [spawned(event) for _, event in body.events(fate.call.at)]
            known = [way for way in ways if way is not None]
            if known and len(known) == len(ways):
                way = min(known, key=lambda each: each.order)
                site = sites.site(body.unit, fate.call.at, fate.call.func, way.cause, way.steps)
                found.append(DanglingTask(site, fate.name))
    return found


def _dropped(function: Function) -> Iterator[Fate]:
    """The calls whose result nothing holds once the statement, or the function, is done."""
    for fate in fates(function, but=TELLING):
        if fate.awaited:
            continue
        if fate.how == "statement":
            yield fate
            func = fate.call.func
            if isinstance(func, Attr) and func.name in TELLING and isinstance(func.value, Call):
                yield Fate(func.value, "statement")
        elif fate.how == "unused" and not _runs_on(function, fate.call):
            yield fate


def _runs_on(function: Function, call: Call) -> bool:
    """Whether the function may wait after a call: its frame holds the local names meanwhile."""
    if function.facts.is_generator:
        return True
    module = function.module
    line = module.span(call.at).end_line
    return any(module.span(at).line > line for at in waits(function.facts.body))


def spawned(event: Event, depth: int = DEPTH) -> Way | None:
    """How a call surely comes to start a task that it, and the helpers that it calls, only return."""
    if event.unknown or not event.alternatives or any(map(_asks_for_itself, event.edges)):
        return None
    found: list[Way] = []
    for value in event.alternatives:
        function = callee_of(value)
        if function is None:
            return None
        if function.behaviour is not None and function.behaviour.spawns:
            found.append(Way(function.dotted))
            continue
        ways = list(_by_helper(event, value, function, depth))
        if not ways or None in ways:
            return None
        found.extend(way for way in ways if way is not None)
    return min(found, key=lambda way: way.order)


def _asks_for_itself(edge: Edge) -> bool:
    """Whether what becomes a task asks for the task that it is, which may well be to keep it."""
    if edge.how != "schedule" or edge.unit is None:
        return False
    called = [value for event in edge.unit.events.values() for value in event.alternatives]
    functions = [function for function in map(callee_of, called) if function is not None]
    return any(
        function.module.is_stub
        and not (function.behaviour is not None and function.behaviour.spawns)
        and any(isinstance(node, Name) and node.id == TASK for node in walk(function.facts.returns or ()))
        for function in functions
    )


def _by_helper(event: Event, value: Value, function: Function, depth: int) -> Iterator[Way | None]:
    """The ways of what a helper of the project returns; None for anything else that it may return."""
    if function.facts.is_async or function.facts.is_generator or function.module.is_stub or not depth:
        return
    units = [edge.unit for edge in event.edges if edge.how == "call" and edge.alternative == value]
    values = [node.value for node in walk(function.facts.body) if isinstance(node, Return)]
    returned = [value for value in values if value is not None and not _is_none(value)]
    for unit in units:
        for node in returned if unit is not None and unit.function is function else ():
            inner = (
                unit.events.get((node.at, "call")) if unit is not None and isinstance(node, Call) else None
            )
            way = spawned(inner, depth - 1) if inner is not None else None
            if unit is None or way is None or not isinstance(node, Call):
                yield None
            else:
                yield Way(way.cause, ((unit, node.at), *way.steps))


def _is_none(value: Expr) -> bool:
    return isinstance(value, Const) and value.kind == "none"
