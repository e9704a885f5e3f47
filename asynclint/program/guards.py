"""Guards decided by what a call passes."""

from __future__ import annotations

from collections.abc import Mapping

from asynclint.program.conditions import truth
from asynclint.program.units import Guard
from asynclint.program.values import Literal, ParamRef, TypeSet, Value, is_none

Bindings = Mapping[ParamRef, TypeSet]


def decide(guard: Guard, bindings: Bindings) -> bool | None:
    """Whether the guard lets pass what it guards; None where the call does not tell."""
    types = bindings.get(guard.param)
    if types is None or types.unknown or types.symbols or not types.values:
        return None
    outcomes = {_outcome(guard, value) for value in types.values}
    if len(outcomes) != 1:
        return None
    outcome = outcomes.pop()
    return None if outcome is None else outcome is guard.holds


def _outcome(guard: Guard, value: Value) -> bool | None:
    if guard.test == "none":
        return is_none(value)
    if guard.test == "truthy":
        return truth(value)
    if not isinstance(value, Literal):
        return None
    if is_none(value):
        return False if guard.test == "eq" else None
    if value.value is None:
        return None
    if guard.test == "eq":
        return value.value in guard.values
    if isinstance(value.value, str):
        return any(isinstance(start, str) and value.value.startswith(start) for start in guard.values)
    return None


def carry(guard: Guard, bindings: Bindings) -> Guard | None:
    """The same guard over a parameter of the caller, where the call passes that on unchanged."""
    types = bindings.get(guard.param)
    if types is None:
        return None
    symbols = [symbol for symbol in types.symbols if isinstance(symbol, ParamRef)]
    if len(symbols) == 1 and len(types.symbols) == 1:
        return Guard(symbols[0], guard.test, guard.values, guard.holds)
    return None
