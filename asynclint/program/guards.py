"""Guards decided by what a call passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from asynclint.program.conditions import truth
from asynclint.program.units import MAX_GUARDS, Guard
from asynclint.program.values import Literal, ParamRef, TypeSet, Value, is_none

Bindings = Mapping[ParamRef, TypeSet]


def decide(guard: Guard, bindings: Bindings) -> bool | None:
    """Whether the guard lets pass what it guards; None where the call does not tell."""
    types = bindings.get(guard.param)
    if types is None or types.unknown or types.symbols or types.param is not None or not types.values:
        return None
    if not all(decide(condition, bindings) for condition in guard.given):
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
    if types is None or types.param is None:
        return None
    given = list(types.given)
    for condition in guard.given:
        outcome = decide(condition, bindings)
        moved = carry(condition, bindings) if outcome is None else None
        if outcome is False or (outcome is None and moved is None):
            return None
        if moved is not None:
            given.append(moved)
    return replace(guard, param=types.param, given=tuple(given[:MAX_GUARDS]))
