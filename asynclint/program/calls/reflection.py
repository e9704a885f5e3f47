"""What a constant names: `getattr(o, "name")`, `setattr` and kin, `importlib.import_module("name")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Function
from asynclint.program.model.symbols import absolute
from asynclint.program.values.kinds import Bindings, Member, ModuleValue, ParamRef, ResultOf
from asynclint.program.values.typesets import EMPTY, UNKNOWN, Literal, TypeSet, Value, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# The step in what a parameter gives: the module of that name.
IMPORT = "import"
# The method that is asked for what an object has not: it mostly hands on to another one.
DELEGATING = "__getattr__"


class Reflection:
    """Calls of functions that are marked to read, set or delete attributes, or to import."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def apply(self, frame: Frame, function: Function, bindings: Bindings, event: Event) -> TypeSet | None:
        """What the call gives, its effects noted in the frame; None where the annotation says it."""
        behaviour = function.behaviour
        assert behaviour is not None
        assert behaviour.names is not None
        told = behaviour.names
        named = bindings.get(ParamRef(function, told.name), UNKNOWN)
        names, others = _names(named)
        owner = bindings.get(ParamRef(function, told.owner), UNKNOWN)
        if told.action == "import":
            return self._imported(frame, bindings.get(ParamRef(function, told.name), UNKNOWN), bool(owner))
        value = bindings.get(ParamRef(function, told.value), EMPTY)
        parts = [value, others]
        for name in names:
            if told.action == "get":
                parts.append(self._a.attributes.get(frame, owner, name, event.at, event.expr))
            elif told.action == "delete":
                self._a.setting.delete(frame, owner, name, event.at, event.expr)
            else:
                direct = told.action == "put"
                self._a.setting.set(frame, owner, name, value, event.at, event.expr, direct)
        if told.action != "get" or function.facts.returns is not None:
            return None
        if _delegates(frame.function) and _is_whole(named):
            # Each attribute that is asked for is that of another object.
            assert named.param is not None
            symbols = (ResultOf(named.param, (Member(owner.without_none()),)),) if owner.values else ()
            return join_all([value, TypeSet((), symbols, owner.unknown or not owner.values)])
        return join_all(parts)

    def member(self, frame: Frame, owners: tuple[Value, ...], named: TypeSet) -> TypeSet:
        """The attributes of some objects that texts name, as seen from a caller."""
        names, others = _names(named)
        found = [self._a.attributes.get(frame, TypeSet(owners), name, 0, None) for name in names]
        return join_all([*found, others])

    def _imported(self, frame: Frame, types: TypeSet, has_package: bool) -> TypeSet:
        """The modules of these names; of those that callers tell, what each call makes of them."""
        found = [self._module(frame, name, has_package) for name in _texts(types)]
        if _is_whole(types):
            assert types.param is not None
            return TypeSet(symbols=(ResultOf(types.param, (IMPORT,)),))
        symbols = tuple(ResultOf(s, (IMPORT,)) for s in types.symbols if isinstance(s, ParamRef))
        told = len(found) == len(types.values) and len(symbols) == len(types.symbols)
        return join_all([*found, TypeSet((), symbols, types.unknown or not told)])

    def imported(self, frame: Frame, types: TypeSet) -> TypeSet:
        """The modules of these names, as seen from a caller."""
        return self._imported(frame, types, False)

    def _module(self, frame: Frame, name: str, has_package: bool) -> TypeSet:
        dotted = name.lstrip(".")
        if dotted != name:
            if not has_package:
                return UNKNOWN
            # The package is nearly always the importing module's own: `__name__`, `__package__`.
            dotted = absolute(frame.module, dotted, len(name) - len(dotted))
        module = self._a.find(dotted, frame.module.name)
        if module is None and not self._a.has_submodules(dotted):
            return UNKNOWN
        return TypeSet((ModuleValue(dotted if module is None else module.name, module),))


def constants(types: TypeSet) -> list[str]:
    """The texts that a value may be; none where it may be others too."""
    texts = [v.value for v in types.values if isinstance(v, Literal) and isinstance(v.value, str)]
    return texts if len(texts) == len(types.values) and not types.unknown and not types.symbols else []


def _delegates(function: Function | None) -> bool:
    return function is not None and function.name == DELEGATING and function.owner is not None


def _is_whole(types: TypeSet) -> bool:
    """Whether it is what the caller passes for a parameter, all of it."""
    return types.param is not None and not types.param.field and not types.given


def _texts(types: TypeSet) -> list[str]:
    return [v.value for v in types.values if isinstance(v, Literal) and isinstance(v.value, str)]


def _names(types: TypeSet) -> tuple[list[str], TypeSet]:
    """The texts that a value may be, and unknown where it may be others; what callers tell is one."""
    texts = _texts(types)
    if types.symbols:
        return [], UNKNOWN
    return texts, UNKNOWN if types.unknown or len(texts) < len(types.values) else EMPTY
