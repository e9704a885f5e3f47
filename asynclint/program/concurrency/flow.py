"""Names in a block: those that it reads before it has bound them, and those that it surely binds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    AugAssign,
    ClassStmt,
    Comp,
    DefStmt,
    For,
    Handler,
    If,
    Import,
    ImportFrom,
    Jump,
    Lambda,
    Match,
    ModuleFacts,
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
)
from asynclint.program.model.walking import children, names_in, walk

Names = frozenset[str]
Flow = tuple[Names, Names]
"""What is needed from before, and what is surely bound afterwards."""

_NONE: Names = frozenset()
_ENDS = (Return, Raise, Jump)


class Flows:
    """Reads the flow of names in the bodies of one module."""

    def __init__(self, facts: ModuleFacts) -> None:
        self._facts = facts

    def block(self, body: Sequence[Stmt]) -> Flow:
        """The flow of statements one after the other."""
        needed: set[str] = set()
        bound: set[str] = set()
        for stmt in body:
            more, sure = self.statement(stmt)
            needed |= more - bound
            bound |= sure
        return frozenset(needed), frozenset(bound)

    def statement(self, stmt: Stmt) -> Flow:
        """The flow of one statement."""
        match stmt:
            case If():
                return self._branches(self._reads(stmt.test), [stmt.body, stmt.orelse])
            case Match():
                return self._branches(
                    self._reads(stmt.subject), [case.body for case in stmt.cases], sure=False
                )
            case While():
                needed, _ = self.block(stmt.body)
                return self._reads(stmt.test) | needed | self.block(stmt.orelse)[0], _NONE
            case For():
                needed, _ = self.block(stmt.body)
                inside = needed - frozenset(names_in(stmt.target))
                return self._reads(stmt.iter) | inside | self.block(stmt.orelse)[0], _NONE
            case With():
                return self._with(stmt)
            case Try():
                return self._try(stmt)
            case DefStmt() | ClassStmt() | Import() | ImportFrom():
                return self._definition(stmt)
            case _:
                return self._simple(stmt)

    def _simple(self, stmt: Stmt) -> Flow:
        targets: tuple[Node, ...] = ()
        if isinstance(stmt, Assign):
            targets = stmt.targets
        elif isinstance(stmt, AnnAssign):
            targets = (stmt.target,)
        bound = {name for target in targets for name in names_in(target)}  # type: ignore[arg-type]
        needed: set[str] = set()
        for child in children(stmt):
            if isinstance(stmt, AnnAssign) and child is stmt.annotation:
                continue
            needed |= (
                self._reads(child) if not any(child is target for target in targets) else self._stored(child)
            )
        if isinstance(stmt, AugAssign):
            bound |= set(names_in(stmt.target))
        bound |= {node.name for node in walk(stmt) if isinstance(node, NamedExpr)}
        return frozenset(needed), frozenset(bound)

    def _stored(self, target: Node) -> Names:
        """What a target reads: the objects of its attributes and items."""
        if isinstance(target, Attr | Subscript):
            return self._reads(target)
        if isinstance(target, Name):
            return _NONE
        return _NONE.union(*(self._stored(child) for child in children(target)))

    def _reads(self, node: Node) -> Names:
        """The names in an expression that it needs from outside."""
        found: set[str] = set()
        own: set[str] = set()
        for inner in walk(node):
            if isinstance(inner, Name):
                found.add(inner.id)
            elif isinstance(inner, Comp):
                own.update(name for loop in inner.loops for name in names_in(loop.target))
            elif isinstance(inner, Lambda):
                found |= self._free(inner.function)
        return frozenset(found - own)

    def _free(self, index: int) -> Names:
        """The names that a nested function takes from around it."""
        facts = self._facts.functions[index]
        inside = {node.id for node in walk(facts.body) if isinstance(node, Name)}
        for node in walk(facts.body):
            if isinstance(node, DefStmt | Lambda):
                inside |= self._free(node.function)
        return frozenset(inside - (set(facts.bindings) - set(facts.nonlocals)))

    def _definition(self, stmt: DefStmt | ClassStmt | Import | ImportFrom) -> Flow:
        if isinstance(stmt, DefStmt):
            return self._free(stmt.function), frozenset({self._facts.functions[stmt.function].name})
        if isinstance(stmt, ClassStmt):
            cls = self._facts.classes[stmt.cls]
            return self.block(cls.body)[0], frozenset({cls.name})
        return _NONE, frozenset(item.alias or item.name.partition(".")[0] for item in stmt.names)

    def _branches(self, first: Names, bodies: Iterable[Sequence[Stmt]], *, sure: bool = True) -> Flow:
        needed = set(first)
        ends: list[Names] = []
        for body in bodies:
            more, bound = self.block(body)
            needed |= more
            if not leaves(body):
                ends.append(bound)
        always = frozenset.intersection(*ends) if ends and sure else _NONE
        return frozenset(needed), always

    def _with(self, stmt: With) -> Flow:
        needed = _NONE.union(*(self._reads(item.context) for item in stmt.items))
        bound = frozenset(name for item in stmt.items for name in names_in(item.target))
        more, sure = self.block(stmt.body)
        return needed | (more - bound), bound | sure

    def _try(self, stmt: Try) -> Flow:
        needed, sure = self.block((*stmt.body, *stmt.orelse))
        ends = [sure]
        for handler in stmt.handlers:
            more, bound = self._handler(handler)
            needed |= more
            if not leaves(handler.body):
                ends.append(bound)
        more, last = self.block(stmt.final)
        return needed | more, frozenset.intersection(*ends) | last

    def _handler(self, handler: Handler) -> Flow:
        more, bound = self.block(handler.body)
        caught = _NONE if handler.type is None else self._reads(handler.type)
        return (more - {handler.name}) | caught, bound


def leaves(body: Sequence[Stmt]) -> bool:
    """Whether a block surely does not go on behind its end."""
    return bool(body) and isinstance(body[-1], _ENDS)
