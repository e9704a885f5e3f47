"""Which signatures of an overload set a call may select."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from asynclint.program.calls.params import LAZY_MODULES, Arguments
from asynclint.program.model.entities import Function
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import FunctionValue, Instance, Pending, TupleValue
from asynclint.program.values.typesets import Literal, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# How well arguments fit a signature: ordered, so that the worst argument decides.
YES, MAYBE, NO = 2, 1, 0


def overload_set(function: Function) -> list[Function]:
    """All functions of that name in the same body; a single one where there are no overloads."""
    module = function.module
    if not function.overload:
        return [function]
    same = [
        other
        for other in module.functions
        if other.name == function.name
        and other.facts.owner == function.facts.owner
        and other.facts.parent == function.facts.parent
    ]
    if module.is_stub:
        return [other for other in same if other.overload] or [function]
    return [other for other in same if not other.overload][-1:] or [function]


class Overloads:
    """Selection by literals, None and types of the arguments."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._sets: dict[Function, list[Function]] = {}

    def select(self, function: Function, receiver: Value | None, arguments: Arguments) -> list[Function]:
        """The signatures that may apply, in order, up to the first that surely does."""
        candidates = self._sets.get(function)
        if candidates is None:
            candidates = self._sets[function] = overload_set(function)
        if len(candidates) == 1:
            return candidates
        chosen: list[Function] = []
        for candidate in candidates:
            fit = self._fit(candidate, receiver, arguments)
            if fit:
                chosen.append(candidate)
            if fit == YES:
                break
        return chosen or candidates[-1:]

    def guards(
        self, chosen: list[Function], receiver: Value | None, arguments: Arguments
    ) -> list[tuple[Guard, ...]]:
        """For each of several signatures what it asks of the caller's parameters that are passed on.

        A constant in a signature is asked for, and the ones of signatures before are ruled out, as far as
        one argument tells them.
        """
        found: list[tuple[Guard, ...]] = []
        before: list[Guard] = []
        for function in chosen:
            own = list(self._asked(function, receiver, arguments))
            found.append((*own, *before))
            if len(own) == 1:
                before.append(replace(own[0], holds=False))
        return found

    def _asked(self, function: Function, receiver: Value | None, arguments: Arguments) -> Iterator[Guard]:
        scope = self._a.units.scope_of(function, function.module)
        positional = [p for p in function.params if p.kind not in ("keyword", "vararg", "kwarg")]
        given = dict(
            zip((p.name for p in positional[receiver is not None :]), arguments.positional, strict=False)
        )
        given.update(arguments.keywords)
        for param in function.params:
            types = given.get(param.name)
            if types is None or types.param is None or param.annotation is None:
                continue
            wanted = self._a.annotations.types(param.annotation, scope)
            values = [part for part in wanted if isinstance(part, Literal) and part.value is not None]
            if values and len(values) == len(wanted.values) and not wanted.unknown:
                texts = tuple(part.value for part in values)
                yield Guard(types.param, "eq", texts, True, types.given)

    def _fit(self, function: Function, receiver: Value | None, arguments: Arguments) -> int:
        rest = list(arguments.positional)
        if receiver is not None:
            rest.insert(0, TypeSet((receiver,)))
        fit = YES
        names = set(arguments.keywords)
        scope = self._a.units.scope_of(function, function.module)
        for position, param in enumerate(function.params):
            if param.kind == "vararg":
                rest = []
                continue
            if param.kind == "kwarg":
                names.clear()
                continue
            if param.kind != "keyword" and rest:
                given = rest.pop(0)
            elif param.name in arguments.keywords:
                given = arguments.keywords[param.name]
            elif arguments.more:
                fit = min(fit, MAYBE)
                continue
            elif param.default is None:
                return NO
            else:
                continue
            names.discard(param.name)
            if param.annotation is not None and not (position == 0 and receiver is not None):
                fit = min(fit, self._match(self._a.annotations.types(param.annotation, scope), given))
            if fit == NO:
                return NO
        return NO if rest or names else fit

    def _match(self, pattern: TypeSet, given: TypeSet) -> int:
        if pattern.unknown:
            return YES
        results = {self._match_value(pattern, value) for value in given}
        if given.unknown or given.symbols or not given.values:
            results.add(MAYBE if any(isinstance(p, Literal) for p in pattern) else YES)
        if results == {NO}:
            return NO
        return YES if results == {YES} else MAYBE

    def _match_value(self, pattern: TypeSet, value: Value) -> int:
        best = NO
        for part in pattern:
            if isinstance(part, Literal):
                if isinstance(value, Literal):
                    if part.kind == value.kind and (part.value == value.value or value.kind == "none"):
                        return YES
                    if part.kind == value.kind and value.value is None:
                        best = max(best, MAYBE)
                elif isinstance(value, Instance) and value.cls.name == part.kind:
                    best = max(best, MAYBE)
            elif isinstance(part, Instance):
                best = max(best, self._match_instance(part, value))
            else:
                return YES
        return best

    def _match_instance(self, part: Instance, value: Value) -> int:
        cls = self._a.attributes.class_of(value)
        if isinstance(value, Pending) and cls is not None and part.cls.module.name in LAZY_MODULES:
            return YES if part.cls in cls.mro else NO
        if isinstance(value, FunctionValue | Pending) or cls is None:
            return NO if part.cls.module.name == "builtins" else YES
        if isinstance(value, Literal) and value.kind == "none":
            return NO
        if part.cls in cls.mro:
            return YES
        if part.cls.module.name in ("typing", "collections.abc") or cls.has_unknown_base:
            return MAYBE
        if part.cls.name in ("float", "complex") and cls.name in ("int", "float", "bool"):
            return YES
        return YES if isinstance(value, TupleValue) and part.cls.name == "tuple" else NO
