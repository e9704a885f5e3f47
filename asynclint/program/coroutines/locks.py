"""Thread locks that are held while a coroutine waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from asynclint.facts.records import Attr, Call, Expr, ExprStmt, Stmt, Try, With, Yield
from asynclint.finding import Record
from asynclint.program.coroutines.places import DEPTH, Body, Way, bodies
from asynclint.program.coroutines.waits import waits
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.bodies import blocks
from asynclint.program.model.entities import Class
from asynclint.program.model.walking import walk
from asynclint.program.render import render
from asynclint.program.sites import Site, Sites
from asynclint.program.values.kinds import FunctionValue, Instance, Pending
from asynclint.program.values.typesets import is_none

ENTER, ACQUIRE, RELEASE = "__enter__", "acquire", "release"


class LockAcrossAwait(Record, frozen=True):
    """One section of a thread lock with an `await` in it, on line `awaited`; `lock` is its dotted class."""

    site: Site
    lock: str
    awaited: int


class _Section(NamedTuple):
    """A stretch of a body: the place and the expression of what begins it, and where it first waits."""

    at: int
    expr: Expr
    kind: str
    awaited: int


def locks_across_awaits(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[LockAcrossAwait]:
    """One for each section, in no order."""
    found: list[LockAcrossAwait] = []
    for body in bodies(units, reported):
        if not body.function.facts.is_async:
            continue
        for section in _sections(body.function.facts.body):
            way = _held(body, section)
            if way is not None:
                site = sites.site(body.unit, section.at, section.expr, way.cause, way.steps)
                lock = way.cause.rpartition(".")[0]
                found.append(LockAcrossAwait(site, lock, body.function.module.span(section.awaited).line))
    return found


def _held(body: Body, section: _Section) -> Way | None:
    """The lock that a section surely holds, and how it comes to that."""
    found = [
        entered(event) if section.kind == "enter" else acquired(event)
        for _, event in body.events(section.at, section.kind)
    ]
    known = [way for way in found if way is not None]
    if not known or len(known) < len(found):
        return None
    return min(known, key=lambda way: way.order)


# --- sections ----------------------------------------------------------------------------------


def _sections(body: tuple[Stmt, ...]) -> Iterator[_Section]:
    """The sections of a body and of its blocks in which it waits."""
    for index, stmt in enumerate(body):
        if isinstance(stmt, With) and not stmt.is_async:
            for awaited in islice(waits(stmt.body), 1):
                for item in stmt.items:
                    if not _releases(stmt.body, render(item.context)):
                        yield _Section(item.at, item.context, "enter", awaited)
        call = _method(stmt, ACQUIRE)
        first = None if call is None else _until_released(body[index + 1 :], call.value)
        if call is not None and first is not None:
            yield _Section(call.at, call, "call", first)
        for block in blocks(stmt):
            yield from _sections(block)


def _method(stmt: Stmt, name: str) -> Attr | None:
    """The method of this name that a statement calls and does no more."""
    call = stmt.value if isinstance(stmt, ExprStmt) else None
    called = call.func if isinstance(call, Call) else None
    return called if isinstance(called, Attr) and called.name == name else None


def _until_released(rest: tuple[Stmt, ...], owner: Expr) -> int | None:
    """The first place that waits before a lock, as written, is released in the same block.

    None where none does, or where it is not released there.
    """
    lock = render(owner)
    awaited: int | None = None
    for stmt in rest:
        call = _method(stmt, RELEASE)
        if call is not None and render(call.value) == lock:
            return awaited
        if isinstance(stmt, Try) and not _releases(stmt.body, lock) and _releases(stmt.final, lock):
            return next(waits(stmt.body), None) if awaited is None else awaited
        if _releases((stmt,), lock):
            return None
        awaited = next(waits((stmt,)), None) if awaited is None else awaited
    return None


def _releases(body: tuple[Stmt, ...], lock: str) -> bool:
    """Whether a body releases the lock that is written so."""
    return any(
        isinstance(node, Call)
        and isinstance(node.func, Attr)
        and node.func.name == RELEASE
        and render(node.func.value) == lock
        for node in walk(body)
    )


# --- locks -------------------------------------------------------------------------------------


def acquired(event: Event) -> Way | None:
    """The lock whose `acquire`, one that waits, an event surely calls."""
    found: list[str] = []
    for value in event.alternatives:
        function = value.function if isinstance(value, FunctionValue) else None
        behaviour = function.behaviour if function is not None else None
        if function is None or behaviour is None or behaviour.blocks is None or function.owner is None:
            return None
        if function.name != ACQUIRE or not is_lock(function.owner):
            return None
        found.append(function.dotted)
    return None if event.unknown or not found else Way(min(found))


def entered(event: Event, depth: int = DEPTH) -> Way | None:
    """The lock that entering surely takes: itself, or in a context manager of the project."""
    if event.unknown or not event.alternatives:
        return None
    found: list[Way] = []
    for value in event.alternatives:
        if is_none(value):
            continue
        if not isinstance(value, Instance):
            return None
        method = value.cls.method(ENTER)
        if method is not None and is_lock(value.cls):
            found.append(Way(method.dotted))
            continue
        way = _inside(value, depth)
        if way is None:
            return None
        found.append(way)
    return min(found, key=lambda way: way.order, default=None)


def is_lock(cls: Class) -> bool:
    """Whether entering waits only while others hold the object, as its stub says."""
    method = cls.method(ENTER)
    behaviour = method.behaviour if method is not None else None
    blocks_ = behaviour.blocks if behaviour is not None else None
    return cls.tracked and blocks_ is not None and blocks_.cost == "contended"


def _inside(value: Instance, depth: int) -> Way | None:
    """The lock that a context manager, made of one generator of the project, holds at its `yield`."""
    held = [inner for types in value.args for inner in types.values]
    unit = held[0].unit if len(held) == 1 and isinstance(held[0], Pending) else None
    if not depth or unit is None or unit.function is None or any(types.unknown for types in value.args):
        return None
    for node in walk(unit.function.facts.body):
        if isinstance(node, With) and not node.is_async and _yields(node.body):
            for item in node.items:
                inner = unit.events.get((item.at, "enter"))
                way = entered(inner, depth - 1) if inner is not None else None
                if way is not None:
                    return Way(way.cause, ((unit, item.at), *way.steps))
    return None


def _yields(body: tuple[Stmt, ...]) -> bool:
    return any(isinstance(node, Yield) for node in walk(body))
