"""The table of units and cells of one analysis."""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Cell, Unit, UnitKey
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import Symbols
from asynclint.program.values.annotations import Scope
from asynclint.program.values.kinds import ClassValue, Instance, ParamRef
from asynclint.program.values.typesets import CALLABLES, TypeSet, Value


class Units:
    """All units and cells of one analysis, each made on first use."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._units: dict[UnitKey, Unit] = {}
        self._params: dict[ParamRef, Cell] = {}
        self._nones: dict[ParamRef, Cell] = {}
        self._symbols_of: dict[Function, tuple[ParamRef, ...]] = {}
        self._scopes: dict[tuple[Function | None, Module], Scope] = {}
        self.attribute_cells: dict[tuple[Class, str], Cell] = {}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    # --- units ---------------------------------------------------------------------------------

    def of_module(self, module: Module) -> Unit:
        """The unit of a module's body, with a cell for each name that it binds."""
        key: UnitKey = ("module", module.name)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, module)
            for name in self._symbols.bindings(module):
                unit.cells[name] = Cell()
        return unit

    def of_class(self, cls: Class, outer: Unit | None) -> Unit:
        """The unit of a class body inside the unit `outer`."""
        key: UnitKey = ("class", cls, outer)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, cls.module, cls=cls, outer=outer)
            for name in cls.members:
                unit.cells[name] = Cell()
        return unit

    def of_generator(self, outer: Unit, module: Module, at: int) -> Unit:
        """The unit of a generator expression, filled by the evaluation of what holds it."""
        key: UnitKey = ("generator", outer, at)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, module, outer=outer)
            unit.evaluations = 1
            unit.dirty = False
        return unit

    def of_serving(self, entry: Registration, target: Value) -> Unit:
        """The unit of what the loop runs around `target`, which `entry` registers."""
        key: UnitKey = ("serving", entry.module.name, entry.at, entry.role, target)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, entry.module)
        return unit

    def of_function(
        self, function: Function, receiver: Value | None = None, outer: Unit | None = None
    ) -> Unit:
        """The unit of a function for one receiver; nested functions have one for each outer unit."""
        if isinstance(receiver, Instance):
            receiver = receiver.anywhere
        if function.kind in ("function", "staticmethod"):
            receiver = None
        if function.parent is None:
            outer = None
        elif outer is None:
            outer = self.default(function.parent)
        args = receiver.args if isinstance(receiver, (Instance, ClassValue)) else ()
        key: UnitKey = ("function", function, receiver, tuple(map(_identity, args)), outer)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, function.module, function, receiver, outer)
        return unit

    def of_lazy_attribute(self, function: Function, name: Value) -> Unit:
        """The unit of a module's `__getattr__` for one name."""
        key: UnitKey = ("lazy", function, name)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, function.module, function, name)
        return unit

    def default(self, function: Function) -> Unit:
        """The unit that stands for a function when nobody is known to call it."""
        outer = self.default(function.parent) if function.parent is not None else None
        owner = function.owner
        receiver: Value | None = None
        if owner is not None and function.kind != "staticmethod":
            receiver = ClassValue(owner) if function.kind == "classmethod" else Instance(owner, exact=False)
        return self.of_function(function, receiver, outer)

    # --- cells ---------------------------------------------------------------------------------

    def param_cell(self, param: ParamRef) -> Cell:
        """What callers have passed for a parameter."""
        cell = self._params.get(param)
        if cell is None:
            cell = self._params[param] = Cell(CALLABLES)
        return cell

    def symbols_of(self, function: Function) -> tuple[ParamRef, ...]:
        """The symbols of the parameters of a function, in their order: made once, for every call."""
        found = self._symbols_of.get(function)
        if found is None:
            found = tuple(ParamRef(function, param.name) for param in function.params)
            self._symbols_of[function] = found
        return found

    def none_cell(self, param: ParamRef) -> Cell:
        """None, where a caller may pass that for a parameter."""
        cell = self._nones.get(param)
        if cell is None:
            cell = self._nones[param] = Cell()
        return cell

    def attribute_cell(self, cls: Class, name: str) -> Cell:
        """What has been assigned to an attribute of instances of a class, or of the class."""
        cell = self.attribute_cells.get((cls, name))
        if cell is None:
            cell = self.attribute_cells[cls, name] = Cell()
        return cell

    # --- scopes --------------------------------------------------------------------------------

    def scope_of(self, function: Function | None, module: Module) -> Scope:
        """The scope of the annotations in a function's signature and body."""
        key = (function, module)
        found = self._scopes.get(key)
        if found is None:
            found = self._scopes[key] = Scope(module, function, _type_params(function))
        return found


def _identity(types: TypeSet) -> object:
    """What tells generic arguments apart, all that stands inside them included.

    Values of one class are equal whatever their arguments: receivers that differ in these only must
    not share a unit, or the first to come would decide for all.
    """
    inner = frozenset(
        (value, tuple(map(_identity, value.args))) if isinstance(value, (Instance, ClassValue)) else value
        for value in types.values
    )
    return inner, types.unknown


def _type_params(function: Function | None) -> frozenset[str]:
    """The type parameters of a function and of all around it."""
    names: set[str] = set()
    while function is not None:
        names.update(function.facts.type_params)
        if function.owner is not None:
            names.update(function.owner.facts.type_params)
        function = function.parent
    return frozenset(names)
