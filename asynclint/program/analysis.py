"""The state of one analysis: modules, units and cells, and who asks whom.

The parts that evaluate (`Expressions`, `Statements`, `Calls`, `Attributes`, `Iteration`) hold a
reference to it and reach each other through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asynclint.program.annotations import Annotations, Scope
from asynclint.program.attributes import Attributes
from asynclint.program.calls import Calls
from asynclint.program.entities import Class, Function, Module
from asynclint.program.expressions import Expressions
from asynclint.program.frame import Frame
from asynclint.program.iteration import Iteration
from asynclint.program.linker import NEUTRAL_DECORATORS, link_class, link_module
from asynclint.program.params import Params
from asynclint.program.solver import Solver
from asynclint.program.statements import Statements
from asynclint.program.symbols import Symbols
from asynclint.program.units import CALLABLES, Cell, Unit
from asynclint.program.values import (
    EMPTY,
    UNKNOWN,
    ClassValue,
    FunctionValue,
    Instance,
    Literal,
    ModuleValue,
    ParamRef,
    TypeSet,
    Value,
    join_all,
)


class Analysis:
    """Everything that evaluation shares.

    `find(name, importer)` gives the module of a dotted name as `importer` sees it, loading stubs
    on demand; `is_package(name)` tells names that only have submodules.
    """

    def __init__(self, find: Callable[[str, str], Module | None], has_submodules: Callable[[str], bool]) -> None:
        self._find = find
        self.has_submodules = has_submodules
        self._linked: set[Module] = set()
        self.symbols = Symbols(self.find)
        self.annotations = Annotations(self.symbols)
        self.solver = Solver(self._evaluate)
        self.units: dict[tuple[object, ...], Unit] = {}
        self.attribute_cells: dict[tuple[Class, str], Cell] = {}
        self.param_cells: dict[ParamRef, Cell] = {}
        self.expressions = Expressions(self)
        self.statements = Statements(self)
        self.calls = Calls(self)
        self.attributes = Attributes(self)
        self.iteration = Iteration(self)
        self.params = Params(self)
        self._set_globally: dict[Module, frozenset[str]] = {}
        self._set_inside: dict[Function, frozenset[str]] = {}
        self.neutral_decorators = NEUTRAL_DECORATORS
        self._builtins: dict[tuple[str, str], Class | None] = {}

    # --- modules -------------------------------------------------------------------------------

    def find(self, name: str, importer: str) -> Module | None:
        module = self._find(name, importer)
        if module is not None and module.is_stub:
            self.link([module])
        return module

    def link(self, modules: Iterable[Module]) -> None:
        """Links modules and computes the MRO of their classes, once each."""
        fresh = [module for module in modules if module not in self._linked]
        self._linked.update(fresh)
        for module in fresh:
            link_module(module, self.symbols)
        for module in fresh:
            for cls in module.classes:
                link_class(cls)
                for base in cls.mro[1:]:
                    if not base.module.is_stub:
                        base.subclasses.append(cls)

    def known_class(self, module: str, name: str) -> Class | None:
        """A class of the standard library's stubs."""
        key = (module, name)
        if key not in self._builtins:
            found = self.find(module, "")
            symbol = self.symbols.member(found, name) if found is not None else None
            self._builtins[key] = symbol if isinstance(symbol, Class) else None
        return self._builtins[key]

    def instance(self, name: str, *args: TypeSet, module: str = "builtins") -> TypeSet:
        """An exact instance of a builtin class; unknown where the stubs lack it."""
        cls = self.known_class(module, name)
        return UNKNOWN if cls is None else TypeSet((Instance(cls, args),))

    # --- units ---------------------------------------------------------------------------------

    def module_unit(self, module: Module) -> Unit:
        key = ("module", module.name)
        unit = self.units.get(key)
        if unit is None:
            unit = self.units[key] = Unit(key, module)
            for name in self.symbols.table(module):
                unit.cells[name] = Cell()
        return unit

    def class_unit(self, cls: Class, outer: Unit | None) -> Unit:
        key = ("class", cls, outer)
        unit = self.units.get(key)
        if unit is None:
            unit = self.units[key] = Unit(key, cls.module, cls=cls, outer=outer)
            for name in cls.members:
                unit.cells[name] = Cell()
        return unit

    def generator_unit(self, outer: Unit, module: Module, at: int) -> Unit:
        """The unit of a generator expression, filled by the evaluation of what holds it."""
        key = ("generator", outer, at)
        unit = self.units.get(key)
        if unit is None:
            unit = self.units[key] = Unit(key, module, outer=outer)
            unit.evaluations = 1
            unit.dirty = False
        return unit

    def function_unit(self, function: Function, receiver: Value | None = None, outer: Unit | None = None) -> Unit:
        """The unit of a function for one receiver; nested functions have one for each outer unit."""
        if isinstance(receiver, Instance) and receiver.site is not None:
            receiver = Instance(receiver.cls, receiver.args, receiver.exact)
        if function.kind in ("function", "staticmethod"):
            receiver = None
        if function.parent is None:
            outer = None
        elif outer is None:
            outer = self.default_unit(function.parent)
        args = getattr(receiver, "args", ())
        key = ("function", function, receiver, tuple(frozenset(a.values) for a in args), outer)
        unit = self.units.get(key)
        if unit is None:
            unit = self.units[key] = Unit(key, function.module, function, receiver, outer)
        return unit

    def default_unit(self, function: Function) -> Unit:
        """The unit that stands for a function when nobody is known to call it."""
        outer = self.default_unit(function.parent) if function.parent is not None else None
        owner = function.owner
        receiver: Value | None = None
        if owner is not None and function.kind != "staticmethod":
            receiver = ClassValue(owner) if function.kind == "classmethod" else Instance(owner, exact=False)
        return self.function_unit(function, receiver, outer)

    def _evaluate(self, unit: Unit) -> None:
        unit.events = {}
        unit.registrations = []
        frame = Frame(unit, unit)
        if unit.function is not None:
            self.params.enter(frame)
            body = unit.function.facts.body
        else:
            body = unit.cls.facts.body if unit.cls is not None else unit.module.facts.body
        final = self.statements.run(frame, body)
        if unit.function is None:
            env = final if final is not None else frame.env
            for name, types in env.items():
                self.solver.write(unit.cells.setdefault(name, Cell()), types)

    # --- names ---------------------------------------------------------------------------------

    def module_name(self, module: Module, name: str) -> TypeSet | None:
        """What `module.name` is, evaluated; None where the module has no such name."""
        unit = self.module_unit(module)
        cell = unit.cells.get(name)
        if cell is not None:
            self.solver.ensure(unit)
            found = self.solver.read(cell)
            if name in self.set_globally(module) and all(isinstance(v, Literal) for v in found.values):
                # A constant that functions replace may be anything by the time it is read.
                return found.with_unknown()
            if found or name in self.symbols.table(module):
                return found
        symbol = self.symbols.member(module, name)
        if isinstance(symbol, Module):
            return TypeSet((ModuleValue(symbol.name, symbol),))
        if isinstance(symbol, Class):
            return TypeSet((ClassValue(symbol),))
        if isinstance(symbol, Function):
            return self.module_name(symbol.module, symbol.name) if symbol.module is not module else None
        for star in self.symbols.stars(module):
            source = self.find(self.absolute(module, star.module, star.level), module.name)
            if source is not None and source is not module and not name.startswith("_"):
                inner = self.module_name(source, name)
                if inner is not None:
                    return inner
        if module.facts.is_package and self.has_submodules(f"{module.name}.{name}"):
            return TypeSet((ModuleValue(f"{module.name}.{name}", None),))
        return None

    def module_attribute(self, value: ModuleValue, name: str, importer: str) -> TypeSet:
        """`module.name`, submodules and a module's `__getattr__` included."""
        if value.module is not None:
            found = self.module_name(value.module, name)
            if found is not None:
                return found
        dotted = f"{value.name}.{name}"
        module = self.find(dotted, importer)
        if module is not None or self.has_submodules(dotted):
            return TypeSet((ModuleValue(dotted if module is None else module.name, module),))
        return UNKNOWN

    def absolute(self, module: Module, name: str, level: int) -> str:
        from asynclint.program.symbols import absolute

        return absolute(module, name, level)

    # --- cells ---------------------------------------------------------------------------------

    def param_cell(self, param: ParamRef) -> Cell:
        cell = self.param_cells.get(param)
        if cell is None:
            cell = self.param_cells[param] = Cell(CALLABLES)
        return cell

    def attribute_cell(self, cls: Class, name: str) -> Cell:
        cell = self.attribute_cells.get((cls, name))
        if cell is None:
            cell = self.attribute_cells[cls, name] = Cell()
        return cell

    def bound_once(self, module: Module, name: str) -> bool:
        """Whether one statement at module level binds the name."""
        return len(self.symbols.table(module).get(name, ())) == 1

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

    def scope_of(self, function: Function | None, module: Module) -> Scope:
        variables: set[str] = set()
        outer = function
        while outer is not None:
            variables.update(outer.facts.type_params)
            if outer.owner is not None:
                variables.update(outer.owner.facts.type_params)
            outer = outer.parent
        return Scope(module, function, frozenset(variables))


def function_values(types: TypeSet) -> Iterable[FunctionValue]:
    """The functions among the values, those inside partials too."""
    for value in types:
        while hasattr(value, "target"):
            value = value.target
        if isinstance(value, FunctionValue):
            yield value


__all__ = ["EMPTY", "Analysis", "function_values", "join_all"]
