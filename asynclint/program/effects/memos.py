"""Memoised functions: which calls have run before, so that a further one costs nothing.

The same call is that of the same function with the same constant arguments; of a method, on the
same object: the only one of its class, made once.  What ran at import or at start-up has run
before all requests; what a dependency runs, before its route; what a middleware runs, before all
routes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from asynclint.facts.records import Attr, Call, Expr, Name
from asynclint.program.effects.contexts import Contexts
from asynclint.program.effects.items import Item, Kept
from asynclint.program.effects.reach import function_of
from asynclint.program.fixpoint.events import Edge, Event, Place
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.linker import scoped
from asynclint.program.model.singletons import builds_once
from asynclint.program.model.symbols import Symbols
from asynclint.program.values.kinds import ClassValue, Instance, ParamRef, TupleValue
from asynclint.program.values.typesets import Literal, TypeSet, is_none

WARMING_ROLES = frozenset({"startup", "lifespan"})
# What an HTTP middleware has run before.
AFTER_MIDDLEWARE = frozenset({"route", "dependency"})


class Memos:
    """The calls of memoised functions in a program."""

    def __init__(self, units: Iterable[Unit], contexts: Contexts, symbols: Symbols) -> None:
        self._units = [unit for unit in units if unit.module.role == "code"]
        self._contexts = contexts
        self._symbols = symbols
        self._memoised: dict[Function, bool] = {}
        self._built_once: set[Function] = set()
        self._single: dict[Class, bool] | None = None
        # Of the names that are called at a place: the function that they keep the results of.
        self._named: dict[Place, Function | None] = {}
        self._by_function: dict[Function, list[Unit]] = {}
        for unit in self._units:
            if unit.function is not None:
                self._by_function.setdefault(unit.function, []).append(unit)
        self._first = frozenset(self._run_first())
        # One dependency serves many routes and may reach much: each is followed once.
        found = dict.fromkeys(one for some in contexts.dependencies.values() for one in some)
        run_by = {one: frozenset(self._run_by(one)) for one in found}
        self._run_for: dict[Function, frozenset[Kept]] = {
            owner: frozenset().union(*(run_by[one] for one in self._dependencies(owner)))
            for owner in contexts.dependencies
        }
        self._by_middleware = frozenset(self._run_by_middleware())
        some_run = (kept for some in self._run_for.values() for kept in some)
        self._in_dependencies = frozenset(some_run) | self._by_middleware

    # --- answers -------------------------------------------------------------------------------

    def is_memoised(self, function: Function) -> bool:
        """Whether a decorator of the function keeps its results, or it builds a global object once."""
        found = self._memoised.get(function)
        if found is None:
            decorators = function.facts.decorators
            if builds_once(function):
                self._built_once.add(function)
            found = function in self._built_once or any(self._memoises(function, d) for d in decorators)
            self._memoised[function] = found
        return found

    def has_run(self, unit: Unit, event: Event, edge: Edge) -> bool:
        """Whether the same call has run before the first request."""
        return bool(self._first) and self.call(unit, event, edge) in self._first

    def kept(self, unit: Unit, event: Event, edge: Edge) -> frozenset[Kept] | None:
        """The call of a memoised function, where a dependency may have made it; None for others."""
        if not self._is_kept(unit, event, edge):
            return None
        call = self.call(unit, event, edge)
        return frozenset((call,)) if call is not None and call in self._in_dependencies else frozenset()

    def passed(self, item: Item, edge: Edge, kept: frozenset[Kept]) -> Item:
        """An item behind a call of a memoised function: it only may happen."""
        assert edge.unit is not None
        note = item.note or f"until `{edge.unit.dotted}` has kept its result"
        return replace(item.likely(), note=note, kept=item.kept | kept)

    def ran_before(self, function: Function, kept: frozenset[Kept]) -> bool:
        """Whether one of the calls has surely run before the function starts, by its dependencies."""
        return any(self._ran_before(function, call) for call in kept)

    def _ran_before(self, function: Function, call: Kept) -> bool:
        seen = {function}
        stack = [function]
        while stack:
            current = stack.pop()
            if call in self._run_for.get(current, ()):
                continue
            use = self._contexts.use(current)
            if call in self._by_middleware and use.roles and use.roles <= AFTER_MIDDLEWARE:
                continue
            if use.roles or not use.callers:
                return False
            for caller in use.callers:
                if caller not in seen:
                    seen.add(caller)
                    stack.append(caller)
        return True

    # --- what has run --------------------------------------------------------------------------

    def _run_first(self) -> Iterator[Kept]:
        """The calls at import and at start-up."""
        start = [unit for unit in self._units if function_of(unit) is None]
        for function, units in self._by_function.items():
            if self._contexts.use(function).roles & WARMING_ROLES:
                start.extend(units)
        yield from self._reached(start)

    def _run_by_middleware(self) -> Iterator[Kept]:
        """The calls of middleware functions, which run before every route."""
        for function, units in self._by_function.items():
            if "middleware" in self._contexts.use(function).roles:
                yield from self._reached(units)

    def _dependencies(self, owner: Function) -> Iterable[Function]:
        """The dependencies of a function and those of these, in turn."""
        found: dict[Function, None] = {}
        stack = [owner]
        while stack:
            for dependency in self._contexts.dependencies.get(stack.pop(), ()):
                if dependency not in found and dependency is not owner:
                    found[dependency] = None
                    stack.append(dependency)
        return found

    def _run_by(self, dependency: Function) -> Iterator[Kept]:
        if self.is_memoised(dependency) and not dependency.params:
            yield Kept(dependency, ())
        yield from self._reached(self._by_function.get(dependency, []))

    def _reached(self, start: list[Unit]) -> Iterator[Kept]:
        """The calls of memoised functions in some units and in all that these surely run."""
        seen = set(start)
        stack = list(start)
        while stack:
            unit = stack.pop()
            for event in unit.events.values():
                if event.guards or event.without_loop or event.unknown or len(event.alternatives) > 1:
                    continue
                for edge in event.edges:
                    target = edge.unit
                    if target is None or edge.how not in ("call", "create", "offload"):
                        continue
                    call = self.call(unit, event, edge)
                    if call is not None:
                        yield call
                    awaits = unit.function is not None or not target.is_async
                    if target not in seen and awaits:
                        seen.add(target)
                        stack.append(target)

    # --- the same call -------------------------------------------------------------------------

    def call(self, unit: Unit, event: Event, edge: Edge) -> Kept | None:
        """The call of a memoised function; None for any other, and where its arguments are not known."""
        function = edge.unit.function if edge.unit is not None else None
        if function is None or not self._is_kept(unit, event, edge):
            return None
        if function in self._built_once:
            return Kept(function, ())
        arguments: list[object] = []
        for index, param in enumerate(function.params):
            if index == 0 and function.owner is not None and function.kind != "staticmethod":
                receiver = edge.unit.receiver if edge.unit is not None else None
                if function.kind != "classmethod" and not self._is_single(receiver):
                    return None
                continue
            constant = _constant(edge.bindings.get(ParamRef(function, param.name)), param.kind)
            if constant is None:
                return None
            arguments.append(constant)
        return Kept(function, tuple(arguments))

    def _is_single(self, receiver: object) -> bool:
        """Whether the receiver is the only object of its class: made at one place that runs once."""
        if not isinstance(receiver, Instance):
            return False
        if self._single is None:
            self._single = {}
            places: dict[Class, set[tuple[str, int]]] = {}
            for unit in self._units:
                function = function_of(unit)
                once = function is None or (self.is_memoised(function) and not function.params)
                for event in unit.events.values():
                    for value in event.alternatives:
                        if isinstance(value, ClassValue) and not value.cls.module.is_stub:
                            found = places.setdefault(value.cls, set())
                            found.add((unit.module.name, event.at))
                            self._single[value.cls] = once and len(found) == 1
        return self._single.get(receiver.cls, False)

    def _is_kept(self, unit: Unit, event: Event, edge: Edge) -> bool:
        """Whether the callee is memoised: itself, or by the name under which it is called."""
        function = edge.unit.function if edge.unit is not None else None
        if function is None or not isinstance(event.expr, Name | Attr):
            return function is not None and self.is_memoised(function)
        if self.is_memoised(function):
            return True
        place = (unit.module.name, event.at)
        if place not in self._named:
            self._named[place] = self._wrapped(unit.module, event.expr)
        return self._named[place] is function

    def _wrapped(self, module: Module, name: Expr) -> Function | None:
        """The function in `name = lru_cache(function)`."""
        assigned = self._symbols.assigned(module, name)
        source, made = assigned if assigned is not None else (module, name)
        if not isinstance(made, Call) or len(made.args) != 1:
            return None
        maker = made.func.func if isinstance(made.func, Call) else made.func
        symbol = self._symbols.expr(source, maker)
        behaviour = symbol.behaviour if isinstance(symbol, Function | Class) else None
        wrapped = self._symbols.expr(source, made.args[0])
        keeps = behaviour is not None and behaviour.memoises
        return wrapped if keeps and isinstance(wrapped, Function) else None

    def _memoises(self, function: Function, decorator: Expr) -> bool:
        """Whether a decorator, its factory, or what it was assigned from is marked `@memoises`."""
        expr = decorator.func if isinstance(decorator, Call) else decorator
        module = function.module
        symbol = scoped(module, function.parent, expr, self._symbols)
        if symbol is None and isinstance(expr, Name | Attr):
            assigned = self._symbols.assigned(module, expr)
            if assigned is not None and isinstance(assigned[1], Call):
                symbol = self._symbols.expr(assigned[0], assigned[1].func)
        behaviour = symbol.behaviour if isinstance(symbol, Function | Class) else None
        return behaviour is not None and behaviour.memoises


def _constant(types: TypeSet | None, kind: str) -> object:
    """What tells a constant argument from others; None where it is no constant."""
    if kind == "kwarg":
        return ("kwarg",)
    if types is None or types.unknown or types.symbols or len(types.values) != 1:
        return None
    value = types.values[0]
    if isinstance(value, TupleValue) and kind == "vararg" and not value.items:
        return ("vararg",)
    if isinstance(value, Literal) and (value.value is not None or is_none(value)):
        return (value.kind, value.value)
    return None
