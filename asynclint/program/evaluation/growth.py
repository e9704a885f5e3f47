"""Containers that are filled after they were made: what is put into them, they may hold.

What stands for a container (a name, an attribute, an item of another container) gets the type of
the filled one.  Which calls put something in, their signatures say: `list.append(object: T)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Call, Expr, ImportFrom, Name, Param, Subscript
from asynclint.program.calls.overloads import overload_set
from asynclint.program.calls.params import Arguments
from asynclint.program.calls.reflection import constants
from asynclint.program.evaluation.expressions import growing
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Cell
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import absolute
from asynclint.program.values.dictionaries import only_fields
from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, ModuleValue, TypeVarValue
from asynclint.program.values.typesets import EMPTY, UNKNOWN, Literal, TypeSet, Value
from asynclint.program.values.typevars import variables_of

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Growth:
    """Writes what goes into a container to whatever holds the container."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._fills: dict[Function, bool] = {}
        self._origins: dict[tuple[Module, str], tuple[Module, str]] = {}

    def stored(self, frame: Frame, holder: Expr, target: TypeSet, key: TypeSet, value: TypeSet) -> None:
        """`holder[key] = value`, where `holder` is `target`."""
        for container in target.values:
            if isinstance(container, Instance):
                method = self._a.attributes.method(container, "__setitem__")
                if method is not None:
                    self.called(frame, holder, container, method, Arguments([key, value]))

    def called(
        self, frame: Frame, holder: Expr, container: Value, method: Value, arguments: Arguments
    ) -> None:
        """`holder.method(arguments)`, where `holder` is `container`."""
        if not isinstance(container, Instance) or not isinstance(method, FunctionValue):
            return
        if not container.cls.module.is_stub or not self._may_fill(method.function):
            return
        variables: dict[str, TypeSet] = {}
        fields: Fields | None = None
        for function in self._a.overloads.select(method.function, container, arguments):
            names: list[str] = []
            for param, given in self._a.params.bind(frame, function, container, arguments).items():
                wanted = next(p for p in function.params if p.name == param.name)
                if wanted.annotation is None or wanted is function.params[0]:
                    continue
                self._a.results.unify_param(wanted, function, given, variables)
                names = names or constants(given)
                more = only_fields(given) if self._is_mapping(wanted, function) else None
                if more is not None:
                    fields = more if fields is None else fields.merged(more)
            if len(function.params) > 2 and names and container.cls.name == "dict":
                # A key and what it holds.
                held = variables.get(self._a.generics.class_params(container.cls)[-1])
                fields = Fields(dict.fromkeys(names, growing(held))) if held is not None else fields
        made = self._made(container, method.function.owner, variables, fields)
        if made is not None and _matters(made):
            self.put(frame, holder, TypeSet((made,)))

    def _is_mapping(self, param: Param, function: Function) -> bool:
        """Whether a parameter takes keys with what they hold."""
        scope = self._a.units.scope_of(function, function.module)
        types = self._a.annotations.types(param.annotation, scope)
        pairs = any(isinstance(v, Instance) and len(v.args) == 2 for v in types)
        return param.kind == "kwarg" or pairs

    def _may_fill(self, function: Function) -> bool:
        """Whether a method takes what its object then holds: an element, a value, more of them."""
        found = self._fills.get(function)
        if found is None:
            owner = function.owner
            own = set(self._a.generics.class_params(owner)[-1:]) if owner is not None else set()
            scope = self._a.units.scope_of(function, function.module)
            found = self._fills[function] = function.kind == "method" and any(
                own & set(variables_of(self._a.annotations.types(param.annotation, scope)))
                for signature in overload_set(function)
                for param in signature.params[1:]
                if param.annotation is not None
            )
        return found

    def _made(
        self,
        container: Instance,
        owner: Class | None,
        variables: dict[str, TypeSet],
        fields: Fields | None,
    ) -> Instance | None:
        """A container of the same class that holds what the variables of `owner` say."""
        cls = container.cls
        names = self._a.generics.class_params(cls)
        if owner is not None and owner is not cls:
            own = tuple(TypeSet((TypeVarValue(name),)) for name in names)
            back = self._a.generics.class_variables(cls, own, owner)
            variables = {
                v.name: variables[inner]
                for inner, types in back.items()
                if inner in variables
                for v in types
                if isinstance(v, TypeVarValue)
            }
        args = tuple(growing(variables[name]) if name in variables else EMPTY for name in names)
        if not container.args:
            # What it held before is not known: `def f(found: dict)`.
            args = tuple(arg.with_unknown() for arg in args)
            fields = Fields(fields.named, UNKNOWN) if fields is not None else None
        return Instance(cls, args, container.exact, fields=fields) if any(args) else None

    def put(self, frame: Frame, holder: Expr, made: TypeSet) -> None:
        """Lets what stands for the container be `made` too."""
        if frame.muted:
            return
        if isinstance(holder, Name):
            self._put_name(frame, holder.id, made)
        elif isinstance(holder, Attr):
            for owner in self._a.narrowing.quiet(frame, holder.value).values:
                if isinstance(owner, Instance | ClassValue):
                    if not owner.cls.module.is_stub:
                        self._a.setting.put(owner, holder.name, made)
                elif isinstance(owner, ModuleValue) and owner.module is not None:
                    self._put_global(owner.module, holder.name, made)
        elif isinstance(holder, Subscript):
            outer = self._a.narrowing.quiet(frame, holder.value)
            key = self._a.narrowing.quiet(frame, holder.index)
            self.stored(frame, holder.value, outer, key, made)
        elif isinstance(holder, Call) and isinstance(holder.func, Attr):
            self._put_result(frame, holder, holder.func, made)

    def _put_result(self, frame: Frame, holder: Call, func: Attr, made: TypeSet) -> None:
        """What a call gives that puts its last argument in first: `d.setdefault(key, [])`."""
        given = [self._a.narrowing.quiet(frame, arg) for arg in holder.args]
        if len(given) < 2 or holder.keywords:
            return
        for container in self._a.narrowing.quiet(frame, func.value).values:
            method = self._a.attributes.method(container, func.name)
            if method is not None:
                self.called(frame, func.value, container, method, Arguments([*given[:-1], made]))

    def _put_name(self, frame: Frame, name: str, made: TypeSet) -> None:
        function = frame.unit.function
        local = frame.env.get(name)
        if local is not None and (function is None or name not in function.facts.globals):
            joined = local.join(made).of_param(local.param, local.given)
            frame.env[name] = joined
            if function is not None:
                self._a.params.share(frame, name, joined)
                return
        unit = frame.unit.outer
        while unit is not None:
            if unit.function is not None and name in unit.function.facts.bindings:
                self._a.solver.write(unit.cells.setdefault(name, Cell()), made.without_symbols())
                return
            unit = unit.outer
        self._put_global(frame.module, name, made)

    def _put_global(self, module: Module, name: str, made: TypeSet) -> None:
        module, name = self._origin(module, name)
        cell = self._a.units.of_module(module).cells.get(name)
        if cell is not None and not module.is_stub:
            self._a.solver.write(cell, made.without_symbols())

    def _origin(self, module: Module, name: str) -> tuple[Module, str]:
        """The module that makes what `name` stands for, and its name there."""
        start = (module, name)
        found = self._origins.get(start)
        if found is not None:
            return found
        seen = {start}
        while True:
            statements = self._a.symbols.table(module).get(name, ())
            if len(statements) != 1 or not isinstance(statements[0], ImportFrom):
                break
            stmt = statements[0]
            source = self._a.find(absolute(module, stmt.module, stmt.level), module.name)
            inner = next(item.name for item in stmt.names if (item.alias or item.name) == name)
            if source is None or (source, inner) in seen:
                break
            module, name = source, inner
            seen.add((module, name))
        self._origins[start] = (module, name)
        return module, name


def _matters(value: Value) -> bool:
    """Whether a value holds more than plain data, which says little and nests deep."""
    if not isinstance(value, Instance):
        return not isinstance(value, Literal)
    if value.cls.module.name != "builtins":
        return True
    inside = [*value.args, *(value.fields.named.values() if value.fields is not None else ())]
    return any(_matters(item) for types in inside for item in types.values)
