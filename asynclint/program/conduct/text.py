"""What the text of one function says: its calls, what it stores, and what its names are given."""

from __future__ import annotations

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    AugAssign,
    Await,
    Call,
    Comp,
    Delete,
    Expr,
    For,
    Handler,
    Name,
    NamedExpr,
    Node,
    Raise,
    Star,
    Stmt,
    Subscript,
    Try,
    With,
)
from asynclint.facts.records import Sequence as Display
from asynclint.program.conduct.conduct import Location
from asynclint.program.model.bodies import blocks
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import last_name, names_in, walk

# A handler of these catches whatever a guard raises.
_CATCHALL = frozenset({"Exception", "BaseException"})


class Text:
    """One function, read once.

    `calls` are its call expressions by span index; `awaited` the span indices of those under `await`, and
    `asynchronous` those of what `async with` enters and `async for` goes through; `protected` the calls
    inside a `try` that catches everything.  `raises`: it has a `raise` of its own, outside handlers, that
    nothing in it catches.  `obscure`: it awaits something that it was not seen to call.
    `stores` are the targets that are no local names.  `loads` are the attributes, outer variables and
    callees that it reads.
    `given` are the expressions that a local name is given, `parts` those of which it is given a part,
    `entered` the names that `with call() as name` binds.  `kept` are the expressions that a method puts into
    attributes of its object, `first`.  `loops` are its `for` loops and comprehensions.
    """

    def __init__(self, function: Function) -> None:
        facts = function.facts
        self.function = function
        self.params = frozenset(param.name for param in facts.params)
        self.outside = frozenset({*facts.globals, *facts.nonlocals})
        self.locals = frozenset(facts.bindings) - self.params - self.outside
        self.calls: dict[int, Call] = {}
        self.awaited: set[int] = set()
        self.asynchronous: set[int] = set()
        self.protected: set[int] = set()
        self.raises = False
        self.obscure = False
        self.stores: list[Expr] = []
        self.loads: set[Location] = set()
        self.given: dict[str, list[Expr]] = {}
        self.parts: dict[str, list[Expr]] = {}
        self.entered: set[str] = set()
        self.kept: dict[str, list[Expr]] = {}
        self.first = facts.params[0].name if facts.params and facts.owner >= 0 else ""
        self.loops: list[For | Comp] = []
        self._waited: list[Expr] = []
        called: set[int] = set()
        for node in walk(facts.body):
            self._note(node, called)
        self._settle()
        self._read_blocks(facts.body, caught=False, handling=False)

    # --- one node ------------------------------------------------------------------------------

    def _note(self, node: Node, called: set[int]) -> None:
        match node:
            case Call():
                self.calls[node.at] = node
                called.add(id(node.func))
                self.loads.add(("call", last_name(node.func)))
            case Await():
                self._waited.append(node.value)
            case Assign():
                for target in node.targets:
                    self._bind(target, node.value)
            case AnnAssign(value=value) if value is not None:
                self._bind(node.target, value)
            case AugAssign():
                if not (isinstance(node.target, Name) and node.target.id in self.locals):
                    self.stores.append(node.target)
            case Delete():
                self.stores.extend(target for target in node.targets if not isinstance(target, Name))
            case NamedExpr():
                self._bind(Name(node.name), node.value)
            case For():
                self.loops.append(node)
                self._take(node.target, node.iter)
                if node.is_async:
                    self.asynchronous.add(node.at)
            case Comp():
                self.loops.append(node)
                for loop in node.loops:
                    self._take(loop.target, loop.iter)
                    if loop.is_async:
                        self.asynchronous.add(loop.at)
            case With():
                self._enter(node)
            case Name() if id(node) not in called and node.id not in self.params | self.locals:
                self.loads.add(("name", node.id))
            case Attr() if id(node) not in called:
                self.loads.add(("attr", node.name))
            case _:
                pass

    def _enter(self, node: With) -> None:
        for item in node.items:
            if isinstance(item.target, Name) and isinstance(item.context, Call):
                self.entered.add(item.target.id)
                self.given.setdefault(item.target.id, []).append(item.context)
            elif item.target is not None:
                self._take(item.target, item.context)
            if node.is_async:
                self.asynchronous.add(item.at)

    def _bind(self, target: Expr, value: Expr) -> None:
        if isinstance(target, Name):
            if target.id in self.outside:
                self.stores.append(target)
            self.given.setdefault(target.id, []).append(value)
        elif isinstance(target, Display | Star):
            self._take(target, value)
        else:
            self.stores.append(target)
            if isinstance(target, Attr) and isinstance(target.value, Name) and target.value.id == self.first:
                self.kept.setdefault(target.name, []).append(value)

    def _take(self, target: Expr, value: Expr) -> None:
        """The names in the target are given parts of the value."""
        for name in names_in(target):
            self.parts.setdefault(name, []).append(value)
            if name in self.outside:
                self.stores.append(Name(name))
        self.stores.extend(node for node in walk(target) if isinstance(node, Attr | Subscript))

    def _settle(self) -> None:
        """What is awaited: a call, or a name that was given calls."""
        for expr in self._waited:
            values = [expr]
            if isinstance(expr, Name) and expr.id not in self.parts and expr.id not in self.params:
                values = self.given.get(expr.id) or [expr]
            for value in values:
                if isinstance(value, Call):
                    self.awaited.add(value.at)
                else:
                    self.obscure = True

    # --- blocks --------------------------------------------------------------------------------

    def _read_blocks(self, body: tuple[Stmt, ...], *, caught: bool, handling: bool) -> None:
        """Notes what is raised, and which calls stand where everything is caught."""
        for stmt in body:
            if isinstance(stmt, Raise):
                self.raises = self.raises or not (caught or handling)
            if caught:
                self.protected.update(node.at for node in walk(stmt) if isinstance(node, Call))
            if isinstance(stmt, Try):
                inside = caught or any(catches_all(h) and not raises(h.body) for h in stmt.handlers)
                self._read_blocks(stmt.body, caught=inside, handling=handling)
                for handler in stmt.handlers:
                    self._read_blocks(handler.body, caught=caught, handling=True)
                self._read_blocks(stmt.orelse, caught=caught, handling=handling)
                self._read_blocks(stmt.final, caught=caught, handling=handling)
                continue
            for block in blocks(stmt):
                self._read_blocks(block, caught=caught, handling=handling)

    def only_value(self, name: str) -> Expr | None:
        """The one expression that a local name is ever given; None where there is none, or another."""
        values = self.given.get(name, [])
        if len(values) != 1 or name in self.parts or name not in self.locals:
            return None
        return values[0]


def catches_all(handler: Handler) -> bool:
    """Whether a handler catches every error that is no signal to end."""
    return handler.type is None or last_name(handler.type) in _CATCHALL


def raises(body: tuple[Stmt, ...]) -> bool:
    """Whether a body has a `raise`, in its own blocks or expressions."""
    return any(isinstance(node, Raise) for node in walk(body))
