"""A function's own `*args` and `**kwargs`: what it reads from them, and what it passes on.

`kwargs.get("mode")` is what the caller gives for `mode`, None where it gives nothing: a guard over
it is decided by each call.  So is one over a parameter that `f(*args, **kwargs)` fills.
"""

from __future__ import annotations

from asynclint.program.calls.arguments import Arguments
from asynclint.program.calls.reflection import constants
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.kinds import Instance, ParamRef, Slot
from asynclint.program.values.typesets import NONE, UNKNOWN, Literal, TypeSet

# Methods of a dictionary that leave it as it is.
READING = frozenset({"get", "items", "keys", "values", "copy"})
ALL = "*"


def passed_on(types: TypeSet, kind: str) -> ParamRef | None:
    """The parameter `*args` or `**kwargs` of which this is the unchanged value; None for any other."""
    symbol = types.param
    if symbol is not None and not symbol.field:
        for param in symbol.function.params:
            if param.name == symbol.name:
                return symbol if param.kind == kind else None
    return None


def spread_from(frame: Frame, types: TypeSet) -> ParamRef | None:
    """The own `**kwargs` that a dictionary starts with; None where the body has changed it."""
    symbol = passed_on(types, "kwarg")
    return symbol if symbol is not None and not changed_keys(frame, symbol) else None


def changed_keys(frame: Frame, symbol: ParamRef) -> frozenset[str]:
    """The keys that the body has set or taken out so far; `*` for any."""
    return frozenset(key for param, key in frame.changed if param == symbol)


def set_item(frame: Frame, target: TypeSet, key: TypeSet, at: int) -> None:
    """`target[key] = ...`, `del target[key]`."""
    symbol = passed_on(target, "kwarg")
    if symbol is not None:
        _change(frame, symbol, constants(key), at)
    _change_copies(frame, target, at)


def item(frame: Frame, target: TypeSet, key: TypeSet, at: int, result: TypeSet) -> TypeSet:
    """What `target[key]` gives: the caller has given it."""
    symbol = passed_on(target, "kwarg")
    names = constants(key) if symbol is not None else []
    if symbol is None or len(names) != 1 or _is_changed(frame, symbol, names[0], at):
        return result
    slot = Slot(names[0], None, double=symbol)
    return result.of_param(ParamRef(symbol.function, symbol.name, slot.field, slot), target.given)


def read_item(
    frame: Frame, target: TypeSet, method: str, arguments: Arguments, at: int, result: TypeSet
) -> TypeSet:
    """What `target.method(...)` gives: of `get` and `pop`, what the caller gave under the name."""
    symbol = passed_on(target, "kwarg")
    if method not in READING:
        _change_copies(frame, target, at)
    if symbol is None or symbol.function is not frame.unit.function:
        return result
    names = constants(arguments.positional[0]) if arguments.positional else []
    if method in ("get", "pop") and len(names) == 1:
        if _is_changed(frame, symbol, names[0], at):
            return result
        absent = arguments.positional[1] if len(arguments.positional) > 1 else NONE
        if method == "pop" and len(arguments.positional) < 2:
            absent = UNKNOWN
        slot = Slot(names[0], _constant(absent), double=symbol)
        result = result.of_param(ParamRef(symbol.function, symbol.name, slot.field, slot), target.given)
    if method not in READING:
        _change(frame, symbol, names if method in ("pop", "setdefault") else [], at)
    return result


def filled(name: str, only_named: bool, default: TypeSet, arguments: Arguments, index: int) -> TypeSet:
    """A parameter that `*args` and `**kwargs` of the caller may fill, at `index` in the former."""
    if only_named and arguments.double is None and not arguments.open:
        return default or UNKNOWN
    star = None if only_named else arguments.star
    double = None if {name, ALL} & arguments.changed else arguments.double
    holder = double or star
    if arguments.open or holder is None or (double is None and arguments.double is not None):
        return UNKNOWN
    slot = Slot(name, _constant(default), star, index, double)
    return UNKNOWN.of_param(ParamRef(holder.function, holder.name, slot.field, slot))


def _is_changed(frame: Frame, symbol: ParamRef, name: str, at: int) -> bool:
    """Whether another place of the body has changed what stands under the name."""
    return any(places - {at} for key in (name, ALL) if (places := frame.changed.get((symbol, key))))


def _change(frame: Frame, symbol: ParamRef, names: list[str], at: int) -> None:
    for name in names or [ALL]:
        frame.changed.setdefault((symbol, name), set()).add(at)


def _change_copies(frame: Frame, target: TypeSet, at: int) -> None:
    """A dictionary that was made from `**kwargs` is no longer that with known keys beside."""
    for value in target.values:
        if isinstance(value, Instance) and value.fields is not None and value.fields.base is not None:
            _change(frame, value.fields.base, [], at)


def _constant(types: TypeSet) -> Literal | None:
    """The one constant that a value is."""
    if len(types.values) != 1 or types.unknown or types.symbols:
        return None
    value = types.values[0]
    return value if isinstance(value, Literal) else None
