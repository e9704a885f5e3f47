"""Loops whose iterations await independent operations one by one: what ASL302 reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asynclint.facts.records import (
    Assert,
    Assign,
    Attr,
    AugAssign,
    Await,
    Call,
    Comp,
    Const,
    Expr,
    ExprStmt,
    For,
    Jump,
    Name,
    Node,
    Raise,
    Return,
    Stmt,
    Subscript,
    While,
    With,
    Yield,
    YieldFrom,
)
from asynclint.facts.records import Sequence as Display
from asynclint.program.concurrency.flow import Flows, Names
from asynclint.program.concurrency.independence import is_barrier, shared
from asynclint.program.concurrency.keys import Keys
from asynclint.program.concurrency.sequences import holds_back
from asynclint.program.concurrency.steps import Operation, Step, Steps
from asynclint.program.conduct.conduct import Conduct, Trait, joined
from asynclint.program.model.bodies import blocks
from asynclint.program.model.walking import names_in, walk
from asynclint.program.values.kinds import Pending


@dataclass(frozen=True, slots=True)
class Loop:
    """One awaited operation that each iteration of a loop waits for.

    `bounded`: the text says how many there are.  `sure`: nothing in the body is unknown.  `preview`: only
    where unfinished conditions are wanted.
    """

    operation: Operation
    bounded: bool
    sure: bool
    preview: bool


class Loops:
    """Finds the loops of one unit."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._conducts = steps.conducts
        self._view = steps.view
        self._keys = Keys(steps.view)
        self._flows = Flows(steps.view.unit.module.facts)

    def found(self) -> Iterator[Loop]:
        """The operations, in the order of the text."""
        loops = self._view.text.loops
        if any(isinstance(node, Await) for loop in loops for node in walk(loop)):
            yield from self._in(self._view.text.function.facts.body)

    def _in(self, body: Sequence[Stmt]) -> Iterator[Loop]:
        for stmt in body:
            if isinstance(stmt, With) and holds_back(self._conducts, self._view, stmt):
                continue
            if isinstance(stmt, For) and not stmt.is_async and not _waits_in_loop(stmt.body):
                yield from self._for(stmt)
            for comp in _comprehensions(stmt):
                yield from self._comprehension(comp)
            for block in blocks(stmt):
                yield from self._in(block)

    # --- one loop ------------------------------------------------------------------------------

    def _for(self, stmt: For) -> Iterator[Loop]:
        if not self._may_wait(stmt.body):
            return
        if stmt.orelse or any(_leaves(node) for node in _outside_loops(stmt.body)):
            return
        steps = self._steps.of(stmt.body)
        targets = frozenset(names_in(stmt.target))
        if self._carries(stmt.body, steps, targets):
            return
        whole = joined(step.conduct for step in steps)
        bound = targets.union(*(step.binds for step in steps))
        yield from self._judged(whole, steps, stmt.iter, stmt.at, targets, bound)

    def _comprehension(self, comp: Comp) -> Iterator[Loop]:
        if comp.kind == "generator" or len(comp.loops) != 1 or comp.loops[0].is_async:
            return
        loop = comp.loops[0]
        inside = [part for part in (comp.element, comp.value, *loop.conditions) if part is not None]
        if any(isinstance(node, Comp | Yield | YieldFrom) for part in inside for node in walk(part)):
            return
        if not self._may_wait(tuple(inside)):
            return
        targets = frozenset(names_in(loop.target))
        steps = self._steps.of([ExprStmt(Display("tuple", tuple(inside)))])
        whole = joined(step.conduct for step in steps)
        bound = targets.union(*(step.binds for step in steps))
        yield from self._judged(whole, steps, loop.iter, loop.at, targets, bound)

    def _may_wait(self, nodes: tuple[Node, ...]) -> bool:
        """Whether something in a body is awaited, and nothing that nothing may be moved past."""
        awaits = [node for node in walk(nodes) if isinstance(node, Await)]
        found = [self._steps.operation(node) for node in awaits]
        return bool(found) and not any(o is None or is_barrier(o.conduct) for o in found)

    def _judged(
        self,
        whole: Conduct,
        steps: Sequence[Step],
        iterable: Expr,
        at: int,
        targets: Names,
        bound: Names,
    ) -> Iterator[Loop]:
        if is_barrier(whole) or whole.has(Trait.GUARDS | Trait.SERIAL | Trait.ORDERED):
            return
        if not whole.waits or whole.blocking - {"cpu"} or shared(whole) or self._is_stream(at):
            return
        if any(not self._is_made_here(each.path, bound) for each in whole.exclusive):
            return
        if isinstance(iterable, Display) and len(iterable.items) < 2:
            return
        tainted = _depending(steps, targets)
        operations = [
            (step, operation)
            for step in steps
            for operation in step.operations
            if operation.conduct.waits and step.reads & tainted
        ]
        if not operations or any(_is_check(step, steps) for step, _ in operations):
            return
        alone = len(operations) == 1 and not whole.reads
        if whole.writes and not (alone and self._has_own_key(operations[0][1], targets)):
            return
        bounded = isinstance(iterable, Display) or _is_constant_range(iterable)
        sure = not whole.has(Trait.UNCLEAR)
        yield Loop(operations[0][1], bounded, sure, preview=bool(whole.writes))

    def _is_made_here(self, path: tuple[str, ...], bound: Names) -> bool:
        return self._view.is_own(path) and path[1] in bound

    def _is_stream(self, at: int) -> bool:
        """Whether the iterable does something between its elements: a generator, a cursor, a stream."""
        event = self._view.unit.events.get((at, "iter"))
        if event is None:
            return False
        if any(isinstance(v, Pending) and v.unit.function is not None for v in event.alternatives):
            return True
        conduct = self._conducts.at(self._view.unit, event)
        return conduct.waits or bool(conduct.blocking or conduct.exclusive) or conduct.has(Trait.ORDERED)

    def _has_own_key(self, operation: Operation, targets: Names) -> bool:
        """Whether each iteration's call is about something of its own."""
        key = self._keys.of(operation.call)
        return key is not None and self._keys.is_told_apart(key, targets)

    # --- what one iteration leaves to the next -------------------------------------------------

    def _carries(self, body: Sequence[Stmt], steps: Sequence[Step], targets: Names) -> bool:
        """Whether an iteration needs what an earlier one has left."""
        left = frozenset[str]().union(*(step.binds | step.mutates for step in steps))
        before, _ = self._flows.block(body)
        # What is changed in place was there before, or is bound in the body first.
        mutated = frozenset[str]().union(*(step.mutates for step in steps))
        bound = frozenset[str]().union(*(step.binds for step in steps))
        carried = ((before & left) | (mutated - bound)) - targets
        return any(not self._only_collects(body, name) for name in carried)

    def _only_collects(self, body: Sequence[Stmt], name: str) -> bool:
        """Whether a name is only appended, keyed or added to."""
        used = sum(isinstance(node, Name) and node.id == name for node in walk(tuple(body)))
        return used == sum(self._collects(node, name) for node in walk(tuple(body)))

    def _collects(self, node: Node, name: str) -> bool:
        if isinstance(node, AugAssign):
            return isinstance(node.target, Name) and node.target.id == name
        if isinstance(node, Assign):
            return any(
                isinstance(target, Subscript) and isinstance(target.value, Name) and target.value.id == name
                for target in node.targets
            )
        if not (isinstance(node, ExprStmt) and isinstance(node.value, Call)):
            return False
        call = node.value
        if not (isinstance(call.func, Attr) and isinstance(call.func.value, Name)):
            return False
        event = self._view.unit.events.get((call.at, "call"))
        known = event is not None and event.alternatives and not event.unknown
        return call.func.value.id == name and bool(known)


def _leaves(node: Node) -> bool:
    """Whether a statement or an expression may end the loop, or hand a value out of it."""
    if isinstance(node, Jump):
        return node.kind == "break"
    return isinstance(node, Return | Raise | Assert | Yield | YieldFrom)


def _outside_loops(body: Sequence[Stmt]) -> Iterator[Node]:
    """What stands in a body; of loops inside all but their own `break`s."""
    for stmt in body:
        inner = isinstance(stmt, For | While)
        for node in walk(stmt):
            if not (inner and isinstance(node, Jump)):
                yield node


def _waits_in_loop(body: Sequence[Stmt]) -> bool:
    """Whether a loop inside a body awaits: that one is judged itself."""
    return any(
        isinstance(node, For | While | Comp) and any(isinstance(inner, Await) for inner in walk(node))
        for node in walk(tuple(body))
    )


def _comprehensions(stmt: Stmt) -> Iterator[Comp]:
    """The comprehensions of a statement's own expressions."""
    inside = {id(node) for block in blocks(stmt) for node in walk(block)}
    for node in walk(stmt):
        if isinstance(node, Comp) and id(node) not in inside:
            yield node


def _depending(steps: Sequence[Step], targets: Names) -> Names:
    """The names whose values depend on some."""
    found = set(targets)
    for step in steps:
        if step.reads & found:
            found |= step.binds
    return frozenset(found)


def _is_check(step: Step, steps: Sequence[Step]) -> bool:
    """Whether nobody looks at what a read gives."""
    if step.conduct.writes:
        return False
    if step.dropped:
        return True
    takers = [other for other in steps if other is not step and other.reads & step.binds]
    bound = frozenset[str]().union(*(other.binds for other in takers))
    if not takers or any(not other.binds or other.reads & other.binds for other in takers):
        # It goes into something that outlives the iteration.
        return False
    return not any(other.reads & bound for other in steps if other not in takers)


def _is_constant_range(iterable: Expr) -> bool:
    return (
        isinstance(iterable, Call)
        and isinstance(iterable.func, Name)
        and iterable.func.id == "range"
        and all(isinstance(arg, Const) for arg in iterable.args)
    )
