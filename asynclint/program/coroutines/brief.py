"""Functions that surely neither wait nor work for long: all that they do is known, and is little."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from asynclint.facts.records import (
    AnnAssign,
    Assert,
    Assign,
    Attr,
    AugAssign,
    Call,
    ClassStmt,
    Comp,
    Delete,
    Expr,
    ExprStmt,
    For,
    If,
    Import,
    ImportFrom,
    Name,
    Node,
    Raise,
    Return,
    Try,
    While,
    With,
    Yield,
    YieldFrom,
)
from asynclint.program.calls.marked import effective_blocks
from asynclint.program.coroutines.places import DEPTH, callee_of
from asynclint.program.evaluation.places import place_of
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.walking import walk
from asynclint.program.values.kinds import ClassValue, Registrar
from asynclint.program.values.typesets import Value, is_none

# More statements than this are no little helper.
LONGEST = 25
STATEMENTS = (
    AnnAssign,
    Assert,
    Assign,
    AugAssign,
    Delete,
    ExprStmt,
    If,
    Raise,
    Return,
    Try,
    With,
)
# What repeats, defines classes, or runs the code of modules.
BARRED = (ClassStmt, Comp, For, Import, ImportFrom, While, Yield, YieldFrom)


class Brief:
    """Asks of functions what they do, at any depth."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[Function, list[Unit]] = {}
        self._modules: dict[str, Unit] = {}
        self._known: dict[Unit, bool] = {}
        for unit in units:
            if unit.function is not None and unit.serves is None:
                self._units.setdefault(unit.function, []).append(unit)
            elif unit.cls is None and unit.outer is None and unit.serves is None:
                self._modules[unit.module.name] = unit

    def units_of(self, function: Function) -> Sequence[Unit]:
        """The units of a function."""
        return self._units.get(function, ())

    def is_brief(self, function: Function) -> bool:
        """Whether a function, as its decorators leave it, is known to be done at once.

        What a closure does depends on what it closes over.
        """
        units = self.units_of(function)
        return (
            bool(units)
            and function.parent is None
            and self._is_bare(function)
            and all(self._is_done(u, DEPTH) for u in units)
        )

    def _is_bare(self, function: Function) -> bool:
        """Whether all that decorates a function only hands it to a framework."""
        module = self._modules.get(function.module.name)
        for decorator in function.facts.decorators:
            at = place_of(decorator)
            event = (
                module.events.get((function.facts.at if at is None else at, "decorate")) if module else None
            )
            if event is None or event.unknown or not event.alternatives:
                return False
            if not all(isinstance(value, Registrar) for value in event.alternatives):
                return False
        return True

    def _is_done(self, unit: Unit, depth: int) -> bool:
        known = self._known.get(unit)
        if known is None:
            # Whoever comes here again while it is being asked is in a cycle.
            self._known[unit] = False
            known = self._known[unit] = self._ask(unit, depth)
        return known

    def _ask(self, unit: Unit, depth: int) -> bool:
        function = unit.function
        if function is None or not depth:
            return False
        if not function.module.is_stub and not is_little(function):
            return False
        # What a model in a stub does to its parameters stands at the place that calls it.
        passed = function.module.is_stub
        return all(self._is_known(event, depth, passed) for event in unit.events.values())

    def _is_known(self, event: Event, depth: int, passed: bool) -> bool:
        if event.unknown or not (event.alternatives or passed):
            return False
        if not all(is_none(value) or _is_harmless(value, event) for value in event.alternatives):
            return False
        for edge in event.edges:
            if edge.how != "call" or edge.unit is None or not self._is_done(edge.unit, depth - 1):
                return False
        return True


def _is_harmless(value: Value, event: Event) -> bool:
    """Whether what is called never blocks, as far as its markers tell; a known body is asked itself.

    Other libraries say whether they wait, not whether they work for long: templates are filled there.
    """
    if isinstance(value, ClassValue):
        known = not value.cls.has_unknown_base and not _is_marked(value.cls)
        return known and (_is_ours(value.cls.module) or _is_exception(value.cls))
    function = callee_of(value)
    if function is None:
        return event.kind != "call"
    if not _is_ours(function.module):
        return False
    if effective_blocks(function) is not None:
        return False
    behaviour = function.behaviour
    return behaviour is None or not (
        behaviour.handed
        or behaviour.registers
        or behaviour.enters_loop
        or behaviour.spawns
        or behaviour.validates
        or behaviour.serializes
        or behaviour.names is not None
    )


def _is_ours(module: Module) -> bool:
    """Whether a module is of the project, or of the standard library."""
    return not module.is_stub or module.library in sys.stdlib_module_names


def _is_exception(cls: Class) -> bool:
    return any(base.name == "BaseException" and base.module.name == "builtins" for base in cls.mro)


def _is_marked(cls: Class) -> bool:
    behaviour = cls.behaviour
    return behaviour is not None and (behaviour.blocks is not None or behaviour.client is not None)


def is_little(function: Function) -> bool:
    """Whether a body is short, repeats nothing, and reads no attribute that might be worked out."""
    nodes = list(walk(function.facts.body))
    if any(isinstance(node, BARRED) for node in nodes):
        return False
    if sum(isinstance(node, STATEMENTS) for node in nodes) > LONGEST:
        return False
    called = {id(part) for node in nodes if isinstance(node, Call) for part in _chain(node.func)}
    return all(id(node) in called or _is_global(node, function) for node in nodes if isinstance(node, Attr))


def _chain(func: Expr) -> list[Node]:
    """`a.b.c` and `a.b` of the callee `a.b.c`: the call is known only where they are."""
    found: list[Node] = []
    while isinstance(func, Attr):
        found.append(func)
        func = func.value
    return found


def _is_global(attr: Attr, function: Function) -> bool:
    """Whether an attribute is one of a name of the module, as constants of a library are."""
    owner: Expr = attr
    while isinstance(owner, Attr):
        owner = owner.value
    return isinstance(owner, Name) and owner.id not in function.facts.bindings
