"""Setting attributes: the setters that run, and the cells that grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Expr, Node
from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, ModuleValue
from asynclint.program.values.typesets import Literal, TypeSet

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Setting:
    """Assignment to attributes."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def set(
        self,
        frame: Frame,
        types: TypeSet,
        name: str,
        value: TypeSet,
        at: int,
        expr: Expr | None,
        direct: bool = False,
    ) -> None:
        """`types.name = value`: runs setters, else the attribute may be `value` from now on.

        `direct`: as `object.__setattr__` does it, past what the class does.
        """
        if types.unknown:
            self._a.recording.unknown_store(name, value)
        for target in types.values:
            if isinstance(target, Instance):
                self._a.recording.store(frame, types, target, name, value)
            if isinstance(target, ModuleValue):
                # What one place puts into a library's module says little of all others.
                if target.module is None or target.module.is_stub:
                    continue
                cell = self._a.units.of_module(target.module).cells.get(name)
                if cell is not None:
                    self._a.solver.write(cell, value.without_symbols())
            elif direct and isinstance(target, Instance):
                self.put(target, name, value)
            elif isinstance(target, Instance | ClassValue):
                self._set_one(frame, target, name, value, at, expr)

    def _set_one(
        self,
        frame: Frame,
        target: Instance | ClassValue,
        name: str,
        value: TypeSet,
        at: int,
        expr: Expr | None,
    ) -> None:
        setter = self._setter(target, name) if isinstance(target, Instance) else None
        if setter is not None:
            event = frame.event(at, "setattr", expr)
            event.alternatives[target] = None
            arguments = Arguments([value])
            if setter.function.name == "__setattr__":
                arguments.positional.insert(0, TypeSet((Literal("str", name),)))
            self._a.calls.value(frame, setter, arguments, event, target, False)
            if setter.function.name != "__setattr__" or not _may_assign(setter.function):
                return
        if frame.module.role == "test" and target.cls.module.role != "test":
            return
        if isinstance(target, Instance):
            if self._descriptor(frame, target, name, value, at, expr):
                return
            self._a.registering.replaced(frame, target.cls, name, at, value)
        self.put(target, name, value)

    def _descriptor(
        self, frame: Frame, target: Instance, name: str, value: TypeSet, at: int, expr: Expr | None
    ) -> bool:
        """Runs the `__set__` of a descriptor of the project; whether that is all that happens."""
        found = target.cls.find(name)
        if found is None or not found[1].values or found[0].module.is_stub:
            return False
        types = self._a.members.class_cell(found[0], name)
        runs = False
        for inner in types:
            setter = self._a.attributes.method(inner, "__set__")
            if setter is not None and not setter.function.module.is_stub:
                event = frame.event(at, "setattr", expr)
                event.alternatives[inner] = None
                arguments = Arguments([TypeSet((target,)), value])
                self._a.calls.value(frame, setter, arguments, event, inner, False)
                runs = True
        return runs and not types.unknown

    def put(self, target: Instance | ClassValue, name: str, value: TypeSet) -> None:
        """Lets the attribute be `value` from now on; nothing runs."""
        # What the unit itself passes on is the caller's: the cell holds what callers passed.
        self._a.solver.write(self._a.units.attribute_cell(target.cls, name), value.without_symbols())

    def delete(self, frame: Frame, types: TypeSet, name: str, at: int, expr: Expr | None) -> None:
        """`del types.name`: runs `__delattr__`, or the deleter of a property."""
        for target in types.values:
            deleter = self._deleter(target, name) if isinstance(target, Instance) else None
            if deleter is not None:
                event = frame.event(at, "delattr", expr)
                event.alternatives[target] = None
                arguments = Arguments([TypeSet((Literal("str", name),))])
                if deleter.function.name != "__delattr__":
                    arguments = Arguments()
                self._a.calls.value(frame, deleter, arguments, event, target, False)

    def _deleter(self, target: Instance, name: str) -> FunctionValue | None:
        for wanted, kind in ((name, "deleter"), ("__delattr__", "method")):
            found = target.cls.find(wanted)
            if found is not None and not found[0].module.is_stub:
                for index in found[1].functions:
                    function = found[0].module.functions[index]
                    if function.kind == kind:
                        return FunctionValue(function, target)
        return None

    def _setter(self, target: Instance, name: str) -> FunctionValue | None:
        found = target.cls.find(name)
        if found is not None and found[1].functions:
            for index in found[1].functions:
                function = found[0].module.functions[index]
                if function.kind == "setter":
                    return FunctionValue(function, target)
        return self._own_setattr(target)

    def _own_setattr(self, target: Instance) -> FunctionValue | None:
        found = target.cls.find("__setattr__")
        if found is None or found[0].module.is_stub or not found[1].functions:
            return None
        return FunctionValue(found[0].module.functions[found[1].functions[-1]], target)


def _may_assign(function: Function) -> bool:
    """Whether a `__setattr__` of the project may end in a plain assignment."""
    return any(mentions(stmt, ("__setattr__", "__dict__")) for stmt in function.facts.body)


def mentions(node: object, names: tuple[str, ...]) -> bool:
    """Whether an attribute of one of these names stands anywhere below `node`."""
    if isinstance(node, Attr) and node.name in names:
        return True
    if isinstance(node, tuple):
        return any(mentions(part, names) for part in node)
    if isinstance(node, Node):
        return any(mentions(getattr(node, field), names) for field in node.__struct_fields__)
    return False
