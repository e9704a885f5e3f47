"""The state of one analysis, and the parts that evaluate.

The parts hold a reference to it and reach each other through it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

from asynclint.program.calls.arguments import either
from asynclint.program.calls.calling import Calls
from asynclint.program.calls.cases import Cases
from asynclint.program.calls.construction import Construction
from asynclint.program.calls.dispatching import Dispatching
from asynclint.program.calls.holes import Holes
from asynclint.program.calls.marked import Handing
from asynclint.program.calls.origins import Provenance
from asynclint.program.calls.overloads import Overloads
from asynclint.program.calls.params import Params
from asynclint.program.calls.recording import Recording
from asynclint.program.calls.reflection import Reflection
from asynclint.program.calls.registering import Registering
from asynclint.program.calls.results import Results
from asynclint.program.calls.serving import Serving
from asynclint.program.calls.substitution import Substitution
from asynclint.program.calls.validation import Validation
from asynclint.program.calls.wrappers import Wrappers
from asynclint.program.evaluation.attributes import Attributes
from asynclint.program.evaluation.compound import Compound
from asynclint.program.evaluation.comprehensions import Comprehensions
from asynclint.program.evaluation.conditions import Conditions
from asynclint.program.evaluation.constants import Constants
from asynclint.program.evaluation.declarations import Declarations
from asynclint.program.evaluation.definitions import Definitions
from asynclint.program.evaluation.expressions import Expressions
from asynclint.program.evaluation.flow import is_path
from asynclint.program.evaluation.growth import Growth
from asynclint.program.evaluation.implicit import Implicit
from asynclint.program.evaluation.invocations import Invocations
from asynclint.program.evaluation.iteration import Iteration
from asynclint.program.evaluation.lazy import LazyAttributes
from asynclint.program.evaluation.matching import Matching
from asynclint.program.evaluation.members import Members
from asynclint.program.evaluation.names import Names
from asynclint.program.evaluation.narrowing import Narrowing
from asynclint.program.evaluation.operators import Operators
from asynclint.program.evaluation.overrides import Overrides
from asynclint.program.evaluation.setting import Setting
from asynclint.program.evaluation.shapes import Shapes
from asynclint.program.evaluation.statements import Statements
from asynclint.program.evaluation.table import Units
from asynclint.program.evaluation.versions import Versions
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.schedule import Schedule
from asynclint.program.fixpoint.solver import Solver
from asynclint.program.fixpoint.units import Cell, Unit
from asynclint.program.model.entities import Class, Module
from asynclint.program.model.linker import link_class, link_module
from asynclint.program.model.liveness import Liveness
from asynclint.program.model.symbols import Symbols
from asynclint.program.values.annotations import Annotations
from asynclint.program.values.generics import Generics
from asynclint.program.values.kinds import Instance, Pending
from asynclint.program.values.typesets import NONE, UNKNOWN, TypeSet
from asynclint.project.requirements import normalized
from asynclint.project.versions import Newest


class Analysis:
    """Everything that evaluation shares.

    `find(name, importer)` gives the module of a dotted name as `importer` sees it, loading stubs
    on demand; `has_submodules(name)` tells names that only have submodules; `versions` gives the
    newest version of each distribution that is pinned; `python` decides tests of `sys.version_info`.
    """

    def __init__(
        self,
        find: Callable[[str, str], Module | None],
        has_submodules: Callable[[str], bool],
        schedule: Schedule | None = None,
        versions: Mapping[str, Newest] | None = None,
        python: tuple[int, int] | None = None,
    ) -> None:
        self._find = find
        self._versions = versions or {}
        self.has_submodules = has_submodules
        self._linked: set[Module] = set()
        self._unordered: list[Module] = []
        self._known: dict[tuple[str, str], Class | None] = {}
        self._instances: dict[tuple[str, str], TypeSet] = {}
        self.symbols = Symbols(self.find)
        self.liveness = Liveness(self.symbols)
        self.annotations = Annotations(self.symbols)
        self.generics = Generics(self.annotations)
        self.generics.given = self._given
        self.generics.elements = self._elements
        self.solver = Solver(self._evaluate, either, schedule or Schedule())
        self.units = Units(self.symbols)
        self.declarations = Declarations(self)
        self.params = Params(self)
        self.overloads = Overloads(self)
        self.substitution = Substitution(self)
        self.wrappers = Wrappers(self)
        self.validation = Validation(self)
        self.serving = Serving(self)
        self.registering = Registering(self)
        self.recording = Recording(self)
        self.origins = Provenance(self)
        self.handing = Handing(self)
        self.reflection = Reflection(self)
        self.holes = Holes(self)
        self.cases = Cases(self)
        self.results = Results(self)
        self.construction = Construction(self)
        self.dispatching = Dispatching(self)
        self.calls = Calls(self)
        self.names = Names(self)
        self.lazy = LazyAttributes(self)
        self.attributes = Attributes(self)
        self.members = Members(self)
        self.shapes = Shapes(self)
        self.overrides = Overrides(self)
        self.setting = Setting(self)
        self.implicit = Implicit(self)
        self.growth = Growth(self)
        self.iteration = Iteration(self)
        self.operators = Operators(self)
        self.constants = Constants(self)
        self.versions = Versions(self, python)
        self.narrowing = Narrowing(self)
        self.conditions = Conditions(self)
        self.invocations = Invocations(self)
        self.comprehensions = Comprehensions(self)
        self.compound = Compound(self)
        self.matching = Matching(self)
        self.definitions = Definitions(self)
        # The tables of what runs a kind of node are built from the parts above.
        self.expressions = Expressions(self)
        self.statements = Statements(self)

    def find(self, name: str, importer: str) -> Module | None:
        """The module of a dotted name as the module `importer` sees it; "" sees stubs only."""
        module = self._find(name, importer)
        if module is not None and module.is_stub and module not in self._linked:
            self.link([module])
        return module

    def link(self, modules: Iterable[Module]) -> None:
        """Links modules and computes the MRO of their classes, once each.

        Linking one loads others: an MRO waits until the bases of all of them are known.
        """
        fresh = [module for module in modules if module not in self._linked]
        if not fresh:
            return
        self._linked.update(fresh)
        self.liveness.add(fresh)
        outermost = not self._unordered
        self._unordered += fresh
        for module in fresh:
            link_module(module, self.symbols, self._reaches(module))
        if outermost:
            waiting, self._unordered = self._unordered, []
            self._order(waiting)

    def _order(self, modules: list[Module]) -> None:
        """The MRO of the classes of modules that are linked, and what reads it."""
        for module in modules:
            for cls in module.classes:
                link_class(cls)
                for base in cls.mro[1:]:
                    if not base.module.is_stub:
                        base.subclasses.append(cls)
        own = [cls for module in modules if not module.is_stub for cls in module.classes]
        if own:
            self.recording.link(own)

    def _reaches(self, module: Module) -> Callable[[str], bool]:
        """Which versions the library of a stub has; the distribution is named like the package.

        That of the standard library is `python`.
        """
        top = module.name.partition(".")[0]
        newest = self._versions.get("python" if top in sys.stdlib_module_names else normalized(top))
        return newest.reaches if module.is_stub and newest is not None else lambda version: True

    def _given(self, value: Pending) -> TypeSet:
        """What a coroutine gives when awaited, what a generator yields."""
        if value.kind != "coroutine":
            return self.solver.read(value.unit.yields)
        module = value.unit.module
        quiet = Frame(Unit((), module), self.units.of_module(module), muted=True)
        return self.results.returned(quiet, value.unit, dict(value.bindings))

    def _elements(self, value: Instance) -> TypeSet:
        """What iterating over an object gives; nothing is recorded."""
        module = value.cls.module
        quiet = Frame(Unit((), module), self.units.of_module(module), muted=True)
        return self.iteration.advance(quiet, TypeSet((value,)), Event(0, "iter", None, ()))

    def known_class(self, module: str, name: str) -> Class | None:
        """A class of the standard library's stubs."""
        key = (module, name)
        if key not in self._known:
            found = self.find(module, "")
            symbol = self.symbols.member(found, name) if found is not None else None
            self._known[key] = symbol if isinstance(symbol, Class) else None
        return self._known[key]

    def instance(self, name: str, *args: TypeSet, module: str = "builtins") -> TypeSet:
        """An exact instance of a builtin class; unknown where the stubs lack it."""
        if not args:
            return self._plain(name, module)
        cls = self.known_class(module, name)
        return UNKNOWN if cls is None else TypeSet((Instance(cls, args),))

    def _plain(self, name: str, module: str) -> TypeSet:
        """An instance without generic arguments: one set for all places, as `str` is everywhere."""
        found = self._instances.get((module, name))
        if found is None:
            cls = self.known_class(module, name)
            found = UNKNOWN if cls is None else TypeSet((Instance(cls),))
            self._instances[module, name] = found
        return found

    def _evaluate(self, unit: Unit) -> None:
        """Runs the body of a unit from the start, and leaves what it records in the unit."""
        unit.events = {}
        unit.registrations = []
        if unit.serves is not None:
            self.serving.serve(unit, unit.serves)
            return
        frame = Frame(unit, unit)
        if unit.function is not None:
            self.params.enter(frame)
            body = unit.function.facts.body
        else:
            body = unit.cls.facts.body if unit.cls is not None else unit.module.facts.body
        final = self.statements.run(frame, body)
        if unit.function is not None:
            if final is not None and not unit.module.is_stub and not unit.is_generator:
                # A body that ends without `return` gives None.
                self.cases.note(frame, "end", NONE)
                self.solver.write(unit.returns, NONE)
        else:
            env = final if final is not None else frame.env
            for name, types in env.items():
                if is_path(name):
                    continue
                self.solver.write(unit.cells.setdefault(name, Cell()), types)
