"""Input from outside: results that are as large as somebody likes, and calls that work on them."""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.program.calls.params import Arguments
from asynclint.program.model.behaviour import Sized
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bindings, Instance, ParamRef
from asynclint.program.values.typesets import TypeSet, is_none


def sized(
    types: TypeSet,
    function: Function,
    marker: Sized,
    bindings: Bindings,
    is_method: bool,
    arguments: Arguments,
) -> TypeSet:
    """A declared result, marked as input from outside where the marker says so."""
    if marker.arg and source(bindings.get(ParamRef(function, marker.arg))) is not True:
        return types
    if marker.unless and _is_given(function, marker.unless, is_method, arguments):
        return types
    values = tuple(
        Instance(v.cls, v.args, v.exact, v.site, v.record, True, origins=v.origins)
        if isinstance(v, Instance)
        else v
        for v in types.values
    )
    return TypeSet(values, types.symbols, types.unknown, types.full)


def _is_given(function: Function, name: str, is_method: bool, arguments: Arguments) -> bool:
    """Whether a call may pass an argument for the parameter, other than None."""
    if arguments.more:
        return True
    given = arguments.keywords.get(name)
    for position, param in enumerate(function.params, -is_method):
        if param.name == name and 0 <= position < len(arguments.positional):
            given = arguments.positional[position]
    return given is not None and not (given.values and all(is_none(v) for v in given.values))


def source(types: TypeSet | None) -> ParamRef | bool:
    """Whether a value comes from outside: True, False, or as what the caller passes for a parameter."""
    if types is None:
        return False
    if types.param is not None and not types.param.field:
        return types.param
    for symbol in types.symbols:
        if isinstance(symbol, ParamRef):
            return symbol
    return any(isinstance(v, Instance) and v.sized for v in types.values)


def sources(passed: Iterable[TypeSet]) -> list[ParamRef | None]:
    """What the size of a call depends on: parameters, None for input that surely is from outside."""
    found: dict[ParamRef | None, None] = {}
    for types in passed:
        given = source(types)
        if given is True:
            return [None]
        if isinstance(given, ParamRef):
            found[given] = None
    return list(found)
