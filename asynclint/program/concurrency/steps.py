"""The steps of a block: what is done one after the other, and what each needs and leaves.

An awaited call is a step of its own, before the rest of its statement.  A compound statement is one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from asynclint.facts.records import (
    Assert,
    Attr,
    AugAssign,
    Await,
    BoolOp,
    Call,
    ClassStmt,
    Comp,
    DefStmt,
    Expr,
    ExprStmt,
    For,
    If,
    IfExp,
    Import,
    ImportFrom,
    Jump,
    Match,
    Name,
    NamedExpr,
    Node,
    Raise,
    Return,
    Stmt,
    Subscript,
    Try,
    While,
    With,
    Yield,
    YieldFrom,
)
from asynclint.program.concurrency.flow import Flows, Names
from asynclint.program.concurrency.statements import (
    bound_by,
    defined_by,
    header_of,
    is_movable,
    names_of,
    parts_of,
    read_by_target,
    result_of,
    stored_by,
)
from asynclint.program.conduct.conduct import NOTHING, Conduct, Location, Trait, joined
from asynclint.program.conduct.summaries import LOOKUPS, Conducts
from asynclint.program.conduct.view import View
from asynclint.program.fixpoint.events import Event
from asynclint.program.model.walking import children, last_name, names_in, walk

_COMPOUND = (If, While, For, With, Try, Match)


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One awaited call; `conduct` is that of the call alone."""

    call: Call
    event: Event | None
    conduct: Conduct


@dataclass(slots=True, eq=False)
class Step:
    """`reads` are the names it needs, `binds` those it gives a value, `mutates` those whose objects it
    changes; `surely` are those that a compound statement binds on each of its ways, None where there is
    one way only.  `operations` are the awaited calls in it; `main` the one that may run beside others, where
    the whole step can be moved with it.  `exits`: it may leave the block.  `handled`: an error in it has a
    handler here, from which the block goes on.
    `dropped`: nobody takes the result.
    """

    reads: Names
    binds: Names = frozenset()
    mutates: Names = frozenset()
    conduct: Conduct = NOTHING
    operations: tuple[Operation, ...] = ()
    main: Operation | None = None
    surely: Names | None = None
    exits: bool = False
    handled: bool = False
    dropped: bool = False


@dataclass(slots=True)
class _Found:
    """What a walk over a piece of source has met; `waits`: for something that it does not call itself."""

    reads: set[str] = field(default_factory=set)
    ats: list[int] = field(default_factory=list)
    loads: set[Location] = field(default_factory=set)
    exits: bool = False
    waits: bool = False


class Steps:
    """Makes the steps of the blocks of one unit, `view`."""

    def __init__(self, conducts: Conducts, view: View) -> None:
        self.conducts = conducts
        self.view = view
        self._flows = Flows(view.unit.module.facts)
        self._known: dict[int, Operation] = {}
        self._events: dict[int, list[Event]] = {}
        for event in view.unit.events.values():
            if event.kind not in LOOKUPS:
                self._events.setdefault(event.at, []).append(event)

    def of(self, body: Sequence[Stmt]) -> list[Step]:
        """The steps of a block, in their order."""
        return [step for stmt in body for step in self._statement(stmt)]

    # --- statements ----------------------------------------------------------------------------

    def _statement(self, stmt: Stmt) -> Iterator[Step]:
        if isinstance(stmt, _COMPOUND):
            yield from self._compound(stmt)
            return
        if isinstance(stmt, DefStmt | ClassStmt | Import | ImportFrom):
            yield Step(frozenset(), frozenset(defined_by(stmt, self.view)))
            return
        value, targets = parts_of(stmt)
        operations: list[Step] = []
        for expr in (value, *targets):
            operations.extend(self._awaits(expr, frozenset()))
        if operations and isinstance(stmt, ExprStmt) and isinstance(stmt.value, Await):
            operations[-1].dropped = True
        yield from operations
        rest = self._step((value, *(part for target in targets for part in read_by_target(target))))
        bound = {name for target in targets for name in names_in(target)}
        bound.update(node.name for node in walk(value) if isinstance(node, NamedExpr))
        if isinstance(stmt, AugAssign):
            rest.reads |= frozenset(names_in(stmt.target))
        rest.binds |= frozenset(bound)
        rest.exits = rest.exits or isinstance(stmt, Return | Raise | Jump | Assert)
        stored = [target for target in targets if isinstance(target, Attr | Subscript)]
        self._change(rest, (self.conducts.stored(self.view, target) for target in stored))
        yield rest

    def _awaits(self, expr: Expr | None, control: Names) -> Iterator[Step]:
        """The awaited calls in an expression, in their order; `control` are the names that decide whether
        it is evaluated at all."""
        if isinstance(expr, BoolOp):
            for index, value in enumerate(expr.values):
                before = names_of(expr.values[:index])
                yield from self._awaits(value, control | before)
            return
        if isinstance(expr, IfExp):
            yield from self._awaits(expr.test, control)
            inner = control | names_of((expr.test,))
            yield from self._awaits(expr.body, inner)
            yield from self._awaits(expr.orelse, inner)
            return
        if isinstance(expr, Comp):
            yield from self._comprehension(expr, control)
            return
        if expr is None:
            return
        for child in children(expr):
            yield from self._awaits_of_node(child, control)
        if isinstance(expr, Await):
            yield self._awaited(expr, control)
        elif isinstance(expr, NamedExpr):
            yield Step(control | names_of((expr.value,)), frozenset({expr.name}))

    def _awaits_of_node(self, node: Node, control: Names) -> Iterator[Step]:
        if isinstance(node, Expr):
            yield from self._awaits(node, control)
        else:
            for child in children(node):
                yield from self._awaits_of_node(child, control)

    def _awaited(self, node: Await, control: Names) -> Step:
        step = self._step((node.value,), waited=node)
        step.reads |= control
        step.binds |= {result_of(node)}
        operation = self.operation(node)
        if operation is None:
            # A task, or a coroutine that was made before: when it has run, is known now and not earlier.
            self._add(step, joined([step.conduct, Conduct(traits=Trait.UNKNOWN)]))
        else:
            step.operations = (operation,)
            step.main = operation
        return step

    def operation(self, node: Await) -> Operation | None:
        """The awaited call; None where something else is awaited."""
        if not isinstance(node.value, Call):
            return None
        call = node.value
        known = self._known.get(call.at)
        if known is not None:
            return known
        event = self.view.unit.events.get((call.at, "call"))
        conduct = NOTHING if event is None else self.conducts.at(self.view.unit, event)
        waiting = self.view.unit.events.get((node.at, "await"))
        if waiting is not None:
            conduct = joined([conduct, self.conducts.at(self.view.unit, waiting)])
        made = self._known[call.at] = Operation(call, event, conduct)
        return made

    def _comprehension(self, comp: Comp, control: Names) -> Iterator[Step]:
        """One with awaits inside is a step that cannot be moved."""
        if not any(isinstance(node, Await) for node in walk(comp)) and not any(
            loop.is_async for loop in comp.loops
        ):
            return
        step = self._step((), (comp,))
        step.reads |= control
        step.operations = tuple(self._operations(comp))
        yield step

    # --- compound statements -------------------------------------------------------------------

    def _compound(self, stmt: Stmt) -> Iterator[Step]:
        header = header_of(stmt)
        yield from self._awaits(header, frozenset())
        inside = [child for child in children(stmt) if child is not header]
        step = self._step((header,), inside)
        bound: set[str] = set()
        for node in walk(stmt):
            bound.update(bound_by(node, self.view))
            step.exits = step.exits or isinstance(node, Return | Raise | Jump)
        step.binds |= frozenset(bound)
        needed, step.surely = self._flows.statement(stmt)
        step.reads -= step.binds - needed
        stored = [target for node in walk(stmt) for target in stored_by(node)]
        self._change(step, (self.conducts.stored(self.view, target) for target in stored))
        step.operations = tuple(op for node in inside for op in self._operations(node))
        step.handled = isinstance(stmt, Try)
        if step.operations and not step.exits and is_movable(stmt):
            step.main = step.operations[0]
        yield step

    def _operations(self, node: Node) -> Iterator[Operation]:
        for inner in walk(node):
            if isinstance(inner, Await):
                operation = self.operation(inner)
                if operation is not None:
                    yield operation

    # --- one piece -----------------------------------------------------------------------------

    def _step(
        self, pieces: Iterable[Node | None], inside: Iterable[Node] = (), waited: Await | None = None
    ) -> Step:
        """A step of what stands in `pieces`, where awaits are names, and `inside`, where they count in;
        `waited` is the await of which it is the call."""
        found = _Found()
        if waited is not None:
            found.ats.append(waited.at)
        for piece in pieces:
            if piece is not None:
                self._look(piece, found, nested=False)
        for piece in inside:
            self._look(piece, found, nested=True)
        events = [event for at in dict.fromkeys(found.ats) for event in self._events.get(at, ())]
        conducts = [self.conducts.at(self.view.unit, event) for event in events]
        conducts.append(Conduct(uses=frozenset(found.loads)) if found.loads else NOTHING)
        if found.waits:
            conducts.append(Conduct(traits=Trait.UNKNOWN))
        step = Step(frozenset(found.reads), exits=found.exits)
        self._add(step, joined(conducts))
        return step

    def _add(self, step: Step, conduct: Conduct) -> None:
        """Gives a step its conduct; what that says of the unit's own names becomes names."""
        step.conduct = conduct
        inner = self.view.text.locals
        step.reads |= {name for kind, name in conduct.uses if kind == "name" and name in inner}
        step.mutates |= {name for kind, name in conduct.changes if kind in ("param", "local", "own")}
        step.mutates |= {name for kind, name in conduct.changes if kind == "name" and name in inner}

    def _change(self, step: Step, changes: Iterable[frozenset[Location]]) -> None:
        some = frozenset[Location]().union(*changes)
        if some:
            self._add(step, joined([step.conduct, Conduct(changes=some)]))

    def _look(self, node: Node, found: _Found, *, nested: bool) -> None:
        if isinstance(node, Await) and not nested:
            found.reads.add(result_of(node))
            return
        if isinstance(node, Await) and not isinstance(node.value, Call):
            found.waits = True
        at = getattr(node, "at", None)
        if at is not None:
            found.ats.append(at)
        if isinstance(node, Name):
            self._read(node, found)
        elif isinstance(node, Attr):
            found.loads.add(("attr", node.name))
        elif isinstance(node, Call):
            found.loads.add(("call", last_name(node.func)))
        elif isinstance(node, Yield | YieldFrom):
            found.exits = True
        if isinstance(node, Call) and isinstance(node.func, Attr):
            # Which method it is, is no state.
            self._look(node.func.value, found, nested=nested)
            for child in (*children(node.args), *children(node.keywords)):
                self._look(child, found, nested=nested)
            return
        for child in children(node):
            self._look(child, found, nested=nested)

    def _read(self, node: Name, found: _Found) -> None:
        found.reads.add(node.id)
        text = self.view.text
        if node.id not in text.locals and node.id not in text.params:
            found.loads.add(("name", node.id))
        root = self.view.path(node)
        if len(root) > 1:
            # An alias: what changes the one changes the other.
            found.reads.add(root[1])
            found.loads.update(("attr", name) for name in root[2:])
