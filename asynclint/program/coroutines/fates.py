"""Fates: what becomes of what a call gives, where the body shows that it is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from asynclint.facts.records import (
    AnnAssign,
    Assert,
    Assign,
    Attr,
    Await,
    BoolOp,
    Call,
    ClassStmt,
    Comp,
    Compare,
    Converted,
    DefStmt,
    Expr,
    ExprStmt,
    FormatString,
    If,
    IfExp,
    Lambda,
    Match,
    Name,
    Node,
    UnaryOp,
    While,
)
from asynclint.program.model.entities import Function, Module
from asynclint.program.model.walking import walk

How = Literal["statement", "unused", "tested", "compared", "formatted"]
"""It is a statement of its own; it is given to a name that nothing reads; its truth is asked for; it is
compared; it becomes a part of a text."""

# What reads names that nobody wrote down.
_READERS = frozenset({"locals", "vars", "eval", "exec"})


class Fate(NamedTuple):
    """The end of what `call` gives; `awaited`: of what that gives in turn.

    `name` is the variable that nothing reads.
    """

    call: Call
    how: How
    name: str = ""
    awaited: bool = False


def fates(function: Function, *, but: frozenset[str] = frozenset()) -> Iterator[Fate]:
    """All calls in a function's own body of which the result is lost.

    `but` are methods that may be called on a name of which we say that nothing reads it.
    """
    unread = Unread(function)
    for node in walk(function.facts.body):
        if isinstance(node, ExprStmt):
            yield from _of(_ends(node.value), "statement")
        elif isinstance(node, Assign) and len(node.targets) == 1:
            yield from _assigned(node.targets[0], node.value, unread, but)
        elif isinstance(node, AnnAssign) and node.value is not None:
            yield from _assigned(node.target, node.value, unread, but)
        elif isinstance(node, FormatString):
            values = [v.value if isinstance(v, Converted) else v for v in node.values]
            yield from _of(values, "formatted")
        elif isinstance(node, Compare):
            yield from _of((node.left, *node.rights), "compared")
        else:
            yield from _of(_tests(node), "tested")


def _assigned(target: Expr, value: Expr, unread: Unread, but: frozenset[str]) -> Iterator[Fate]:
    if isinstance(target, Name) and unread.has(target.id, but=but):
        yield from _of(_ends(value), "unused", target.id)


def _of(values: Iterator[Expr] | list[Expr] | tuple[Expr, ...], how: How, name: str = "") -> Iterator[Fate]:
    for value in values:
        if isinstance(value, Call):
            yield Fate(value, how, name)
        elif isinstance(value, Await) and isinstance(value.value, Call):
            yield Fate(value.value, how, name, awaited=True)


def _ends(value: Expr) -> Iterator[Expr]:
    """What a statement may give: of `a and b()` the last, of `a() if t else b()` both."""
    if isinstance(value, BoolOp):
        yield from _ends(value.values[-1])
    elif isinstance(value, IfExp):
        yield from _ends(value.body)
        yield from _ends(value.orelse)
    else:
        yield value


def _tests(node: Node) -> Iterator[Expr]:
    """The operands of which a node asks for the truth, and that it then forgets.

    What stands before an `or` may be what the whole gives.
    """
    if isinstance(node, If | While | IfExp | Assert):
        yield from _tested(node.test)
    elif isinstance(node, UnaryOp) and node.op == "not":
        yield from _tested(node.operand)
    elif isinstance(node, BoolOp) and node.op == "and":
        yield from node.values[:-1]
    elif isinstance(node, Comp):
        for loop in node.loops:
            for condition in loop.conditions:
                yield from _tested(condition)
    elif isinstance(node, Match):
        for case in node.cases:
            if case.guard is not None:
                yield from _tested(case.guard)


def _tested(test: Expr) -> Iterator[Expr]:
    """The operands of a test; those of `and`, but the last, are found where that stands."""
    if not isinstance(test, BoolOp):
        yield test
        return
    for value in test.values if test.op == "or" else test.values[-1:]:
        yield from _tested(value)


class Unread:
    """The local names of a function that it, and what is defined in it, assigns and never reads."""

    def __init__(self, function: Function) -> None:
        facts = function.facts
        self._own = set(facts.bindings) - set(facts.globals) - set(facts.nonlocals)
        self._own -= {param.name for param in facts.params}
        self._reads: Counter[str] = Counter()
        self._methods: dict[str, list[Call]] = {}
        self._read(function.module, facts.body)
        if _READERS & self._reads.keys():
            self._own.clear()

    def has(self, name: str, *, but: frozenset[str] = frozenset()) -> bool:
        """Whether nothing reads a local name, but to call these methods of it."""
        if name not in self._own:
            return False
        called = [call for call in self._methods.get(name, ()) if isinstance(call.func, Attr)]
        harmless = [call for call in called if isinstance(call.func, Attr) and call.func.name in but]
        return self._reads[name] == len(harmless)

    def reads(self, name: str) -> int:
        """How often a name is read, whose name it is aside."""
        return self._reads[name]

    def _read(self, module: Module, body: object) -> None:
        for node in walk(body):
            if isinstance(node, Name):
                self._reads[node.id] += 1
            elif isinstance(node, Assign):
                # Walked to as well, though nothing is read there.
                self._reads.subtract(t.id for t in node.targets if isinstance(t, Name))
            elif isinstance(node, AnnAssign) and isinstance(node.target, Name):
                self._reads[node.target.id] -= 1
            elif isinstance(node, Call):
                if isinstance(node.func, Attr) and isinstance(node.func.value, Name):
                    self._methods.setdefault(node.func.value.id, []).append(node)
            elif isinstance(node, Lambda | DefStmt):
                inner = module.functions[node.function].facts
                self._read(module, (*inner.decorators, *inner.params, *inner.body))
            elif isinstance(node, ClassStmt):
                cls = module.facts.classes[node.cls]
                self._read(module, (*cls.decorators, *cls.bases, *cls.keywords, *cls.body))
