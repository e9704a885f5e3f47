"""Declarations of a class that has subclasses: the objects that arrive say which of them is meant.

`storage: Storage` with subclasses tells little.  Where the project's own code is seen to pass,
return or assign objects of certain classes, those count; where nothing is seen to arrive, the
declaration does.  Whether anything arrives is known only when all is evaluated: until then the
value is empty, and `release` lets in the declarations of what has stayed so.  Each round of that
ends in a fixed point of its own, so that the result does not depend on the order of evaluation.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asynclint.program.calls.annotated import is_protocol
from asynclint.program.fixpoint.units import Cell
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bindings, Instance, ParamRef
from asynclint.program.values.typesets import TypeSet, Value, is_none
from asynclint.program.values.typevars import has_variables

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


@dataclass(slots=True)
class _Open:
    """One declared place: `seed` is empty until the declaration is let in.

    `met`: something has arrived.  `injected`: that is what a framework passes.
    """

    declared: TypeSet
    seed: Cell = field(default_factory=Cell)
    met: bool = False
    injected: bool = False


class Declarations:
    """What arrives at declared places."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._places: dict[Hashable, _Open] = {}
        self._params: dict[Function, list[tuple[ParamRef, TypeSet]]] = {}

    def is_open(self, declared: TypeSet) -> bool:
        """Whether a declaration leaves the class open: project classes with subclasses, protocols.

        Generic ones too, where the arguments are known.
        """
        if declared.unknown or declared.symbols or not declared.values:
            return False
        some = False
        for value in declared.values:
            if is_none(value):
                continue
            if not isinstance(value, Instance) or value.cls.module.is_stub:
                return False
            if value.args and has_variables(declared):
                return False
            if value.exact and not is_protocol(value.cls):
                return False
            some = True
        return some

    def arriving(self, place: Hashable, given: TypeSet, declared: TypeSet, injected: bool = False) -> TypeSet:
        """What a place holds that is declared so, where `given` is seen to arrive there."""
        known = self._places.get(place)
        if known is None:
            known = self._places[place] = _Open(declared)
        seed = self._a.solver.read(known.seed)
        kept = tuple(_completed(v, declared) for v in given.values if isinstance(v, Instance) or is_none(v))
        # An optional parameter that every call leaves out holds its default.
        left_out = bool(kept) and isinstance(place, ParamRef) and not given.unknown
        if left_out or any(not is_none(v) for v in kept):
            known.met = True
        known.injected = known.injected or injected
        closed = bool(seed) or self._is_alone(declared)
        types = TypeSet(kept, given.symbols, given.unknown and known.met and not closed)
        return types.join(seed)

    def complete(self, function: Function, bindings: Bindings) -> None:
        """Where a call passes something unknown for such a parameter, it may be what others pass."""
        for param, annotated in self._params_of(function):
            given = bindings.get(param)
            if given is not None and not given.values and not given.symbols:
                passed = self._a.solver.read(self._a.units.param_cell(param))
                bindings[param] = self.arriving(param, passed, annotated).without_symbols().with_unknown()

    def _params_of(self, function: Function) -> list[tuple[ParamRef, TypeSet]]:
        """The parameters of a function that are declared so, its own object aside."""
        found = self._params.get(function)
        if found is None:
            found = self._params[function] = []
            for param in function.params if not function.module.is_stub else ():
                annotated = self._a.params.annotated(function, param, None)
                if param.kind not in ("vararg", "kwarg") and self.is_open(annotated):
                    found.append((ParamRef(function, param.name), annotated))
        return found

    def _is_alone(self, declared: TypeSet) -> bool:
        """Whether the declaration leaves no choice: what is not seen cannot be anything else."""
        objects = [v for v in declared.values if isinstance(v, Instance)]
        return len(objects) == 1 and len(self._a.overrides.classes(objects[0].cls)) == 1

    def release(self, called_by_others: Iterable[Function]) -> bool:
        """Lets in the declarations of places where nothing has arrived; whether there were any.

        `called_by_others`: functions whose parameters a framework fills too.
        """
        functions = set(called_by_others)
        released = False
        for place, known in self._places.items():
            outside = isinstance(place, ParamRef) and place.function in functions and not known.injected
            if not known.seed.value and (outside or not known.met):
                self._a.solver.write(known.seed, known.declared)
                released = True
        return released


def _completed(value: Value, declared: TypeSet) -> Value:
    """An object with the generic arguments of its declaration, where it tells none of its own."""
    if isinstance(value, Instance) and not any(arg.is_informative for arg in value.args):
        for d in declared:
            if isinstance(d, Instance) and d.args and d.cls is value.cls:
                return value.with_args(d.args)
    return value
