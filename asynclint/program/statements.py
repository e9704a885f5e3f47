"""Statements: the flow of names through a body, in the order of the text."""

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
    Case,
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
from asynclint.program.annotations import Scope
from asynclint.program.conditions import Branch, merge, merge_two
from asynclint.program.entities import Function
from asynclint.program.frame import Frame
from asynclint.program.params import Arguments, is_informative
from asynclint.program.symbols import absolute
from asynclint.program.units import Cell
from asynclint.program.values import (
    EMPTY,
    UNKNOWN,
    ClassValue,
    FunctionValue,
    Instance,
    Literal,
    ModuleValue,
    Registrar,
    TupleValue,
    TypeSet,
    Value,
    join_all,
)

if TYPE_CHECKING:
    from asynclint.program.analysis import Analysis

Run = Callable[[Frame, Any], bool]
PROBE_HANDLERS = frozenset({"RuntimeError", "Exception", "BaseException"})


class Statements:
    """Execution by the kind of node; every method says whether the next statement is reached."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._jumps: list[list[dict[str, TypeSet]]] = []
        self._table: dict[type, Run] = {
            ExprStmt: self._expr,
            Assign: self._assign,
            AnnAssign: self._ann_assign,
            AugAssign: self._aug_assign,
            Return: self._return,
            Raise: self._raise,
            Assert: self._assert,
            Delete: self._delete,
            Jump: self._jump,
            Import: self._import,
            ImportFrom: self._import_from,
            If: self._if,
            While: self._while,
            For: self._for,
            With: self._with,
            Try: self._try,
            Match: self._match,
            DefStmt: self._def,
            ClassStmt: self._class,
        }

    def run(self, frame: Frame, body: tuple[Stmt, ...]) -> dict[str, TypeSet] | None:
        """Runs a whole body; the names at its end, None where the end is not reached."""
        return frame.env if self.block(frame, body) else None

    def block(self, frame: Frame, body: tuple[Stmt, ...]) -> bool:
        return all(self._table[type(stmt)](frame, stmt) for stmt in body)

    def _eval(self, frame: Frame, expr: Expr) -> TypeSet:
        return self._a.expressions.evaluate(frame, expr)

    # --- simple statements ---------------------------------------------------------------------

    def _expr(self, frame: Frame, stmt: ExprStmt) -> bool:
        self._eval(frame, stmt.value)
        return True

    def _return(self, frame: Frame, stmt: Return) -> bool:
        types = self._eval(frame, stmt.value) if stmt.value is not None else TypeSet((Literal("none"),))
        self._a.solver.write(frame.unit.returns, types.of_param(None))
        return False

    def _raise(self, frame: Frame, stmt: Raise) -> bool:
        for part in (stmt.exception, stmt.cause):
            if part is not None:
                self._eval(frame, part)
        return False

    def _assert(self, frame: Frame, stmt: Assert) -> bool:
        yes, _ = self._a.expressions.conditions.split(frame, stmt.test)
        if yes.env is not None:
            frame.env = yes.env
        return True

    def _delete(self, frame: Frame, stmt: Delete) -> bool:
        for target in stmt.targets:
            if isinstance(target, Subscript):
                self._a.expressions.operators.store(frame, target, EMPTY, "__delitem__")
        return True

    def _jump(self, frame: Frame, stmt: Jump) -> bool:
        if self._jumps:
            self._jumps[-1].append(dict(frame.env))
        return False

    # --- assignments ---------------------------------------------------------------------------

    def _assign(self, frame: Frame, stmt: Assign) -> bool:
        types = self._eval(frame, stmt.value)
        for target in stmt.targets:
            self.assign(frame, target, types, stmt.value)
        return True

    def _ann_assign(self, frame: Frame, stmt: AnnAssign) -> bool:
        value = self._eval(frame, stmt.value) if stmt.value is not None else EMPTY
        scope = self._a.scope_of(frame.function, frame.module)
        declared = self._a.annotations.types(stmt.annotation, scope)
        if stmt.value is None and frame.unit.function is None and not isinstance(stmt.target, Attr):
            value = declared
        elif is_informative(declared):
            concrete = value.values and not value.unknown and all(_within(v, declared) for v in value.values)
            value = value if concrete and any(isinstance(v, Instance) for v in value) else declared
        if value or stmt.value is not None or isinstance(stmt.target, Attr):
            self.assign(frame, stmt.target, value)
        elif is_informative(declared) and isinstance(stmt.target, Name):
            self.assign(frame, stmt.target, declared)
        return True

    def _aug_assign(self, frame: Frame, stmt: AugAssign) -> bool:
        left = self._eval(frame, stmt.target)
        right = self._eval(frame, stmt.value)
        operators = self._a.expressions.operators
        self.assign(frame, stmt.target, operators.apply(frame, stmt.op, left, right, stmt.at, stmt.target))
        return True

    def assign(self, frame: Frame, target: Expr, types: TypeSet, source: Expr | None = None) -> None:
        """Binds a target to `types`; unpacking iterates, at the place of `source` where it has one."""
        if isinstance(target, Name):
            self.bind_name(frame, target.id, types)
        elif isinstance(target, Attr):
            owner = self._eval(frame, target.value)
            self._a.attributes.set(frame, owner, target.name, types, target.at, target)
        elif isinstance(target, Subscript):
            self._a.expressions.operators.store(frame, target, types)
        elif isinstance(target, Sequence):
            self._unpack(frame, target, types, source)
        elif isinstance(target, Star):
            self.assign(frame, target.value, self._a.instance("list", types))

    def _unpack(self, frame: Frame, target: Sequence, types: TypeSet, source: Expr | None) -> None:
        count = len(target.items)
        starred = any(isinstance(item, Star) for item in target.items)
        tuples = [v for v in types.values if isinstance(v, TupleValue) and len(v.items) == count]
        rest = TypeSet(
            tuple(v for v in types.values if v not in tuples), types.symbols, types.unknown, types.full
        )
        if starred:
            tuples, rest = [], types
        event = self._a.expressions.iterating(frame, source)
        element = self._a.iteration.advance(frame, rest, event) if rest else EMPTY
        for index, item in enumerate(target.items):
            self.assign(frame, item, join_all([*(t.items[index] for t in tuples), element]))

    def bind_name(self, frame: Frame, name: str, types: TypeSet) -> None:
        """`name = types`, in the scope that the name belongs to."""
        types = types.of_param(None)
        function = frame.unit.function
        if function is not None and name in function.facts.globals:
            cell = self._a.module_unit(frame.module).cells.setdefault(name, Cell())
            self._a.solver.write(cell, types.without_symbols())
            frame.env[name] = types
            return
        frame.env[name] = types
        if function is None and frame.unit.cls is None and self._a.bound_once(frame.module, name):
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

    # --- imports and definitions ---------------------------------------------------------------

    def _import(self, frame: Frame, stmt: Import) -> bool:
        for item in stmt.names:
            module = self._a.find(item.name, frame.module.name)
            top = item.name if item.alias else item.name.split(".")[0]
            if not item.alias:
                module = self._a.find(top, frame.module.name)
            if module is not None or self._a.has_submodules(top):
                value = TypeSet((ModuleValue(module.name if module is not None else top, module),))
            else:
                value = UNKNOWN
            self.bind_name(frame, item.alias or top, value)
        return True

    def _import_from(self, frame: Frame, stmt: ImportFrom) -> bool:
        name = absolute(frame.module, stmt.module, stmt.level)
        source = self._a.find(name, frame.module.name)
        for item in stmt.names:
            if item.name == "*":
                if source is not None and source is not frame.module:
                    self._star(frame, source)
                continue
            if source is not None and source is not frame.module:
                types = self._a.module_attribute(ModuleValue(source.name, source), item.name, frame.module.name)
            else:
                types = self._a.module_attribute(ModuleValue(name, None), item.name, frame.module.name)
            self.bind_name(frame, item.alias or item.name, types)
        return True

    def _star(self, frame: Frame, source: Any) -> None:
        unit = self._a.module_unit(source)
        self._a.solver.ensure(unit)
        for name, cell in list(unit.cells.items()):
            if not name.startswith("_"):
                frame.env[name] = self._a.solver.read(cell).of_param(None)

    def _def(self, frame: Frame, stmt: DefStmt) -> bool:
        function = frame.module.functions[stmt.function]
        outer = self._a.expressions.enclosing(frame)
        types = TypeSet((FunctionValue(function, None, outer),))
        if function.decorated or (function.facts.decorators and not function.module.is_stub):
            types = self._decorate(frame, function, types)
        if frame.unit.function is not None:
            for param in function.params:
                if param.default is not None:
                    self._eval(frame, param.default)
        self.bind_name(frame, function.name, types)
        return True

    def _decorate(self, frame: Frame, function: Function, types: TypeSet) -> TypeSet:
        """Applies decorators from the inside out; one that tells nothing keeps the function."""
        static = self._a.symbols
        for decorator in reversed(function.facts.decorators):
            dotted = static.dotted(function.module, decorator)
            if dotted.startswith("asynclint.markers.") or dotted in self._a.neutral_decorators:
                continue
            if function.kind in ("property", "setter", "deleter") and not isinstance(decorator, Call):
                continue
            applied = self._eval(frame, decorator)
            at = getattr(decorator, "at", function.facts.at)
            event = frame.event(at, "decorate", decorator)
            result = self._a.calls.call(frame, applied, Arguments([types]), event)
            registrars = all(isinstance(v, Registrar) for v in applied.values) and applied.values
            if registrars:
                continue
            callables = tuple(v for v in result.values if not isinstance(v, Literal))
            if callables or result.symbols:
                types = TypeSet(callables, result.symbols, result.unknown and not callables)
            else:
                types = types.with_unknown()
        return types

    def _class(self, frame: Frame, stmt: ClassStmt) -> bool:
        cls = frame.module.classes[stmt.cls]
        unit = self._a.class_unit(cls, self._a.expressions.enclosing(frame))
        if not cls.module.is_stub:
            self._a.solver.ensure(unit)
        value: Value = ClassValue(cls)
        for decorator in cls.facts.decorators:
            self._eval(frame, decorator)
        self.bind_name(frame, cls.name, TypeSet((value,)))
        return True

    # --- branches ------------------------------------------------------------------------------

    def _under(self, frame: Frame, branch: Branch, body: tuple[Stmt, ...]) -> dict[str, TypeSet] | None:
        """Runs a block under a branch; the names at its end, None where it is not reached."""
        if branch.env is None:
            return None
        saved = frame.env, frame.guards, frame.without_loop
        frame.env = dict(branch.env)
        frame.guards = frame.guarded(branch.guards)
        frame.without_loop = frame.without_loop or branch.without_loop
        reached = self.block(frame, body)
        env = frame.env
        frame.env, frame.guards, frame.without_loop = saved
        return env if reached else None

    def _if(self, frame: Frame, stmt: If) -> bool:
        yes, no = self._a.expressions.conditions.split(frame, stmt.test)
        ends = [self._under(frame, yes, stmt.body), self._under(frame, no, stmt.orelse)]
        reached = [env for env in ends if env is not None]
        if not reached:
            return False
        frame.env = merge_two(*reached, (yes, no)) if len(reached) > 1 else reached[0]
        if len(reached) == 1:
            # The rest of the block runs only where the other branch was not taken.
            other = no if ends[0] is None else yes
            frame.guards = frame.guarded(other.guards)
            frame.without_loop = frame.without_loop or other.without_loop
        return True

    def _match(self, frame: Frame, stmt: Match) -> bool:
        subject = self._eval(frame, stmt.subject)
        ends: list[dict[str, TypeSet]] = []
        exhausted = False
        for case in stmt.cases:
            env = dict(frame.env)
            for name in case.names:
                env[name] = UNKNOWN
            if case.whole:
                env[case.whole] = self._matched(frame, case, subject)
            end = self._under(frame, Branch(env), self._case_body(case))
            if end is not None:
                ends.append(end)
            exhausted = exhausted or case.irrefutable
        if not exhausted:
            ends.append(frame.env)
        if ends:
            frame.env = merge(ends)
        return bool(ends)

    def _case_body(self, case: Case) -> tuple[Stmt, ...]:
        return ((ExprStmt(case.guard),) if case.guard is not None else ()) + case.body

    def _matched(self, frame: Frame, case: Case, subject: TypeSet) -> TypeSet:
        wanted = [v.cls for c in case.classes for v in self._eval(frame, c) if isinstance(v, ClassValue)]
        return TypeSet(tuple(Instance(c, exact=False) for c in wanted)) if wanted else subject

    # --- loops ---------------------------------------------------------------------------------

    def _loop(self, frame: Frame, body: tuple[Stmt, ...], before: Callable[[], Branch]) -> None:
        """Runs a body, and once more where it changed a name that it reads."""
        saved = frame.guards, frame.without_loop
        start = frame.env
        for _ in range(2):
            self._jumps.append([])
            branch = before()
            end = self._under(frame, branch, body)
            jumps = self._jumps.pop()
            ends = [start, *jumps, *([end] if end is not None else [])]
            merged = merge(ends)
            frame.guards, frame.without_loop = saved
            changed = any(merged.get(name) != types for name, types in start.items())
            frame.env = merged
            if not changed:
                break
            start = merged

    def _while(self, frame: Frame, stmt: While) -> bool:
        after: list[Branch] = []

        def test() -> Branch:
            yes, no = self._a.expressions.conditions.split(frame, stmt.test)
            after[:] = [no]
            return yes

        self._loop(frame, stmt.body, test)
        if after[0].env is None and not _has_break(stmt.body):
            return False
        return self.block(frame, stmt.orelse)

    def _for(self, frame: Frame, stmt: For) -> bool:
        types = self._eval(frame, stmt.iter)
        event = frame.event(stmt.at, "iter", stmt.iter)
        element = self._a.iteration.advance(frame, types, event, stmt.is_async)

        def bind() -> Branch:
            frame.env = dict(frame.env)
            self.assign(frame, stmt.target, element)
            return Branch(frame.env)

        self._loop(frame, stmt.body, bind)
        return self.block(frame, stmt.orelse)

    # --- with and try --------------------------------------------------------------------------

    def _with(self, frame: Frame, stmt: With) -> bool:
        managers: list[tuple[TypeSet, Any]] = []
        for item in stmt.items:
            types = self._eval(frame, item.context)
            event = frame.event(item.at, "enter", item.context)
            entered = self._a.iteration.enter(frame, types, event, stmt.is_async)
            managers.append((types, item))
            if item.target is not None:
                self.assign(frame, item.target, entered)
        saved = frame.guards, frame.without_loop
        reached = self.block(frame, stmt.body)
        frame.guards, frame.without_loop = saved
        for types, item in reversed(managers):
            event = frame.event(item.at, "exit", item.context)
            self._a.iteration.leave(frame, types, event, stmt.is_async)
        return reached

    def _try(self, frame: Frame, stmt: Try) -> bool:
        start = dict(frame.env)
        probed, frame.probed = frame.probed, False
        saved = frame.guards, frame.without_loop
        body_reached = self.block(frame, stmt.body)
        found_probe = frame.probed
        frame.probed = probed or found_probe
        body_env = frame.env
        frame.guards, frame.without_loop = saved
        ends: list[dict[str, TypeSet]] = []
        with_loop = False
        if body_reached:
            if self.block(frame, stmt.orelse):
                ends.append(frame.env)
                with_loop = True
            frame.guards, frame.without_loop = saved
        for handler in stmt.handlers:
            env = merge([start, body_env])
            without = False
            if handler.type is not None:
                frame.env = dict(env)
                caught = self._eval(frame, handler.type)
                if handler.name:
                    env = {**env, handler.name: self._caught(caught)}
            if found_probe:
                without = handler.type is None or bool(PROBE_HANDLERS & _names(handler.type))
            end = self._under(frame, Branch(env, (), without), handler.body)
            if end is not None:
                ends.append(end)
                with_loop = with_loop or not without
        frame.env = merge(ends) if ends else merge([start, body_env])
        # Only the way without a loop goes on: so does all that follows in this block.
        frame.without_loop = frame.without_loop or (bool(ends) and not with_loop)
        if stmt.final:
            reached = self.block(frame, stmt.final)
            return reached and bool(ends)
        return bool(ends)

    def _caught(self, types: TypeSet) -> TypeSet:
        found: list[Value] = []
        for value in types.values:
            members = [v for item in value.items for v in item] if isinstance(value, TupleValue) else [value]
            found.extend(Instance(v.cls, exact=False) for v in members if isinstance(v, ClassValue))
        return join_all([TypeSet((v,)) for v in found]) if found else UNKNOWN


def _names(expr: Expr) -> frozenset[str]:
    if isinstance(expr, Sequence):
        return frozenset().union(*(_names(item) for item in expr.items))
    return frozenset({expr.id}) if isinstance(expr, Name) else frozenset()


def _has_break(body: tuple[Stmt, ...]) -> bool:
    from asynclint.program.symbols import children

    for stmt in body:
        if isinstance(stmt, Jump) and stmt.kind == "break":
            return True
        if isinstance(stmt, For | While):
            continue
        if not isinstance(stmt, DefStmt | ClassStmt) and any(_has_break(block) for block in children(stmt)):
            return True
    return False


def _within(value: Value, declared: TypeSet) -> bool:
    """Whether an assigned value fits the declaration beside it."""
    cls = value.cls if isinstance(value, Instance) else None
    return cls is not None and any(isinstance(d, Instance) and d.cls in cls.mro for d in declared)


__all__ = ["Scope", "Statements"]
