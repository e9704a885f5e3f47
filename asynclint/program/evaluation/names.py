"""Names: what one means where it stands, and what a module's attribute is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Call, Name
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Cell, Unit
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.fields import first_param
from asynclint.program.model.symbols import Symbol, absolute
from asynclint.program.values.kinds import ClassValue, ModuleValue, ParamRef, SuperValue
from asynclint.program.values.typesets import EMPTY, UNKNOWN, Literal, TypeSet

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Names:
    """Looks names up in frames, in enclosing functions, in modules and in the builtins."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._members: dict[tuple[Module, str], Symbol | None] = {}
        self._set_globally: dict[Module, frozenset[str]] = {}
        self._set_inside: dict[Function, frozenset[str]] = {}

    # --- from inside a body --------------------------------------------------------------------

    def name(self, frame: Frame, node: Name) -> TypeSet:
        """A name as it stands in an expression."""
        return self.named(frame, node.id)

    def named(self, frame: Frame, name: str) -> TypeSet:
        """A name: local, of an enclosing function, of the module, a builtin, or a module's."""
        found = frame.env.get(name)
        if found is not None:
            function = frame.scope.function
            if function is not None and name in self.set_inside(function):
                cell = frame.scope.cells.setdefault(name, Cell())
                return found.join(self._a.solver.read(cell)).of_param(None)
            if found.told is not None and found.told.cases and frame.guards:
                return self._a.conditions.correlated(frame, found)
            return found
        unit: Unit | None = frame.scope
        function = frame.scope.function
        if function is not None and name in function.facts.bindings and frame.unit is frame.scope:
            return EMPTY
        if function is None or name not in function.facts.globals:
            unit = frame.scope if frame.unit is not frame.scope else frame.scope.outer
            while unit is not None:
                if unit.function is not None and name in unit.function.facts.bindings:
                    self._a.solver.ensure(unit)
                    return self._a.solver.read(unit.cells.setdefault(name, Cell()))
                unit = unit.outer
        return self.global_name(frame, name)

    def global_name(self, frame: Frame, name: str) -> TypeSet:
        """A name of the module, a builtin, or a module that nothing in the file binds."""
        module = frame.module
        found = self.module_name(module, name)
        if found is not None:
            return found
        builtins = self._a.find("builtins", "")
        if builtins is not None and builtins is not module:
            found = self.module_name(builtins, name)
            if found is not None:
                return found
        unbound = self._a.find(name, "")
        return UNKNOWN if unbound is None else TypeSet((ModuleValue(unbound.name, unbound),))

    def enclosing(self, frame: Frame) -> Unit | None:
        """The unit of the function in which a function defined here is nested."""
        return frame.scope if frame.scope.function is not None else frame.scope.outer

    def super(self, frame: Frame, node: Call) -> TypeSet:
        """`super()`, in a method or in a function nested in one."""
        unit: Unit | None = frame.scope
        for arg in node.args:
            self._a.expressions.evaluate(frame, arg)
        while unit is not None:
            function = unit.function
            if function is not None and function.owner is not None:
                receiver = self._a.params.receiver(function, unit.receiver)
                if function.name == "__new__":
                    receiver = ClassValue(function.owner)
                own = first_param(function) if unit is frame.scope else ""
                symbol = ParamRef(function, own) if own else None
                return TypeSet((SuperValue(function.owner, receiver),), param=symbol)
            unit = unit.outer
        return UNKNOWN

    # --- from outside a module -----------------------------------------------------------------

    def module_name(self, module: Module, name: str) -> TypeSet | None:
        """What `module.name` is, evaluated; None where the module has no such name."""
        unit = self._a.units.of_module(module)
        cell = unit.cells.get(name)
        if cell is not None:
            self._a.solver.ensure(unit)
            found = self._a.solver.read(cell)
            if found and name in self.set_globally(module) and all(isinstance(v, Literal) for v in found):
                # A constant that functions replace may be anything by the time it is read.
                return found.with_unknown()
            if found or name in self._a.symbols.bindings(module):
                return found
        symbol = self._member(module, name)
        if isinstance(symbol, Module):
            return TypeSet((ModuleValue(symbol.name, symbol),))
        if isinstance(symbol, Class):
            return TypeSet((ClassValue(symbol),))
        if isinstance(symbol, Function):
            return self.module_name(symbol.module, symbol.name) if symbol.module is not module else None
        for star in self._a.symbols.stars(module):
            source = self._a.find(absolute(module, star.module, star.level), module.name)
            if source is not None and source is not module and not name.startswith("_"):
                inner = self.module_name(source, name)
                if inner is not None:
                    return inner
        if module.facts.is_package and self._a.has_submodules(f"{module.name}.{name}"):
            return TypeSet((ModuleValue(f"{module.name}.{name}", None),))
        return None

    def _member(self, module: Module, name: str) -> Symbol | None:
        """What a name of a module is statically: builtins are looked for in every module first."""
        key = (module, name)
        if key not in self._members:
            self._members[key] = self._a.symbols.member(module, name)
        return self._members[key]

    def module_attribute(self, value: ModuleValue, name: str, importer: str) -> TypeSet:
        """`module.name`, submodules and a module's `__getattr__` included."""
        if value.module is not None:
            found = self.module_name(value.module, name)
            if found is not None:
                return found
        dotted = f"{value.name}.{name}"
        module = self._a.find(dotted, importer)
        if module is not None or self._a.has_submodules(dotted):
            return TypeSet((ModuleValue(dotted if module is None else module.name, module),))
        given = self._a.lazy.get(value.module, name)
        return UNKNOWN if given is None else given

    def bound_once(self, module: Module, name: str) -> bool:
        """Whether one statement at module level binds the name."""
        return self._a.symbols.bindings(module).get(name) == 1

    def set_globally(self, module: Module) -> frozenset[str]:
        """The names of a module that its functions declare `global`."""
        found = self._set_globally.get(module)
        if found is None:
            names = {name for function in module.functions for name in function.facts.globals}
            found = self._set_globally[module] = frozenset(names)
        return found

    def set_inside(self, function: Function) -> frozenset[str]:
        """The names of a function that functions nested in it declare `nonlocal`."""
        found = self._set_inside.get(function)
        if found is None:
            names: set[str] = set()
            for other in function.module.functions:
                if other.facts.nonlocals and other.parent is not None:
                    names.update(other.facts.nonlocals)
            found = frozenset(names & set(function.facts.bindings))
            self._set_inside[function] = found
        return found
