"""Coroutines that run at once and use one object that allows one operation at a time; and what is awaited
before it is gathered: what ASL303 reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asynclint.facts.records import (
    Assign,
    Attr,
    Await,
    Call,
    Comp,
    Expr,
    ExprStmt,
    For,
    Name,
    Star,
    Stmt,
    With,
)
from asynclint.facts.records import Sequence as Display
from asynclint.program.concurrency.flow import Names
from asynclint.program.concurrency.statements import bound_by
from asynclint.program.conduct.conduct import NOWHERE_KNOWN, Exclusive, Path, Trait
from asynclint.program.conduct.summaries import Conducts
from asynclint.program.conduct.view import View
from asynclint.program.fixpoint.events import Event
from asynclint.program.model.bodies import blocks
from asynclint.program.model.walking import names_in, walk
from asynclint.program.values.kinds import FunctionValue

_NO_NAMES: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Shared:
    """`call` starts what runs beside something else that uses the same object: `first`, where that is
    another call.  `second` is the coroutine's own call that uses it."""

    call: Call
    second: Call
    first: Call | None
    exclusive: Exclusive


@dataclass(frozen=True, slots=True)
class Awaited:
    """`call` gathers what `inner`, an await among its arguments, has waited for already."""

    call: Call
    inner: Await


@dataclass(frozen=True, slots=True)
class _Coroutine:
    """A coroutine that is made by a call; `fresh` are the names bound anew for each of several."""

    call: Call
    fresh: Names
    many: bool


class Gathers:
    """Finds what one unit runs at once and must not."""

    def __init__(self, conducts: Conducts, view: View) -> None:
        self._conducts = conducts
        self._view = view

    def found(self) -> Iterator[Shared | Awaited]:
        """In the order of the text."""
        text = self._view.text
        starting = [call for call in text.calls.values() if self._starts(call)]
        if not starting:
            return
        for call in starting:
            inner = self._waited_before(call)
            if inner is not None:
                yield Awaited(call, inner)
                continue
            yield from self._within(call)
        handed = {id(node) for call in starting for arg in call.args for node in walk(arg)}
        for loop in text.loops:
            if isinstance(loop, Comp) and id(loop) not in handed:
                yield from self._made_in(loop)
        yield from self._tasks(text.function.facts.body, {}, _NO_NAMES)

    # --- calls that start coroutines -----------------------------------------------------------

    def _event(self, call: Call) -> Event | None:
        return self._view.unit.events.get((call.at, "call"))

    def _starts(self, call: Call) -> bool:
        """Whether a call runs the awaitables that it is given, or makes tasks of them."""
        event = self._event(call)
        if event is None or event.unknown or not event.alternatives:
            return False
        return all(_schedules(value) for value in event.alternatives)

    def _waited_before(self, call: Call) -> Await | None:
        """An await among several awaitables of one call."""
        if len(call.args) == 1 and not isinstance(call.args[0], Star):
            return None
        for arg in call.args:
            inner = arg.value if isinstance(arg, Star) else arg
            if isinstance(inner, Comp) and inner.kind != "generator":
                inner = inner.element
            elif isinstance(arg, Star):
                continue
            if isinstance(inner, Await) and not self._gives_awaitable(inner):
                return inner
        return None

    def _gives_awaitable(self, node: Await) -> bool:
        """Whether what is awaited gives something to wait for again, or nobody knows."""
        event = self._event(node.value) if isinstance(node.value, Call) else None
        return event is None or event.unknown or not event.alternatives

    def _within(self, call: Call) -> Iterator[Shared]:
        """Two coroutines of one call, or one that is made for each of many."""
        using: dict[Exclusive, Call] = {}
        for coroutine in self._coroutines(call.args, _NO_NAMES, many=False):
            for exclusive in sorted(self._used(coroutine.call)):
                if _is_each_its_own(exclusive.path) or exclusive.path[1] in coroutine.fresh:
                    continue
                if coroutine.many:
                    yield Shared(call, coroutine.call, None, exclusive)
                    return
                if exclusive in using:
                    yield Shared(call, coroutine.call, using[exclusive], exclusive)
                    return
                using[exclusive] = coroutine.call

    def _made_in(self, comp: Comp) -> Iterator[Shared]:
        """Tasks that a comprehension makes, one for each element."""
        starter = comp.element
        if not isinstance(starter, Call) or not self._starts(starter):
            return
        bound = _NO_NAMES.union(*(names_in(loop.target) for loop in comp.loops))
        coroutine = starter.args[0] if starter.args else None
        if isinstance(coroutine, Call):
            for exclusive in sorted(self._used(coroutine)):
                if not _is_each_its_own(exclusive.path) and exclusive.path[1] not in bound:
                    yield Shared(starter, coroutine, None, exclusive)

    def _coroutines(
        self, args: Sequence[Expr], fresh: Names, *, many: bool, depth: int = 0
    ) -> Iterator[_Coroutine]:
        """The calls among arguments that make coroutines: in lists, comprehensions and names of these."""
        for arg in args:
            if isinstance(arg, Star):
                arg = arg.value
            if isinstance(arg, Call):
                if self._starts(arg):
                    yield from self._coroutines(arg.args, fresh, many=many, depth=depth)
                else:
                    yield _Coroutine(arg, fresh, many)
            elif isinstance(arg, Display):
                yield from self._coroutines(arg.items, fresh, many=many, depth=depth)
            elif isinstance(arg, Comp):
                bound = fresh.union(*(names_in(loop.target) for loop in arg.loops))
                yield from self._coroutines((arg.element,), bound, many=True, depth=depth)
            elif isinstance(arg, Name) and depth == 0:
                value = self._view.text.only_value(arg.id)
                if isinstance(value, Call | Display | Comp):
                    yield from self._coroutines((value,), fresh, many=many, depth=1)

    def _used(self, call: Call) -> frozenset[Exclusive]:
        """The exclusive objects that awaiting the result of a call uses; none where a lock may be held."""
        event = self._event(call)
        if event is None:
            return frozenset()
        conduct = self._conducts.at(self._view.unit, event)
        return frozenset() if conduct.has(Trait.PAUSES) else conduct.exclusive

    # --- tasks, one after the other ------------------------------------------------------------

    def _tasks(
        self, body: Sequence[Stmt], live: dict[Exclusive, tuple[str, Call]], fresh: Names
    ) -> Iterator[Shared]:
        """Tasks that are made while another one, which uses the same object, has not been awaited.

        `live` are the objects in use, each with the name of its task and the call that made it.
        """
        for stmt in body:
            if isinstance(stmt, For):
                bound = fresh.union(
                    names_in(stmt.target), *(bound_by(node, self._view) for node in walk(stmt.body))
                )
                waits = any(isinstance(node, Await) for node in walk(stmt.body))
                yield from self._repeated(stmt.body, bound, waits=waits)
                continue
            made = self._task_of(stmt)
            if made is not None:
                name, starter, coroutine = made
                for exclusive in sorted(self._used(coroutine)):
                    if _is_each_its_own(exclusive.path):
                        continue
                    if exclusive in live:
                        yield Shared(starter, coroutine, live[exclusive][1], exclusive)
                    live[exclusive] = (name, coroutine)
                continue
            awaited = {
                n.id
                for node in walk(stmt)
                if isinstance(node, Await)
                for n in walk(node)
                if isinstance(n, Name)
            }
            if blocks(stmt):
                inner = {} if isinstance(stmt, With) else dict(live)
                for block in blocks(stmt):
                    yield from self._tasks(block, dict(inner), fresh)
                if not isinstance(stmt, With):
                    live.clear()
            elif awaited:
                for exclusive, (name, _) in list(live.items()):
                    if not name or name in awaited:
                        del live[exclusive]

    def _repeated(self, body: Sequence[Stmt], fresh: Names, *, waits: bool) -> Iterator[Shared]:
        """A task made in each iteration of a loop that waits for none of them."""
        for stmt in body:
            made = self._task_of(stmt)
            if made is None or waits:
                continue
            _, starter, coroutine = made
            for exclusive in sorted(self._used(coroutine)):
                if not _is_each_its_own(exclusive.path) and exclusive.path[1] not in fresh:
                    yield Shared(starter, coroutine, None, exclusive)

    def _task_of(self, stmt: Stmt) -> tuple[str, Call, Call] | None:
        """The name that a statement gives a new task, the call that makes it and that of its coroutine."""
        value: Expr | None = None
        name = ""
        if isinstance(stmt, Assign) and len(stmt.targets) == 1 and isinstance(stmt.targets[0], Name):
            value, name = stmt.value, stmt.targets[0].id
        elif isinstance(stmt, ExprStmt):
            value = stmt.value
            if (
                isinstance(value, Call)
                and isinstance(value.func, Attr)
                and value.func.name in ("append", "add")
            ):
                value = value.args[0] if value.args else None
        if not isinstance(value, Call) or not self._starts(value) or not value.args:
            return None
        coroutine = value.args[0]
        return (name, value, coroutine) if isinstance(coroutine, Call) else None


def _is_each_its_own(path: Path) -> bool:
    """Whether nothing says that two which come to their objects this way have the same one."""
    return path == NOWHERE_KNOWN or path[0] == "made"


def _schedules(value: object) -> bool:
    if not isinstance(value, FunctionValue):
        return False
    behaviour = value.function.behaviour
    return behaviour is not None and any(how == "schedule" for how, _ in behaviour.handed)
