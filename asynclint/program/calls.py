"""Calls: what a callee runs, what it gives, and what becomes of the callables passed to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Call, Expr, Param
from asynclint.program.annotations import has_variables, instantiate
from asynclint.program.entities import Class, Function
from asynclint.program.frame import Frame
from asynclint.program.overloads import Overloads
from asynclint.program.params import Arguments, is_informative
from asynclint.program.registering import Registering
from asynclint.program.substitution import Substitution, runnable
from asynclint.program.units import Edge, Event, Hole, HoleOrigin, Unit
from asynclint.program.values import (
    EMPTY,
    UNKNOWN,
    Bound,
    CallableValue,
    ClassValue,
    FunctionValue,
    Instance,
    Literal,
    ModuleValue,
    ParamRef,
    Pending,
    Registrar,
    ResultOf,
    TypeSet,
    TypeVarValue,
    Value,
    is_none,
    join_all,
)

if TYPE_CHECKING:
    from asynclint.program.analysis import Analysis

Bindings = dict[ParamRef, TypeSet]


class Calls:
    """Applies values to arguments."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self.overloads = Overloads(analysis)
        self.substitution = Substitution(analysis)
        self.registering = Registering(analysis)

    # --- entry points --------------------------------------------------------------------------

    def call(self, frame: Frame, callee: TypeSet, arguments: Arguments, event: Event) -> TypeSet:
        """Calls whatever `callee` may be; records what runs in `event`."""
        results: list[TypeSet] = []
        hidden = self.passed_in(callee)
        for symbol in callee.symbols:
            if isinstance(symbol, ParamRef):
                self.add_hole(frame, symbol, "call", event)
                results.append(TypeSet((), (ResultOf(symbol, ("call",)),)))
        for value in callee.values:
            if not is_none(value):
                results.append(self._candidate(frame, value, arguments, event, value in hidden))
        if callee.unknown or not (callee.values or callee.symbols):
            event.unknown = True
            results.append(TypeSet((), (), callee.unknown))
        return join_all(results)

    def _candidate(
        self, frame: Frame, value: Value, arguments: Arguments, event: Event, covered: bool
    ) -> TypeSet:
        """One callee; under `await`, one that gives a plain value drops out."""
        if not arguments.awaited:
            event.alternatives[value] = None
            return self.value(frame, value, arguments, event, value, covered)
        inner = Event(event.at, event.kind, event.expr, event.guards)
        inner.alternatives[value] = None
        result = self.value(frame, value, arguments, inner, value, covered)
        plain = result.values and not any(self._a.iteration.is_awaitable(v) for v in result.values)
        leaves = [edge for edge in inner.edges if edge.leaf is not None and edge.through is None]
        if (plain and not result.unknown and not result.symbols) or leaves:
            return EMPTY
        for edge in inner.edges:
            event.add(edge)
        event.alternatives.update(inner.alternatives)
        event.unknown = event.unknown or inner.unknown
        return result

    def passed_in(self, types: TypeSet) -> dict[Value, None]:
        """The values that callers have passed for the parameters among the symbols."""
        hidden: dict[Value, None] = {}
        for symbol in types.symbols:
            if isinstance(symbol, ParamRef) and not symbol.function.module.is_stub:
                hidden.update(dict.fromkeys(self._a.solver.read(self._a.param_cell(symbol)).values))
        return hidden

    def results(self, frame: Frame, callee: TypeSet) -> TypeSet:
        """What calling gives, nothing known of the arguments, nothing recorded."""
        return self.call(frame, callee, Arguments(more=True), Event(0, "call", None, ()))

    def method(
        self, frame: Frame, target: Value, name: str, arguments: Arguments, event: Event
    ) -> TypeSet | None:
        """Calls a special method of one object; None where its class has none."""
        found = self._a.attributes.method(target, name)
        if found is None:
            return None
        return self.value(frame, found, arguments, event, target, False)

    def add_hole(self, frame: Frame, param: ParamRef, action: str, event: Event) -> None:
        if frame.holes:
            guards = tuple(g for g in event.guards if g.param.function is param.function)
            self._a.solver.add_hole(frame.unit, Hole(param, action, guards), HoleOrigin(event.at))

    # --- one callee ----------------------------------------------------------------------------

    def value(
        self, frame: Frame, value: Value, arguments: Arguments, event: Event, alternative: Value, covered: bool
    ) -> TypeSet:
        """Calls one value, as one `alternative` of the event."""
        if isinstance(value, FunctionValue):
            return self._function(frame, value, arguments, event, alternative, covered)
        if isinstance(value, ClassValue):
            return self.construct(frame, value, arguments, event, alternative, covered)
        if isinstance(value, Bound):
            merged = Arguments(
                [*value.args, *arguments.positional],
                {**dict(value.keywords), **arguments.keywords},
                arguments.more,
            )
            return self.value(frame, value.target, merged, event, alternative, covered)
        if isinstance(value, Registrar):
            self.registering.decorate(frame, value, arguments)
            return arguments.positional[0] if arguments.positional else UNKNOWN
        if isinstance(value, CallableValue):
            variables: dict[str, TypeSet] = {}
            for pattern, given in zip(value.params, arguments.positional, strict=False):
                self._a.annotations.unify(pattern, given, variables)
            event.unknown = True
            return instantiate(value.result, variables)
        if isinstance(value, Instance):
            found = self._a.attributes.method(value, "__call__")
            if found is not None:
                return self.value(frame, found, arguments, event, alternative, covered)
        event.unknown = True
        return UNKNOWN if not isinstance(value, ModuleValue) else EMPTY

    def _function(
        self,
        frame: Frame,
        called: FunctionValue,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        chosen = self.overloads.select(called.function, called.receiver, arguments)
        results = []
        for function in chosen:
            key = alternative if len(chosen) == 1 else FunctionValue(function, called.receiver)
            if key is not alternative:
                event.alternatives.pop(alternative, None)
                event.alternatives[key] = None
            results.append(self._signature(frame, called, function, arguments, event, key, covered))
        return join_all(results)

    def _signature(
        self,
        frame: Frame,
        called: FunctionValue,
        function: Function,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        bindings = self._a.params.bind(frame, function, called.receiver, arguments)
        behaviour = function.behaviour
        blocks = effective_blocks(function)
        if blocks is not None:
            event.add(Edge("call", None, function, blocks, covered=covered, alternative=alternative))
        if behaviour is not None:
            if behaviour.registers:
                registrar = self.registering.call(frame, called, function, bindings, event.at, arguments)
                if registrar is not None:
                    return TypeSet((registrar,))
            if behaviour.handed:
                self._hand_over(frame, function, bindings, event, alternative, arguments.awaited)
            if behaviour.binds:
                return self._bind(function, behaviour.binds, bindings, arguments, called.receiver)
            frame.probed = frame.probed or behaviour.probes_loop
        if function.module.is_stub and blocks is not None or not function.has_body:
            declared = self.declared(function, called.receiver, bindings)
            if function.facts.is_async:
                return self._a.instance("Coroutine", UNKNOWN, UNKNOWN, declared, module="typing")
            return declared
        if blocks is not None or (behaviour is not None and behaviour.safe):
            # A marker on the project's own function stands for its body.
            inner = Event(event.at, event.kind, None, ())
            quiet = Frame(frame.unit, frame.scope, muted=True)
            return self._body(quiet, called, function, bindings, inner, alternative, covered)
        return self._body(frame, called, function, bindings, event, alternative, covered)

    def _body(
        self,
        frame: Frame,
        called: FunctionValue,
        function: Function,
        bindings: Bindings,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        unit = self._a.function_unit(function, called.receiver, called.outer)
        self._pass_arguments(frame, function, bindings)
        self._a.solver.ensure(unit)
        whole = {**dict(called.env), **bindings}
        lazy = unit.is_generator or unit.is_async
        event.add(
            Edge("create" if lazy else "call", unit, bindings=whole, covered=covered, alternative=alternative)
        )
        if lazy:
            kind = "coroutine"
            if unit.is_generator:
                kind = "async generator" if unit.is_async else "generator"
            return TypeSet((Pending(kind, unit, runnable(whole)),))
        self.fill_holes(frame, unit, whole, event, alternative, covered)
        return self.returned(frame, unit, whole)

    def _pass_arguments(self, frame: Frame, function: Function, bindings: Bindings) -> None:
        if function.module.is_stub:
            return
        for param, types in bindings.items():
            if types and not (function.owner is not None and param.name == function.params[0].name):
                self._a.solver.write(self._a.param_cell(param), types.without_symbols())

    def fill_holes(
        self, frame: Frame, unit: Unit, bindings: Bindings, event: Event, alternative: Value, covered: bool
    ) -> None:
        """What a unit does to its parameters, done to what this call passes."""
        for hole in list(self._a.solver.holes_of(unit)):
            types = bindings.get(hole.param)
            if types is None:
                if hole.param.function is frame.unit.function or self._encloses(frame.unit, hole.param.function):
                    self._forward(frame, hole.param, hole, unit, event)
                continue
            for symbol in types.symbols:
                if isinstance(symbol, ParamRef):
                    self._forward(frame, symbol, hole, unit, event)
            hidden = self.passed_in(types)
            passed = types.without_none()
            for value in passed:
                inner = Event(event.at, event.kind, None, event.guards)
                quiet = Frame(frame.unit, frame.scope, muted=True)
                quiet.holes = frame.holes
                self._act(quiet, value, hole.action, inner)
                for edge in inner.edges:
                    through = edge.through or (unit, hole)
                    event.add(
                        Edge(
                            edge.how,
                            edge.unit,
                            edge.leaf,
                            edge.blocks,
                            edge.bindings,
                            covered or edge.covered or value in hidden,
                            through,
                            alternative,
                            (value, len(passed) + types.unknown),
                        )
                    )

    def _encloses(self, unit: Unit, function: Function) -> bool:
        outer = unit.outer
        while outer is not None:
            if outer.function is function:
                return True
            outer = outer.outer
        return False

    def _forward(self, frame: Frame, param: ParamRef, hole: Hole, callee: Unit, event: Event) -> None:
        if frame.holes:
            guards = tuple(g for g in event.guards if g.param.function is param.function)
            own = Hole(param, hole.action, guards)
            self._a.solver.add_hole(frame.unit, own, HoleOrigin(event.at, callee, hole))

    def _act(self, frame: Frame, value: Value, action: str, event: Event) -> None:
        if action == "call":
            self.value(frame, value, Arguments(more=True), event, value, False)
        elif action == "next":
            self._a.iteration.advance(frame, TypeSet((value,)), event)
        elif action.startswith("."):
            found = self._a.attributes.method(value, action[1:])
            if found is not None:
                self.value(frame, found, Arguments(more=True), event, value, False)

    def _hand_over(
        self,
        frame: Frame,
        function: Function,
        bindings: Bindings,
        event: Event,
        alternative: Value,
        awaited: bool,
    ) -> None:
        """Callables that run elsewhere or later: noted for contexts, nothing runs here.

        What is awaited at once (`await gather(...)`) belongs to who awaits; a task that is only
        created goes its own way.
        """
        behaviour = function.behaviour
        assert behaviour is not None
        for how, name in behaviour.handed:
            given = bindings.get(ParamRef(function, name))
            for value in given.values if given is not None else ():
                inner = Event(event.at, event.kind, None, ())
                if isinstance(value, Pending):
                    kind = "create" if awaited and how == "schedule" else how
                    event.add(Edge(kind, value.unit, alternative=alternative))
                    continue
                self.value(Frame(frame.unit, frame.scope, muted=True), value, Arguments(more=True), inner, value, False)
                for edge in inner.edges:
                    if edge.unit is not None:
                        event.add(Edge(how, edge.unit, alternative=alternative))

    def _bind(
        self, function: Function, arg: str, bindings: Bindings, arguments: Arguments, receiver: Value | None
    ) -> TypeSet:
        target = bindings.get(ParamRef(function, arg), UNKNOWN)
        skip = next(
            (i for i, p in enumerate(p for p in function.params if p.kind != "keyword") if p.name == arg), 0
        )
        skip -= 1 if receiver is not None else 0
        rest = tuple(arguments.positional[skip + 1 :])
        keywords = tuple(arguments.keywords.items())
        bound: list[Value] = [Bound(v, rest, keywords) for v in target.values if not is_none(v)]
        symbols = () if rest or keywords else target.symbols
        return join_all([TypeSet((v,)) for v in bound] + [TypeSet((), symbols, target.unknown)])

    # --- results -------------------------------------------------------------------------------

    def declared(self, function: Function, receiver: Value | None, bindings: Bindings) -> TypeSet:
        """What the return annotation says, type variables bound by the arguments."""
        if function.facts.returns is None:
            return UNKNOWN
        scope = self._a.scope_of(function, function.module)
        types = self._a.annotations.types(function.facts.returns, scope)
        if not has_variables(types):
            return types
        variables: dict[str, TypeSet] = {}
        for param in function.params:
            given = bindings.get(ParamRef(function, param.name))
            if given is not None and param.annotation is not None:
                self._unify(param, function, given, variables)
        return self.instantiate(types, function, receiver, variables)

    def _unify(self, param: Param, function: Function, given: TypeSet, variables: dict[str, TypeSet]) -> None:
        pattern = self._a.annotations.types(param.annotation, self._a.scope_of(function, function.module))
        if any(isinstance(part, CallableValue) for part in pattern):
            quiet = Frame(Unit((), function.module), self._a.module_unit(function.module), muted=True)
            for value in given:
                if isinstance(value, FunctionValue | Bound):
                    result = self.results(quiet, TypeSet((value,)))
                    for part in pattern:
                        if isinstance(part, CallableValue):
                            self._a.annotations.unify(part.result, result, variables)
        self._a.annotations.unify(pattern, given, variables)

    def instantiate(
        self, types: TypeSet, function: Function, receiver: Value | None, variables: dict[str, TypeSet]
    ) -> TypeSet:
        """Replaces the type variables of a signature: the receiver's, Self, then `variables`."""
        owner = function.owner
        if isinstance(receiver, Instance | ClassValue) and owner is not None and owner in receiver.cls.mro:
            own = self._a.annotations.class_variables(receiver.cls, receiver.args, owner)
            myself = receiver if isinstance(receiver, Instance) else Instance(receiver.cls, receiver.args)
            variables = {**variables, **own, "Self": TypeSet((myself,))}
        return instantiate(types, variables)

    def returned(self, frame: Frame, unit: Unit, bindings: Bindings) -> TypeSet:
        """The value of a finished body: the annotation where it tells something, else inferred."""
        function = unit.function
        assert function is not None
        declared = self.declared(function, unit.receiver, bindings)
        if is_informative(declared):
            return self._without_loop(unit, declared)
        self._a.solver.ensure(unit)
        inferred = self._a.solver.read(unit.returns)
        return self.substitution.apply(frame, inferred, bindings) if inferred else declared.known()

    def _without_loop(self, unit: Unit, declared: TypeSet) -> TypeSet:
        """A declared None that the body gives only where no loop runs, marked as that."""
        if not any(is_none(v) for v in declared.values):
            return declared
        nones = [v for v in self._a.solver.read(unit.returns).values if is_none(v)]
        if nones and all(isinstance(v, Literal) and v.without_loop for v in nones):
            return TypeSet((*declared.without_none(), nones[0]), declared.symbols, declared.unknown)
        return declared

    def construct(
        self,
        frame: Frame,
        made: ClassValue,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        """`Cls(...)`: `__new__` where the class has one, then `__init__`."""
        cls = made.cls
        new = cls.find("__new__")
        own = cls.module.is_stub or (new is not None and not new[0].module.is_stub)
        if new is not None and own and new[0].name != "object" and new[1].functions:
            maker = new[0].module.functions[new[1].functions[0]]
            result = self._function(
                frame, FunctionValue(maker, made), arguments, event, alternative, covered
            )
            if is_informative(result) or new[0].module.is_stub:
                return result
        site = (frame.module.name, event.at) if cls.tracked else None
        args = made.args
        init = cls.find("__init__")
        if init is not None and init[1].functions and init[0].name != "object":
            function = init[0].module.functions[init[1].functions[0]]
            receiver = Instance(cls, args, site=site)
            if not args:
                args = self._class_args(frame, cls, function, receiver, arguments)
                receiver = Instance(cls, args, site=site)
            self._function(frame, FunctionValue(function, receiver), arguments, event, alternative, covered)
        after = cls.find("__post_init__")
        if after is not None and after[1].functions:
            function = after[0].module.functions[after[1].functions[-1]]
            receiver = Instance(cls, args, site=site)
            self._function(frame, FunctionValue(function, receiver), Arguments(more=True), event, alternative, covered)
        return TypeSet((Instance(cls, args, site=site),))

    def _class_args(
        self, frame: Frame, cls: Class, init: Function, receiver: Instance, arguments: Arguments
    ) -> tuple[TypeSet, ...]:
        names = self._a.annotations.class_params(cls)
        if not names:
            return ()
        owner = init.owner
        assert owner is not None
        variables: dict[str, TypeSet] = {}
        for function in self.overloads.select(init, receiver, arguments):
            for param, given in self._a.params.bind(frame, function, receiver, arguments).items():
                for wanted in function.params:
                    if wanted.name == param.name and wanted.annotation is not None:
                        self._unify(wanted, function, given, variables)
        if owner is not cls:
            back = self._a.annotations.class_variables(
                cls, tuple(TypeSet((TypeVarValue(n),)) for n in names), owner
            )
            variables = {
                v.name: variables[inner]
                for inner, types in back.items()
                if inner in variables
                for v in types
                if isinstance(v, TypeVarValue)
            }
        return tuple(variables.get(name, UNKNOWN) for name in names) if variables else ()

    def dependency(
        self, frame: Frame, scoped: Frame, expr: Call, param: Param, function: Function
    ) -> TypeSet | None:
        """What a framework injects for `Depends(f)`; None where `expr` is no such call."""
        callee = self._a.expressions.evaluate(scoped, expr.func)
        targets = self.registering.dependency(frame, scoped, callee, expr)
        if targets is None:
            return None
        if not targets.is_informative:
            annotated = self._a.params.annotated(function, param, None)
            targets = TypeSet(tuple(ClassValue(v.cls, v.args) for v in annotated if isinstance(v, Instance)))
        self.registering.note(frame, "dependency", expr.at, function.module, targets)
        given = self.results(scoped, targets)
        return self._a.iteration.provided(scoped, given)


def effective_blocks(function: Function):  # type: ignore[no-untyped-def]
    """What `@blocks` says of a function: its own, or that of its class; None for `@safe`."""
    own = function.behaviour
    if own is not None:
        if own.blocks is not None:
            return None if own.blocks.cost == "size" else own.blocks
        if own.safe:
            return None
    owner = function.owner
    if owner is not None and owner.behaviour is not None and not owner.behaviour.safe:
        blocks = owner.behaviour.blocks
        return None if blocks is None or blocks.cost == "size" or function.facts.is_async else blocks
    return None


__all__ = ["Calls", "Expr", "effective_blocks"]
