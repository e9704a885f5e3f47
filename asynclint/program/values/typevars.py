"""Type variables inside type sets: finding them, and replacing them by what they stand for."""

from __future__ import annotations

from asynclint.program.values.kinds import (
    CallableValue,
    ClassOf,
    ClassValue,
    Instance,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value, cut, join_all


def instantiate(types: TypeSet, variables: dict[str, TypeSet]) -> TypeSet:
    """`types` with its type variables replaced; those without a value are unknown."""
    if not has_variables(types):
        return types
    parts = [TypeSet((), types.symbols, types.unknown, types.full)]
    for value in types:
        if isinstance(value, TypeVarValue):
            parts.append(variables.get(value.name, UNKNOWN))
        elif isinstance(value, ClassOf):
            parts.append(_classes(value, variables))
        elif _has_variable(value):
            parts.append(TypeSet((_instantiated(value, variables),)))
        else:
            parts.append(TypeSet((value,)))
    return join_all(parts)


def _classes(value: ClassOf, variables: dict[str, TypeSet]) -> TypeSet:
    """The classes of the objects that the variables of `type[T]` stand for."""
    if not _bound(value.result, variables):
        return TypeSet((value,))
    objects = instantiate(value.result, variables)
    made = tuple(ClassValue(v.cls, v.args) for v in objects if isinstance(v, Instance))
    closed = len(made) == len(objects.values) and not objects.unknown and not objects.symbols
    return TypeSet(made, unknown=not closed)


def _instantiated(value: Value, variables: dict[str, TypeSet]) -> Value:
    if isinstance(value, Instance):
        args = tuple(cut(instantiate(arg, variables)) for arg in value.args)
        return value.with_args(args)
    if isinstance(value, TupleValue):
        return TupleValue(tuple(cut(instantiate(item, variables)) for item in value.items))
    if isinstance(value, CallableValue):
        params = tuple(instantiate(p, variables) if _bound(p, variables) else p for p in value.params)
        result = instantiate(value.result, variables) if _bound(value.result, variables) else value.result
        return CallableValue(params, cut(result))
    return value


def _bound(types: TypeSet, variables: dict[str, TypeSet]) -> bool:
    """Whether all variables in `types` have a value: else a Callable keeps them for its own call."""
    return all(
        (value.name in variables if isinstance(value, TypeVarValue) else True)
        and all(_bound(inner, variables) for inner in _inner(value))
        for value in types
    )


def has_variables(types: TypeSet) -> bool:
    """Whether a type variable stands anywhere in the types."""
    return any(_has_variable(value) for value in types.values)


def _has_variable(value: Value) -> bool:
    if isinstance(value, TypeVarValue):
        return True
    return any(_has_variable(v) for inner in _inner(value) for v in inner)


def variables_of(types: TypeSet) -> list[str]:
    """The names of the type variables anywhere in the types, in order."""
    names: list[str] = []
    for value in types:
        names += [value.name] if isinstance(value, TypeVarValue) else []
        for inner in _inner(value):
            names += variables_of(inner)
    return list(dict.fromkeys(names))


def _inner(value: Value) -> tuple[TypeSet, ...]:
    if isinstance(value, Instance):
        return value.args
    if isinstance(value, TupleValue):
        return value.items
    if isinstance(value, CallableValue):
        return (*value.params, value.result)
    return ()
