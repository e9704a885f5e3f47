"""Guards: conditions over parameters, and what a call's arguments make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from asynclint.program.values.kinds import (
    ClassValue,
    FunctionValue,
    Instance,
    ModuleValue,
    ParamRef,
    TupleValue,
)
from asynclint.program.values.typesets import Literal, TypeSet, Value, is_none, join_all

# More conditions on one effect are not told apart: each multiplies the variants of a leaf, and
# helpers that choose by their arguments seldom nest deeper.
MAX_GUARDS = 3


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition over a parameter under which something happens.

    `test`: none (is None), truthy, eq (one of `values`), startswith (one of `values`).  `holds`
    says which outcome is needed.  `given`: what is tested is the parameter's value only where
    these guards hold; elsewhere it was assigned anew, and the test tells nothing.
    """

    param: ParamRef
    test: str
    values: tuple[object, ...]
    holds: bool
    given: tuple[Guard, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """A total order that does not depend on addresses: what tells most first."""
        function = self.param.function
        place = (function.module.name, function.index, self.param.name, self.param.field)
        return (not (self.test == "eq" and self.holds), *place, self.test, repr(self.values), self.holds)


def limited(guards: Iterable[Guard]) -> tuple[Guard, ...]:
    """At most `MAX_GUARDS` of them; an equality that holds makes other tests of its parameter idle."""
    known = dict.fromkeys(guards)
    equal = {guard.param for guard in known if guard.test == "eq" and guard.holds}
    kept = [guard for guard in known if guard.param not in equal or (guard.test == "eq" and guard.holds)]
    if len(kept) > MAX_GUARDS:
        kept = sorted(kept, key=lambda guard: guard.order)[:MAX_GUARDS]
    return tuple(kept)


def decide(guard: Guard, bindings: Mapping[ParamRef, TypeSet]) -> bool | None:
    """Whether the guard lets pass what it guards; None where the call does not tell."""
    types = _tested(guard.param, bindings)
    if types is None or types.unknown or types.symbols or not types.values:
        return None
    if not all(decide(condition, bindings) for condition in guard.given):
        return None
    outcomes = {_outcome(guard, value) for value in types.values}
    if len(outcomes) != 1:
        return None
    outcome = outcomes.pop()
    if outcome is None:
        return None
    # What holds for all callers is left to each: they may differ in what they pass.
    return None if outcome is guard.holds and _of_caller(guard.param, bindings) else outcome is guard.holds


def _of_caller(param: ParamRef, bindings: Mapping[ParamRef, TypeSet]) -> bool:
    types = bindings.get(param.owner)
    return types is not None and types.param is not None


def _tested(param: ParamRef, bindings: Mapping[ParamRef, TypeSet]) -> TypeSet | None:
    """What a call passes for what a guard tests: a parameter, or an attribute of its object.

    An attribute is known where all objects that the call may pass are of known constructions.
    """
    if not param.field:
        return bindings.get(param)
    owners = bindings.get(param.owner)
    if owners is None or owners.unknown or owners.symbols or not owners.values:
        return None
    parts: list[TypeSet] = []
    for owner in owners.values:
        record = owner.record if isinstance(owner, Instance) else None
        types = record.field(param.field) if record is not None else None
        if types is None:
            return None
        parts.append(types)
    return join_all(parts)


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


def carry(guard: Guard, bindings: Mapping[ParamRef, TypeSet]) -> Guard | None:
    """The same guard over a parameter of the caller, where the call passes that on unchanged."""
    types = bindings.get(guard.param.owner)
    if types is None or types.param is None or (guard.param.field and types.param.field):
        return None
    given = list(types.given)
    for condition in guard.given:
        outcome = decide(condition, bindings)
        moved = carry(condition, bindings) if outcome is None else None
        if outcome is False or (outcome is None and moved is None):
            return None
        if moved is not None:
            given.append(moved)
    param = types.param
    if guard.param.field:
        param = ParamRef(param.function, param.name, guard.param.field)
    return replace(guard, param=param, given=tuple(given[:MAX_GUARDS]))


def truth(value: Value) -> bool | None:
    """Whether a value is true; None where it may be either."""
    if isinstance(value, Literal):
        if value.kind == "none":
            return False
        return None if value.value is None else bool(value.value)
    if isinstance(value, FunctionValue | ClassValue | ModuleValue):
        return True
    if isinstance(value, TupleValue):
        return bool(value.items)
    if isinstance(value, Instance):
        cls = value.cls
        if cls.has_unknown_base or cls.find("__bool__") is not None or cls.find("__len__") is not None:
            return None
        return None if cls.module.name == "builtins" or cls.subclasses else True
    return None
