"""What testing an object for truth, or putting it into a text, runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Expr
from asynclint.program.calls.marked import effective_blocks
from asynclint.program.calls.params import Arguments
from asynclint.program.evaluation.places import place_of
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.kinds import FunctionValue, Instance, ParamRef
from asynclint.program.values.typesets import TypeSet, Value, is_none

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


TRUTH = ("__bool__", "__len__")
# What `object` does for a class that has no such method: it calls the next one.
TEXT = {"__format__": ("__format__", "__str__", "__repr__"), "__str__": ("__str__", "__repr__")}
CONVERSIONS = {"": TEXT["__format__"], "s": TEXT["__str__"], "r": ("__repr__",), "a": ("__repr__",)}


class Implicit:
    """Runs the special methods that no operator names."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def truth(self, frame: Frame, types: TypeSet, expr: Expr) -> None:
        """`if expr:` asks for the object's truth, or its length."""
        for symbol in types.symbols:
            if isinstance(symbol, ParamRef) and symbol.function.module.is_stub:
                self._a.holes.add(frame, symbol, "truth", Event(0, "truth", expr, frame.guards))
        self._run(frame, types, TRUTH, Arguments(), "truth", expr)

    def test(self, frame: Frame, value: Value, event: Event) -> None:
        """A model asks for the truth of what a call passes."""
        method = self._method(value, TRUTH)
        if method is not None:
            self._a.calls.value(frame, method, Arguments(), event, value, False)

    def text(self, frame: Frame, types: TypeSet, expr: Expr, conversion: str) -> None:
        """`f"{expr}"` asks for the object's text."""
        arguments = Arguments([self._a.instance("str")]) if not conversion else Arguments()
        self._run(frame, types, CONVERSIONS[conversion], arguments, "format", expr)

    def method(self, value: Value, name: str) -> FunctionValue | None:
        """A special method by its name, or the one that `object` calls in its place."""
        for each in TEXT.get(name, (name,)):
            found = self._a.attributes.method(value, each)
            if found is not None:
                return found
        return None

    def _run(
        self,
        frame: Frame,
        types: TypeSet,
        names: tuple[str, ...],
        arguments: Arguments,
        kind: str,
        expr: Expr,
    ) -> None:
        found = [(value, method) for value in types.values if (method := self._method(value, names))]
        place = place_of(expr)
        if not found or place is None:
            return
        event = frame.event(place, kind, expr)
        event.unknown = event.unknown or types.unknown
        event.alternatives.update(dict.fromkeys(value for value in types.values if not is_none(value)))
        hidden = self._a.calls.passed_in(types)
        for value, method in found:
            given = arguments if method.function.name == names[0] else Arguments()
            self._a.calls.value(frame, method, given, event, value, value in hidden)

    def _method(self, value: Value, names: tuple[str, ...]) -> FunctionValue | None:
        """The method that runs, where its class has one of its own that does something."""
        if not isinstance(value, Instance):
            return None
        for name in names:
            found = value.cls.find(name)
            if found is None or not found[1].functions or _is_object(found[0].module.name, found[0].name):
                continue
            function = found[0].module.functions[found[1].functions[-1]]
            if function.has_body or effective_blocks(function) is not None:
                return FunctionValue(function, value)
            return None
        return None


def _is_object(module: str, name: str) -> bool:
    return name == "object" and module == "builtins"
