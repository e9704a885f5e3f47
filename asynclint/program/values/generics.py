"""Generic classes: their type variables by position, through bases, and by unification."""

from __future__ import annotations

from collections.abc import Callable

from asynclint.facts.records import Call, Name, Sequence, Subscript
from asynclint.program.model.entities import Class
from asynclint.program.values.annotations import Annotations, Scope
from asynclint.program.values.kinds import (
    CallableValue,
    ClassValue,
    Instance,
    Pending,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import EMPTY, UNKNOWN, TypeSet, Value, join_all
from asynclint.program.values.typevars import instantiate, variables_of


class Generics:
    """The type variables of classes, and what they stand for."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._params: dict[Class, tuple[str, ...]] = {}
        self._defaults: dict[Class, dict[str, TypeSet]] = {}
        # What awaiting or advancing a pending call gives; whoever evaluates puts it in.
        self.given: Callable[[Pending], TypeSet] = lambda value: UNKNOWN
        # What iterating over an object gives; likewise.
        self.elements: Callable[[Instance], TypeSet] = lambda value: UNKNOWN

    def class_params(self, cls: Class) -> tuple[str, ...]:
        """The names of the type variables of a class, in order."""
        found = self._params.get(cls)
        if found is None:
            self._params[cls] = ()
            found = self._params[cls] = self._class_params(cls)
        return found

    def _class_params(self, cls: Class) -> tuple[str, ...]:
        if cls.facts.type_params:
            return cls.facts.type_params
        scope = Scope(cls.module, cls.parent)
        names: dict[str, None] = {}
        for base in cls.facts.bases:
            if isinstance(base, Subscript):
                items = base.index.items if isinstance(base.index, Sequence) else (base.index,)
                own = [name for item in items for name in variables_of(self._annotations.types(item, scope))]
                if self._annotations.form(base.value, scope) in ("Generic", "Protocol"):
                    return tuple(own)
                names.update(dict.fromkeys(own))
        return tuple(names)

    def _class_defaults(self, cls: Class) -> dict[str, TypeSet]:
        """What the type variables of a class stand for where nothing says more: `default=`."""
        found = self._defaults.get(cls)
        if found is None:
            found = self._defaults[cls] = {}
            for name in self.class_params(cls):
                made = self._annotations.alias(Name(name), Scope(cls.module))
                if made is not None and isinstance(made[0], Call):
                    for keyword in made[0].keywords:
                        if keyword.name == "default":
                            found[name] = self._annotations.types(keyword.value, made[1])
        return found

    def class_variables(self, cls: Class, args: tuple[TypeSet, ...], owner: Class) -> dict[str, TypeSet]:
        """What the type variables of `owner` stand for in an instance of `cls` with `args`."""
        names = self.class_params(cls)
        variables = dict(zip(names, args, strict=False))
        if len(args) < len(names):
            variables = {**self._class_defaults(cls), **variables}
        if cls is owner:
            return variables
        for base, expr in cls.base_exprs:
            if owner in base.mro:
                scope = Scope(cls.module, cls.parent, frozenset(cls.facts.type_params))
                for value in self._annotations.types(expr, scope):
                    if isinstance(value, Instance) and value.cls is base:
                        inner = tuple(instantiate(arg, variables) for arg in value.args)
                        return self.class_variables(base, inner, owner)
                return self.class_variables(base, (), owner)
        return {}

    def unify(self, pattern: TypeSet, actual: TypeSet, variables: dict[str, TypeSet]) -> None:
        """Adds to `variables` what the type variables of `pattern` stand for, given `actual`."""
        for part in pattern:
            if isinstance(part, TypeVarValue):
                rest = TypeSet(actual.without_none(), actual.symbols, actual.unknown, actual.full)
                taken = rest if len(pattern.values) > 1 else actual
                variables[part.name] = variables.get(part.name, EMPTY).join(taken)
            elif isinstance(part, Instance) and part.args:
                for value in actual:
                    self._unify_instance(part, value, variables)
            elif isinstance(part, CallableValue):
                self._unify_callable(part, actual, variables)
            elif isinstance(part, TupleValue):
                for value in actual:
                    if isinstance(value, TupleValue) and len(value.items) == len(part.items):
                        for mine, theirs in zip(part.items, value.items, strict=True):
                            self.unify(mine, theirs, variables)

    def _unify_instance(self, part: Instance, value: Value, variables: dict[str, TypeSet]) -> None:
        if isinstance(value, TupleValue):
            if len(part.args) == 1:
                self.unify(part.args[0], join_all(value.items), variables)
        elif isinstance(value, Pending):
            place = -1 if value.kind == "coroutine" else 0
            self.unify(part.args[place], self.given(value), variables)
        elif isinstance(value, Instance):
            if part.cls in value.cls.mro:
                own = self.class_variables(value.cls, value.args, part.cls)
                for name, arg in zip(self.class_params(part.cls), part.args, strict=False):
                    self.unify(arg, own.get(name, UNKNOWN), variables)
            elif len(part.args) == 1 and value.args and part.cls.module.name in ("typing", "collections.abc"):
                self.unify(part.args[0], self.elements(value), variables)

    def _unify_callable(self, part: CallableValue, actual: TypeSet, variables: dict[str, TypeSet]) -> None:
        for value in actual:
            if isinstance(value, ClassValue):
                result = TypeSet((Instance(value.cls, value.args),))
                self.unify(part.result, result, variables)
            elif isinstance(value, CallableValue):
                self.unify(part.result, value.result, variables)
