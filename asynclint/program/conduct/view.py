"""What the expressions of one body stand for, seen with what its calls were resolved to."""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.facts.records import Attr, Await, BoolOp, Call, Expr, IfExp, Name, Star, Subscript
from asynclint.program.conduct.conduct import NOWHERE_KNOWN, Location, Path
from asynclint.program.conduct.text import Text
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import last_name
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance
from asynclint.program.values.typesets import Value

Locations = frozenset[Location]

_NONE: Locations = frozenset()
_MAKERS = frozenset({"__init__", "__new__", "__post_init__"})
# Aliases of aliases that are followed.
_DEPTH = 5


class View:
    """A unit and its text; a generator expression has the text of the function around it."""

    def __init__(self, unit: Unit, text: Text) -> None:
        self.unit = unit
        self.text = text

    # --- where objects are kept ----------------------------------------------------------------

    def locations(self, expr: Expr | None, depth: int = 0) -> Locations:
        """Where the object may be kept that an expression gives; empty for one that is just made there."""
        if isinstance(expr, Name):
            return self._of_name(expr.id, depth)
        if isinstance(expr, Attr):
            inside = self.locations(expr.value, depth)
            # What hangs on an object of the body's own making was made with it, as far as one sees.
            return inside if all(kind == "own" for kind, _ in inside) else frozenset({("attr", expr.name)})
        if isinstance(expr, Subscript | Await):
            return self.locations(expr.value, depth)
        if isinstance(expr, Call):
            return self._of_result(expr, depth)
        if isinstance(expr, IfExp):
            return self.locations(expr.body, depth) | self.locations(expr.orelse, depth)
        if isinstance(expr, BoolOp):
            return _NONE.union(*(self.locations(value, depth) for value in expr.values))
        return _NONE

    def _of_name(self, name: str, depth: int) -> Locations:
        text = self.text
        if name in text.params:
            # While it is being made, nobody else has it.
            fresh = text.function.name in _MAKERS and name == text.function.params[0].name
            return frozenset({("own" if fresh else "param", name)})
        values = [*text.given.get(name, ()), *text.parts.get(name, ())]
        if name not in text.locals and not (values and name not in text.outside):
            return frozenset({("name", name)})
        if depth >= _DEPTH:
            return frozenset({("local", name)})
        found = _NONE.union(*(self.locations(value, depth + 1) for value in values))
        return frozenset({("own", name)}) if all(kind == "own" for kind, _ in found) else found

    def _of_result(self, call: Call, depth: int) -> Locations:
        event = self.unit.events.get((call.at, "call"))
        func = call.func
        name = last_name(func)
        if name == "super" and isinstance(func, Name):
            params = self.text.function.params
            return frozenset({("param", params[0].name)}) if params else _NONE
        result = _NONE
        if event is not None and event.alternatives and not event.unknown:
            for value in event.alternatives:
                kind = _maker(value)
                if kind == "part" and call.at not in self.text.awaited and isinstance(func, Attr):
                    # `CACHE.get(key)` gives what the cache holds.
                    result |= self.locations(func.value, depth + 1)
                elif kind == "project":
                    result |= {("call", name)}
            return result
        return frozenset({("call", name)})

    def is_passed_in(self, callee: Expr) -> bool:
        """Whether what is called is a parameter, of the function itself or of one around it."""
        if not isinstance(callee, Name) or callee.id in self.text.locals:
            return False
        outer: Function | None = self.text.function
        while outer is not None:
            if any(param.name == callee.id for param in outer.params):
                return True
            if callee.id in outer.facts.bindings:
                return False
            outer = outer.parent
        return False

    def is_around(self, name: str) -> bool:
        """Whether a name is one of an enclosing function."""
        outer = self.text.function.parent
        while outer is not None:
            if name in outer.facts.bindings:
                return True
            outer = outer.parent
        return False

    # --- which object it is --------------------------------------------------------------------

    def path(self, expr: Expr | None, depth: int = 0) -> Path:
        """How the body comes to an object: by a parameter, an outer name, or a name of its own."""
        if isinstance(expr, Name):
            text = self.text
            if expr.id in text.params:
                return ("param", expr.id)
            if expr.id not in text.locals:
                known = expr.id in text.given or expr.id in text.parts
                return ("local" if known and expr.id not in text.outside else "name", expr.id)
            only = text.only_value(expr.id)
            if depth < _DEPTH and isinstance(only, Name | Attr):
                return self.path(only, depth + 1)
            return ("local", expr.id)
        if isinstance(expr, Attr):
            inner = self.path(expr.value, depth)
            return inner if inner == NOWHERE_KNOWN else (*inner, expr.name)
        if isinstance(expr, Await):
            return self.path(expr.value, depth)
        if isinstance(expr, Call) and self._makes(expr):
            return ("made", str(expr.at))
        return NOWHERE_KNOWN

    def construction(self, path: Path) -> Call | None:
        """The call that makes the object at the root of a path; None where the body makes none."""
        if path[0] == "made":
            return self.text.calls.get(int(path[1]))
        only = self.text.only_value(path[1]) if path[0] == "local" else None
        if isinstance(only, Await):
            only = only.value
        return only if isinstance(only, Call) and self._makes(only) else None

    def is_own(self, path: Path) -> bool:
        """Whether the body has made the object itself: nobody else has it when the body starts."""
        if len(path) > 2 or path[0] != "local":
            # What hangs on it may be anybody's.
            return len(path) == 2 and path[0] == "made"
        name = path[1]
        if name in self.text.entered:
            return True
        values = self.text.given.get(name, [])
        return bool(values) and name not in self.text.parts and all(map(self._makes, values))

    def _makes(self, expr: Expr) -> bool:
        if isinstance(expr, Await):
            expr = expr.value
        if not isinstance(expr, Call):
            return False
        event = self.unit.events.get((expr.at, "call"))
        return (
            event is not None
            and not event.unknown
            and bool(event.alternatives)
            and all(_maker(value) in ("new", "part") for value in event.alternatives)
        )


def _maker(value: Value) -> str:
    """What calling a value gives: something new, a part of its receiver, or what only the project knows."""
    if isinstance(value, ClassValue):
        return "new"
    if isinstance(value, FunctionValue) and value.function.module.is_stub:
        return "new" if value.receiver is None else "part"
    if isinstance(value, Instance) and value.cls.module.is_stub:
        return "new"
    return "project"


def argument(call: Call, function_params: Iterable[tuple[str, str]], name: str) -> Expr | None:
    """The expression that a call passes for a parameter; None where that is not seen.

    `function_params` are (name, kind) of the parameters without the receiver.
    """
    for keyword in call.keywords:
        if keyword.name == name:
            return keyword.value
    for index, (param, kind) in enumerate(function_params):
        if kind not in ("positional", "normal"):
            return None
        if param == name:
            args = call.args[: index + 1]
            plain = len(args) > index and not any(isinstance(arg, Star) for arg in args)
            return args[index] if plain else None
    return None
