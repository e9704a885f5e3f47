"""One event of a body: what it runs, in terms of the names of that body."""

from __future__ import annotations

from dataclasses import replace

from asynclint.facts.records import Attr, Call, Comp, Const, Expr, Name, Star, Subscript
from asynclint.facts.records import Sequence as Display
from asynclint.program.conduct.conduct import (
    NOTHING,
    NOWHERE_KNOWN,
    SOMEWHERE,
    Conduct,
    Exclusive,
    Location,
    Path,
    Trait,
    joined,
)
from asynclint.program.conduct.library import library_conduct
from asynclint.program.conduct.objects import Objects
from asynclint.program.conduct.view import View, argument
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import FunctionValue, Instance, ParamRef
from asynclint.program.values.typesets import Value

# What an event of this kind asks of the object at its place.
_PROTOCOL = {"enter": ("__aenter__",), "exit": ("__aexit__",), "iter": ("__aiter__", "__anext__")}


class CallSite:
    """`call` is the call expression, None where Python calls without one; `awaited`: it is waited for."""

    def __init__(self, view: View, event: Event, objects: Objects) -> None:
        text = view.text
        self.view = view
        self.event = event
        self.call: Call | None = text.calls.get(event.at) if event.kind == "call" else None
        self.awaited = event.at in (text.awaited if event.kind == "call" else text.asynchronous)
        self._objects = objects

    @property
    def is_hidden(self) -> bool:
        """Whether what it runs is not seen: it hands a library's own function to a thread, or one that is
        not known, or waits for tasks that were made elsewhere."""
        for value in self.event.alternatives:
            behaviour = value.function.behaviour if isinstance(value, FunctionValue) else None
            handed = {how for how, _ in behaviour.handed} if behaviour is not None else set()
            if handed - {"schedule"}:
                edges = self.event.edges
                return not any(edge.how in ("offload", "greenlet") and edge.unit for edge in edges)
            if handed and self.awaited and self.call is not None:
                return not all(map(_makes_coroutines, self.call.args))
        return False

    def unknown(self) -> Conduct:
        """Something that did not resolve.

        A method of an object that the body holds may change that object, and what it is given; what a
        module brings may do anything besides.
        """
        if self.awaited:
            return Conduct(traits=Trait.UNKNOWN)
        call, view = self.call, self.view
        known = self.event.alternatives
        if known and all(isinstance(v, FunctionValue) and v.function.module.is_stub for v in known):
            # What some callers pass is taken for what the others do, too: `options.get(name)`.
            return NOTHING
        if call is None or view.unit.module.is_stub:
            # An operator, or a loop over what nobody knows: data, as a rule.
            return NOTHING
        if known:
            return Conduct(traits=Trait.UNCLEAR)
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        traits = Trait.UNCLEAR
        if isinstance(call.func, Attr):
            given.append(call.func.value)
            root = _root(call.func)
            held = view.path(root)[0] in ("local", "param", "?")
            if held or (isinstance(root, Name) and view.is_around(root.id)):
                traits = Trait.NONE
        found = [view.locations(expr) for expr in given if not isinstance(expr, Call)]
        return Conduct(traits=traits, changes=frozenset[Location]().union(*found))

    def opaque(self, value: Value) -> Conduct:
        """What a stub says of one alternative."""
        call, event = self.call, self.event
        receiver = call.func.value if call is not None and isinstance(call.func, Attr) else event.expr
        methods: list[Function | None] = []
        if isinstance(value, FunctionValue):
            methods = [value.function]
        elif isinstance(value, Instance) and event.kind == "call":
            methods = [value.cls.method("__call__")]
        elif isinstance(value, Instance) and self.awaited:
            methods = [value.cls.method(name) for name in _PROTOCOL.get(event.kind, ())]
        owner = value.receiver if isinstance(value, FunctionValue) else value
        cls = owner.cls if isinstance(owner, Instance) else None
        return joined(
            library_conduct(
                method, self.awaited, self.view.locations(receiver), self._path(method, receiver), cls
            )
            for method in methods
            if method is not None and method.module.is_stub
        )

    def _path(self, method: Function, receiver: Expr | None) -> Path | None:
        if method.owner is None or receiver is None:
            return None
        return self._objects.path(self.view, receiver)

    # --- the project's own callees -------------------------------------------------------------

    def seen(self, edge: Edge, conduct: Conduct) -> Conduct:
        """The conduct of a callee in terms of the caller."""
        changes: set[Location] = set()
        for location in conduct.changes:
            if location[0] == "param":
                expr = self.argument(edge, location[1])
                changes.update([SOMEWHERE] if expr is None else self.view.locations(expr))
            else:
                changes.add(location)
        return replace(
            conduct,
            changes=frozenset(changes),
            exclusive=frozenset(self._passed_on(edge, each) for each in conduct.exclusive),
            ordered=frozenset(self._passed_on(edge, each) for each in conduct.ordered),
            traits=conduct.traits & ~Trait.CHECKS,
            runs=frozenset(),
        )

    def _passed_on(self, edge: Edge, each: Exclusive) -> Exclusive:
        """An object that a callee uses, as the caller comes to it."""
        path = each.path
        if path[0] != "param":
            return each
        expr = self.argument(edge, path[1])
        inner = NOWHERE_KNOWN if expr is None else self.view.path(expr)
        if inner != NOWHERE_KNOWN:
            inner = self._objects.seen_through(self.view, (*inner, *path[2:]))
        return Exclusive(inner, each.library)

    def argument(self, edge: Edge, name: str) -> Expr | None:
        """What the event passes for a parameter of what it runs; None where that is not seen."""
        call = self.call
        assert edge.unit is not None
        function = edge.unit.function
        if function is None:
            # A generator expression: the names are those of the function around it.
            return Name(name)
        if edge.through is None:
            params = [(param.name, param.kind) for param in function.params]
            bound = function.owner is not None and function.kind != "staticmethod"
            if bound and params and name == params[0][0]:
                return self._receiver()
            if call is not None and isinstance(edge.alternative, FunctionValue):
                return argument(call, params[1:] if bound else params, name)
        types = edge.bindings.get(ParamRef(function, name))
        if types is not None and types.param is not None and types.param.function is self.view.text.function:
            return Name(types.param.name)
        return None

    def _receiver(self) -> Expr | None:
        """The object whose method the event runs."""
        call, event = self.call, self.event
        if call is not None:
            return call.func.value if isinstance(call.func, Attr) else call
        if event.kind in ("setattr", "delattr") and isinstance(event.expr, Attr):
            return event.expr.value
        return event.expr


def _makes_coroutines(arg: Expr) -> bool:
    """Whether an argument calls what it hands over: the calls are events of their own."""
    if isinstance(arg, Star):
        return _makes_coroutines(arg.value)
    if isinstance(arg, Display):
        return all(map(_makes_coroutines, arg.items))
    if isinstance(arg, Comp):
        return _makes_coroutines(arg.element)
    return isinstance(arg, Call | Const)


def _root(expr: Expr) -> Expr:
    """What a chain of attributes, items and calls starts from."""
    while True:
        if isinstance(expr, Attr | Subscript):
            expr = expr.value
        elif isinstance(expr, Call):
            expr = expr.func
        else:
            return expr
