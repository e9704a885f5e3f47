"""Guards: conditions over parameters, and what a call's arguments make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from asynclint.program.model.entities import Class, Function
from asynclint.program.values.dictionaries import only_fields
from asynclint.program.values.kinds import CallableValue, EnumMember, Instance, ParamRef, Slot, TupleValue
from asynclint.program.values.outcomes import choice_of, outcome
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value, is_none, join_all

# More conditions on one effect are not told apart: each multiplies the variants of a leaf, and
# helpers that choose by their arguments seldom nest deeper.
MAX_GUARDS: Final = 3
# A parameter that may have more values than these is not asked for them.
MAX_VALUES: Final = 64
# The test of a guard of which one part is enough.
ANY: Final = "any"
# The test of a guard that tells which of several things an attribute holds is used: see `chosen`.
CHOICE: Final = "choice"
# Tests that constant arguments decide, the surest first: they are kept where guards are too many.
_RANKS: Final = {
    "eq": 0,
    CHOICE: 0,
    "none": 1,
    "startswith": 1,
    "endswith": 1,
    "contains": 1,
    "isinstance": 2,
}
_LAST_RANK: Final = 3
# Tests that say yes where one of their values fits.
_ONE_OF: Final = frozenset({"eq", "startswith", "endswith", "isinstance", "type"})


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition over a parameter under which something happens.

    `test` and `values` are those of `outcomes`; `holds` says which outcome is needed.  `given`:
    what is tested is the parameter's value only where these guards hold; elsewhere it was
    assigned anew, and the test tells nothing.  Of the test `any`, `values` are guards, of which
    one must hold; `param` is that of the first.
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
        rank = _RANKS.get(self.test, _LAST_RANK)
        place = (function.module.name, function.index, self.param.name, self.param.field)
        first = not (self.test == "eq" and self.holds)
        return (first, rank, *place, self.test, tuple(_shown(v) for v in self.values), self.holds)


def _shown(value: object) -> str:
    """A text for a tested value that is the same in every run."""
    if isinstance(value, Class):
        return value.dotted
    if isinstance(value, EnumMember):
        return f"{value.cls.dotted}.{value.name}"
    if isinstance(value, Function):
        return f"{value.module.name}:{value.index}"
    if isinstance(value, tuple):
        return " ".join(_shown(part) for part in value)
    return repr(value.order) if isinstance(value, Guard) else repr(value)


def limited(guards: Iterable[Guard]) -> tuple[Guard, ...]:
    """At most `MAX_GUARDS` of them, without those that others make idle.

    An equality that holds says all of its parameter; where one of several is enough, one that holds
    says all.
    """
    known = dict.fromkeys(guards)
    equal = {guard.param for guard in known if guard.test == "eq" and guard.holds and not guard.given}
    kept = [guard for guard in known if not _is_idle(guard, known, equal)]
    if len(kept) > MAX_GUARDS:
        kept = _none_of(kept)
    if len(kept) > MAX_GUARDS:
        kept = sorted(kept, key=lambda guard: guard.order)[:MAX_GUARDS]
    return tuple(kept)


def _none_of(guards: list[Guard]) -> list[Guard]:
    """The same with one guard for all the values that a parameter is not, as after a chain of `elif`."""
    joined: dict[tuple[object, ...], Guard] = {}
    for guard in guards:
        one_of = guard.test in _ONE_OF and not guard.holds
        key = (guard.param, guard.test, guard.given) if one_of else (guard,)
        known = joined.get(key)
        if known is not None:
            values = sorted({*known.values, *guard.values}, key=_shown)
            guard = replace(guard, values=tuple(values))
        joined[key] = guard
    return list(joined.values())


def shared(variants: Sequence[frozenset[Guard]]) -> frozenset[Guard]:
    """What several sets of guards have in common.

    Guards that ask for different values of one parameter have in common that it is one of these.
    """
    common = variants[0].intersection(*variants[1:])
    wanted = [_values_by_param(variant) for variant in variants]
    united: list[Guard] = []
    for key, guard in wanted[0].items():
        if guard in common or not all(key in other for other in wanted):
            continue
        values = {value for other in wanted for value in other[key].values}
        if len(values) <= MAX_VALUES:
            united.append(replace(guard, values=tuple(sorted(values, key=_shown))))
    return common.union(united)


def _values_by_param(guards: frozenset[Guard]) -> dict[tuple[object, ...], Guard]:
    """The guards that ask for values of a parameter, one for each parameter and test."""
    found: dict[tuple[object, ...], Guard] = {}
    for guard in sorted(guards, key=lambda guard: guard.order):
        if guard.test in _ONE_OF and guard.holds:
            found.setdefault((guard.param, guard.test, guard.given), guard)
    return found


def _is_idle(guard: Guard, known: Mapping[Guard, None], equal: set[ParamRef]) -> bool:
    if guard.test == ANY:
        return any(part in known for part in guard.values)
    return guard.param in equal and not (guard.test == "eq" and guard.holds)


def any_of(guards: Iterable[Guard]) -> Guard | None:
    """The guard that holds where one of these does; None where there are too many to keep."""
    parts: dict[Guard, None] = {}
    for guard in guards:
        parts.update(dict.fromkeys(guard.values if guard.test == ANY else (guard,)))  # type: ignore[arg-type]
    if len(parts) < 2:
        return next(iter(parts), None)
    if len(parts) > MAX_GUARDS:
        return None
    ordered = tuple(sorted(parts, key=lambda guard: guard.order))
    return Guard(ordered[0].param, ANY, ordered, True)


def choices(types: TypeSet) -> dict[Value, tuple[Guard, bool]]:
    """Of what an attribute may hold: under which guard it holds that, and whether that alone.

    Empty where `types` are not the unchanged value of an attribute of a parameter, or are one thing.
    """
    param = types.param
    if param is None or not param.field:
        return {}
    kept = [v for v in types.values if not is_none(v) and not isinstance(v, CallableValue)]
    told = [(value, choice_of(value)) for value in kept]
    if len(told) + types.unknown < 2:
        return {}
    known = [choice for _, choice in told]
    return {
        value: (Guard(param, CHOICE, (choice,), True, types.given), known.count(choice) == 1)
        for value, choice in told
        if choice is not None
    }


def opposite(guard: Guard) -> Guard:
    """The guard of the other outcome of the same test."""
    return replace(guard, holds=not guard.holds)


def excludes(guard: Guard, others: tuple[Guard, ...]) -> bool:
    """Whether the guard cannot hold together with all the others."""
    return any(_exclude(guard, other) for other in others)


def _exclude(a: Guard, b: Guard) -> bool:
    if a.param != b.param or a.given or b.given:
        return False
    if a.test == b.test and a.values == b.values:
        return a.holds is not b.holds
    if a.test == b.test and a.test in _ONE_OF and a.holds is not b.holds:
        yes, no = (a, b) if a.holds else (b, a)
        return set(yes.values) <= set(no.values)
    if a.test == b.test == "eq" and a.holds and b.holds:
        return not set(a.values) & set(b.values)
    # What is None is false.
    pair = {a.test: a.holds, b.test: b.holds}
    return pair == {"none": True, "truthy": True}


def decide(guard: Guard, bindings: Mapping[ParamRef, TypeSet]) -> bool | None:
    """Whether the guard lets pass what it guards; None where the call does not tell."""
    if guard.test == ANY:
        parts = [decide(part, bindings) for part in guard.values if isinstance(part, Guard)]
        if True in parts:
            return True
        return None if None in parts else False
    types = _tested(guard.param, bindings)
    if types is None or types.unknown or types.symbols or not types.values:
        return None
    if not all(decide(condition, bindings) for condition in guard.given):
        return None
    outcomes = {outcome(guard.test, guard.values, value) for value in types.values}
    if len(outcomes) != 1:
        return None
    found = outcomes.pop()
    if found is None:
        return None
    # What holds for all callers is left to each: they may differ in what they pass.
    return None if found is guard.holds and _of_caller(guard.param, bindings) else found is guard.holds


def _of_caller(param: ParamRef, bindings: Mapping[ParamRef, TypeSet]) -> bool:
    types = bindings.get(param.owner)
    return types is not None and types.param is not None


def _tested(param: ParamRef, bindings: Mapping[ParamRef, TypeSet]) -> TypeSet | None:
    """What a call passes for what a guard tests: a parameter, or an attribute of its object.

    An attribute is known where all objects that the call may pass are of known constructions.
    """
    if param.slot is not None:
        return slot_of(param.slot, bindings)
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


def slot_of(slot: Slot, bindings: Mapping[ParamRef, TypeSet]) -> TypeSet | None:
    """What a call gives for a slot of its callee; None where it is not known."""
    if slot.star is not None:
        given = bindings.get(slot.star)
        only = given.values[0] if given is not None and len(given.values) == 1 else None
        if given is None or given.unknown or given.symbols or not isinstance(only, TupleValue):
            return None
        if slot.index < len(only.items):
            return only.items[slot.index]
    if slot.double is not None:
        fields = only_fields(bindings.get(slot.double, UNKNOWN))
        if fields is None or fields.wide:
            return None
        if slot.name in fields.named:
            return fields.named[slot.name]
        if fields.rest:
            return None
    return None if slot.absent is None else TypeSet((slot.absent,))


def _passed(param: ParamRef, bindings: Mapping[ParamRef, TypeSet]) -> TypeSet | None:
    """What a call gives for what a guard is about, as far as the caller passes something of its own on."""
    if param.slot is None:
        return bindings.get(param.owner)
    found = slot_of(param.slot, bindings)
    if found is not None:
        return found
    moved: list[ParamRef] = []
    for part in (param.slot.star, param.slot.double):
        types = bindings.get(part) if part is not None else None
        if part is not None and (types is None or types.param is None or types.param.field or types.given):
            return None
        if types is not None and types.param is not None:
            moved.append(types.param)
    star = moved[0] if param.slot.star is not None else None
    double = moved[-1] if param.slot.double is not None else None
    slot = replace(param.slot, star=star, double=double)
    return TypeSet().of_param(ParamRef(moved[-1].function, moved[-1].name, slot.field, slot))


def carry(guard: Guard, bindings: Mapping[ParamRef, TypeSet]) -> Guard | None:
    """The same guard over parameters of the caller, where the call passes those on unchanged."""
    if guard.test == ANY:
        return _carry_any(guard, bindings)
    types = _passed(guard.param, bindings)
    if types is None or types.param is None:
        return _computed(guard, types)
    own = guard.param.field if guard.param.slot is None else ""
    if own and types.param.field:
        return None
    given = list(types.given)
    for condition in guard.given:
        found = decide(condition, bindings)
        moved = carry(condition, bindings) if found is None else None
        if found is False or (found is None and moved is None):
            return None
        if moved is not None:
            given.append(moved)
    param = types.param
    if own:
        param = ParamRef(param.function, param.name, own)
    return replace(guard, param=param, given=tuple(given[:MAX_GUARDS]))


def _computed(guard: Guard, types: TypeSet | None) -> Guard | None:
    """The guard that an argument tells which the caller has computed from its own parameters."""
    plain = guard.test == "truthy" and not guard.given and not guard.param.field
    if types is None or types.told is None or not plain:
        return None
    told = types.told.yes if guard.holds else types.told.no
    return told[0] if told else None


def _carry_any(guard: Guard, bindings: Mapping[ParamRef, TypeSet]) -> Guard | None:
    """Without the parts that the call rules out; None where one of the others is lost."""
    carried: list[Guard] = []
    for part in guard.values:
        if isinstance(part, Guard) and decide(part, bindings) is None:
            moved = carry(part, bindings)
            if moved is None:
                return None
            carried.append(moved)
    return any_of(carried)
