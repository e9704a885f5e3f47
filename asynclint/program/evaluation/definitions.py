"""Imports, functions, classes and their decorators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Call, ClassStmt, DefStmt, Expr, Import, ImportFrom
from asynclint.program.calls.params import Arguments
from asynclint.program.evaluation.places import place_of
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.behaviour import MARKERS
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.linker import NEUTRAL_DECORATORS
from asynclint.program.model.symbols import absolute
from asynclint.program.values.kinds import ClassValue, FunctionValue, ModuleValue, Registrar
from asynclint.program.values.typesets import UNKNOWN, Literal, TypeSet

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Definitions:
    """Binds what imports, `def` and `class` define."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def import_(self, frame: Frame, stmt: Import) -> bool:
        """`import a.b as c`."""
        for item in stmt.names:
            module = self._a.find(item.name, frame.module.name)
            top = item.name if item.alias else item.name.split(".")[0]
            if not item.alias:
                module = self._a.find(top, frame.module.name)
            if module is not None or self._a.has_submodules(top):
                value = TypeSet((ModuleValue(module.name if module is not None else top, module),))
            else:
                value = UNKNOWN
            self._a.statements.bind_name(frame, item.alias or top, value)
        return True

    def import_from(self, frame: Frame, stmt: ImportFrom) -> bool:
        """`from a import b as c`, stars included."""
        name = absolute(frame.module, stmt.module, stmt.level)
        source = self._a.find(name, frame.module.name)
        for item in stmt.names:
            if item.name == "*":
                if source is not None and source is not frame.module:
                    self._star(frame, source)
                continue
            if source is not None and source is not frame.module:
                value = ModuleValue(source.name, source)
            else:
                value = ModuleValue(name, None)
            types = self._a.names.module_attribute(value, item.name, frame.module.name)
            self._a.statements.bind_name(frame, item.alias or item.name, types)
        return True

    def _star(self, frame: Frame, source: Module) -> None:
        unit = self._a.units.of_module(source)
        self._a.solver.ensure(unit)
        for name, cell in list(unit.cells.items()):
            if not name.startswith("_"):
                frame.env[name] = self._a.solver.read(cell).of_param(None)

    def function(self, frame: Frame, stmt: DefStmt) -> bool:
        """A `def`: evaluates decorators and defaults."""
        function = frame.module.functions[stmt.function]
        outer = self._a.names.enclosing(frame)
        types = TypeSet((FunctionValue(function, None, outer),))
        if function.decorated or (function.facts.decorators and not function.module.is_stub):
            types = self._decorate(frame, function, types)
        if frame.unit.function is not None:
            for param in function.params:
                if param.default is not None:
                    self._a.expressions.evaluate(frame, param.default)
        self._a.statements.bind_name(frame, function.name, types)
        return True

    def _decorate(self, frame: Frame, function: Function, types: TypeSet) -> TypeSet:
        """Applies decorators from the inside out; one that tells nothing keeps the function."""
        static = self._a.symbols
        for decorator in reversed(function.facts.decorators):
            dotted = static.dotted(function.module, decorator)
            if dotted.startswith(MARKERS) or dotted in NEUTRAL_DECORATORS:
                continue
            if function.kind in ("property", "setter", "deleter") and not isinstance(decorator, Call):
                continue
            applied = self._a.expressions.evaluate(frame, decorator)
            at = place_of(decorator)
            event = frame.event(function.facts.at if at is None else at, "decorate", decorator)
            result = self._a.calls.call(frame, applied, Arguments([types]), event)
            if applied.values and all(isinstance(v, Registrar) for v in applied.values):
                continue
            callables = tuple(v for v in result.values if not isinstance(v, Literal))
            if callables or result.symbols:
                types = TypeSet(callables, result.symbols, result.unknown and not callables)
            else:
                types = types.with_unknown()
        return types

    def class_(self, frame: Frame, stmt: ClassStmt) -> bool:
        """A `class`: evaluates its body and its decorators."""
        cls = frame.module.classes[stmt.cls]
        unit = self._a.units.of_class(cls, self._a.names.enclosing(frame))
        if not cls.module.is_stub:
            self._a.solver.ensure(unit)
        types = TypeSet((ClassValue(cls),))
        for decorator in reversed(cls.facts.decorators):
            types = self._decorate_class(frame, cls, decorator, types)
        self._a.statements.bind_name(frame, cls.name, types)
        return True

    def _decorate_class(self, frame: Frame, cls: Class, decorator: Expr, types: TypeSet) -> TypeSet:
        """Applies a decorator to a class, which stays what it is unless the project's own changes it."""
        applied = self._a.expressions.evaluate(frame, decorator)
        for value in applied:
            if isinstance(value, Registrar):
                self._a.registering.decorate(frame, value, Arguments([types]))
        if cls.module.is_stub or self._a.symbols.dotted(cls.module, decorator).startswith(MARKERS):
            return types
        at = place_of(decorator)
        # A bare name has no place of its own: what it does to the class counts, what it runs gets lost.
        event = Event(0, "decorate", None, ()) if at is None else frame.event(at, "decorate", decorator)
        result = self._a.calls.call(frame, applied, Arguments([types]), event)
        own = applied.values and all(
            isinstance(v, FunctionValue) and not v.function.module.is_stub for v in applied.values
        )
        if not own or applied.unknown or (result and not result.values):
            return types
        return TypeSet(result.values, result.symbols)
