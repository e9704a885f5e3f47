"""Simple statements: the flow of names through a body, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from asynclint.facts.records import (
    AnnAssign,
    Assert,
    Assign,
    Attr,
    AugAssign,
    Call,
    ClassStmt,
    DefStmt,
    Delete,
    Expr,
    ExprStmt,
    For,
    If,
    Import,
    ImportFrom,
    Jump,
    Match,
    Name,
    Raise,
    Return,
    Sequence,
    Star,
    Stmt,
    Subscript,
    Try,
    While,
    With,
)
from asynclint.program.calls.params import is_informative
from asynclint.program.evaluation.conditions import tells
from asynclint.program.evaluation.members import is_fixed
from asynclint.program.evaluation.paths import forget_attribute, forget_name
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Cell
from asynclint.program.values.kinds import Instance, TupleValue
from asynclint.program.values.typesets import EMPTY, NONE, Literal, TypeSet, Value, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


Run = Callable[[Frame, Any], bool]


class Statements:
    """Execution by the kind of node; every method says whether the next statement is reached."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        compound, definitions = analysis.compound, analysis.definitions
        self._table: dict[type, Run] = {
            ExprStmt: self._expr,
            Assign: self._assign,
            AnnAssign: self._ann_assign,
            AugAssign: self._aug_assign,
            Return: self._return,
            Raise: self._raise,
            Assert: self._assert,
            Delete: self._delete,
            Jump: compound.jump,
            Import: definitions.import_,
            ImportFrom: definitions.import_from,
            If: compound.if_,
            While: compound.while_,
            For: compound.for_,
            With: compound.with_,
            Try: compound.try_,
            Match: analysis.matching.match,
            DefStmt: definitions.function,
            ClassStmt: definitions.class_,
        }

    def run(self, frame: Frame, body: tuple[Stmt, ...]) -> dict[str, TypeSet] | None:
        """Runs a whole body; the names at its end, None where the end is not reached."""
        return frame.env if self.block(frame, body) else None

    def block(self, frame: Frame, body: tuple[Stmt, ...]) -> bool:
        """Runs statements in order; whether the end is reached."""
        return all(self._table[type(stmt)](frame, stmt) for stmt in body)

    def _expr(self, frame: Frame, stmt: ExprStmt) -> bool:
        self._a.expressions.evaluate(frame, stmt.value)
        return True

    def _return(self, frame: Frame, stmt: Return) -> bool:
        types = self.kept(frame, stmt.value) if stmt.value is not None else NONE
        self._a.cases.note(frame, id(stmt), types)
        self._a.solver.write(frame.unit.returns, types.of_param(None))
        return False

    def _raise(self, frame: Frame, stmt: Raise) -> bool:
        for part in (stmt.exception, stmt.cause):
            if part is not None:
                self._a.expressions.evaluate(frame, part)
        return False

    def _assert(self, frame: Frame, stmt: Assert) -> bool:
        yes, _ = self._a.conditions.split(frame, stmt.test)
        if yes.env is None:
            return False
        frame.env = yes.env
        frame.guards = frame.guarded(yes.guards)
        frame.without_loop = frame.without_loop or yes.without_loop
        return True

    def _delete(self, frame: Frame, stmt: Delete) -> bool:
        for target in stmt.targets:
            if isinstance(target, Subscript):
                self._a.operators.store(frame, target, EMPTY, "__delitem__")
            elif isinstance(target, Attr):
                owner = self._a.expressions.evaluate(frame, target.value)
                self._a.setting.delete(frame, owner, target.name, target.at, target)
            if frame.knows_paths and not isinstance(target, Subscript):
                self._forget(frame, target)
        return True

    def _forget(self, frame: Frame, target: Expr) -> None:
        if isinstance(target, Name):
            forget_name(frame, target.id)
        elif isinstance(target, Attr):
            forget_attribute(frame, target.name)

    def _assign(self, frame: Frame, stmt: Assign) -> bool:
        types = self.kept(frame, stmt.value)
        for target in stmt.targets:
            self.assign(frame, target, types, stmt.value)
        return True

    def kept(self, frame: Frame, value: Expr) -> TypeSet:
        """A value that is given a name: it still tells of the parameters that it was computed from."""
        if tells(value):
            return self._a.conditions.telling(frame, value)
        types = self._a.expressions.evaluate(frame, value)
        # Another name for a parameter, for an attribute of one or for what it holds is its value as well.
        return types if isinstance(value, Name | Attr | Call | Subscript) else types.without_param()

    def _ann_assign(self, frame: Frame, stmt: AnnAssign) -> bool:
        value = self.kept(frame, stmt.value) if stmt.value is not None else EMPTY
        scope = self._a.units.scope_of(frame.function, frame.module)
        declared = self._a.annotations.types(stmt.annotation, scope)
        if stmt.value is None and frame.unit.function is None and not isinstance(stmt.target, Attr):
            value = declared
        elif stmt.value is not None and self._a.declarations.is_open(declared):
            place = (frame.unit, id(stmt))
            value = self._a.declarations.arriving(place, value.of_param(None), declared)
        elif is_informative(declared):
            concrete = value.values and not value.unknown and all(_within(v, declared) for v in value.values)
            tells = concrete and any(isinstance(v, Instance) for v in value)
            param, given = value.param, value.given
            if not (concrete and self._stays_constant(frame, stmt, value)):
                value = (self._enriched(value, declared) if tells else declared).of_param(param, given)
        if value or stmt.value is not None or isinstance(stmt.target, Attr):
            self.assign(frame, stmt.target, value)
        elif is_informative(declared) and isinstance(stmt.target, Name):
            self.assign(frame, stmt.target, declared)
        return True

    def _stays_constant(self, frame: Frame, stmt: AnnAssign, value: TypeSet) -> bool:
        """Whether a name keeps the constant that it is declared with.

        An attribute may be set from anywhere, but for `Final` and `ClassVar`; a global by functions.
        """
        if not isinstance(stmt.target, Name) or not all(isinstance(v, Literal) for v in value):
            return False
        if frame.unit.cls is not None:
            return is_fixed(stmt.annotation)
        return frame.unit.function is not None or stmt.target.id not in self._a.names.set_globally(
            frame.module
        )

    def _enriched(self, value: TypeSet, declared: TypeSet) -> TypeSet:
        """The value with the generic arguments of its declaration, where it has none, as `{}`."""
        if any(isinstance(v, Instance) and any(arg.is_informative for arg in v.args) for v in value):
            return value
        made = [TypeSet((self._with_args(v, declared),)) for v in value]
        return join_all(made)

    def _with_args(self, value: Value, declared: TypeSet) -> Value:
        if isinstance(value, Instance):
            count = len(self._a.generics.class_params(value.cls))
            for d in declared:
                if isinstance(d, Instance) and d.cls in value.cls.mro and len(d.args) == count:
                    return value.with_args(d.args)
        return value

    def _aug_assign(self, frame: Frame, stmt: AugAssign) -> bool:
        left = self._a.expressions.evaluate(frame, stmt.target)
        right = self._a.expressions.evaluate(frame, stmt.value)
        operators = self._a.operators
        self.assign(frame, stmt.target, operators.augment(frame, stmt.op, left, right, stmt.at, stmt.target))
        return True

    def assign(self, frame: Frame, target: Expr, types: TypeSet, source: Expr | None = None) -> None:
        """Binds a target to `types`; unpacking iterates, at the place of `source` where it has one."""
        if isinstance(target, Name):
            self.bind_name(frame, target.id, types)
        elif isinstance(target, Attr):
            owner = self._a.expressions.evaluate(frame, target.value)
            self._a.setting.set(frame, owner, target.name, types, target.at, target)
            if frame.knows_paths:
                forget_attribute(frame, target.name)
        elif isinstance(target, Subscript):
            self._a.operators.store(frame, target, types)
        elif isinstance(target, Sequence):
            self._unpack(frame, target, types, source)
        elif isinstance(target, Star):
            self.assign(frame, target.value, self._a.instance("list", types))

    def _unpack(self, frame: Frame, target: Sequence, types: TypeSet, source: Expr | None) -> None:
        count = len(target.items)
        starred = any(isinstance(item, Star) for item in target.items)
        values = [self._a.shapes.plain(value) for value in types.values]
        tuples = [v for v in values if isinstance(v, TupleValue) and len(v.items) == count]
        rest = TypeSet(tuple(v for v in values if v not in tuples), types.symbols, types.unknown, types.full)
        if starred:
            tuples, rest = [], types
        event = self._a.expressions.iterating(frame, source)
        element = self._a.iteration.advance(frame, rest, event) if rest else EMPTY
        for index, item in enumerate(target.items):
            self.assign(frame, item, join_all([*(t.items[index] for t in tuples), element]))

    def bind_name(self, frame: Frame, name: str, types: TypeSet) -> None:
        """`name = types`, in the scope that the name belongs to."""
        if frame.knows_paths:
            forget_name(frame, name)
        function = frame.unit.function
        if function is not None and name in function.facts.globals:
            cell = self._a.units.of_module(frame.module).cells.setdefault(name, Cell())
            self._a.solver.write(cell, types.without_symbols())
            frame.env[name] = types.of_param(None)
            return
        frame.env[name] = types
        if function is None and frame.unit.cls is None and self._a.names.bound_once(frame.module, name):
            # Seen at once by what the rest of the module calls while it is being evaluated.
            self._a.solver.write(frame.unit.cells.setdefault(name, Cell()), types)
        if function is not None:
            if name in function.facts.nonlocals:
                outer = frame.unit.outer
                while outer is not None:
                    if outer.function is not None and name in outer.function.facts.bindings:
                        self._a.solver.write(outer.cells.setdefault(name, Cell()), types)
                        return
                    outer = outer.outer
            self._a.params.share(frame, name, types)


def _within(value: Value, declared: TypeSet) -> bool:
    """Whether an assigned value fits the declaration beside it."""
    if isinstance(value, Literal):
        return any(isinstance(d, Instance) and d.cls.name == value.kind for d in declared)
    cls = value.cls if isinstance(value, Instance) else None
    return cls is not None and any(isinstance(d, Instance) and d.cls in cls.mro for d in declared)
