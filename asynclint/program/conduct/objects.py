"""What attributes of new objects hold: what their constructor was passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asynclint.facts.records import Attr, Call, Expr, Name
from asynclint.program.conduct.conduct import NOWHERE_KNOWN, Path
from asynclint.program.conduct.view import View, argument
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class
from asynclint.program.values.kinds import ClassValue

# Objects in objects, and constructors that call those of their bases.
_DEPTH = 4

Views = Callable[[Unit], View | None]


class Objects:
    """`views` gives the view of a unit."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def path(self, view: View, expr: Expr | None, depth: int = 0) -> Path:
        """How a body comes to an object; an attribute of one that it makes itself (`Repository(session)`) is
        what the constructor was passed."""
        return self.seen_through(view, view.path(expr), depth)

    def seen_through(self, view: View, path: Path, depth: int = 0) -> Path:
        """The same for a path."""
        if len(path) < 3 or path[0] not in ("local", "made"):
            return path
        call = view.construction(path)
        if call is None:
            # What hangs on an object of which the body does not know where it comes from.
            return path if path[0] == "local" and not view.is_own(path[:2]) else NOWHERE_KNOWN
        event = view.unit.events.get((call.at, "call"))
        held = None if event is None else self._held(view, call, event, path[2], depth)
        return NOWHERE_KNOWN if held is None else self.seen_through(view, (*held, *path[3:]), depth + 1)

    def _held(self, view: View, call: Call, event: Event, name: str, depth: int) -> Path | None:
        """What the attribute `name` of the object holds that a call makes."""
        if depth >= _DEPTH:
            return None
        expr: Expr | None = None
        for edge in event.edges:
            init = edge.unit
            if init is not None and init.function is not None and init.function.name == "__init__":
                param = self._stored_param(init, name, depth)
                if param:
                    params = [(each.name, each.kind) for each in init.function.params[1:]]
                    expr = argument(call, params, param)
        if expr is None and not event.edges:
            expr = self._field(call, event, name)
        return None if expr is None else self.path(view, expr, depth + 1)

    def _stored_param(self, init: Unit, name: str, depth: int) -> str:
        """The parameter of a constructor that goes into an attribute as it is; "" where none does."""
        view = self._views(init)
        if view is None or depth >= _DEPTH:
            return ""
        values = view.text.kept.get(name, [])
        if len(values) == 1:
            path = view.path(values[0])
            return path[1] if path[0] == "param" and len(path) == 2 else ""
        for event, call in _of_bases(view) if not values else ():
            for edge in event.edges:
                base = edge.unit
                if base is None or base.function is None or base.function.name != "__init__":
                    continue
                param = self._stored_param(base, name, depth + 1)
                params = [(each.name, each.kind) for each in base.function.params[1:]]
                given = argument(call, params, param) if param else None
                if isinstance(given, Name) and given.id in view.text.params:
                    return given.id
        return ""

    def _field(self, call: Call, event: Event, name: str) -> Expr | None:
        """What a class without a constructor of its own, a dataclass, was passed for a field."""
        classes: list[Class] = [value.cls for value in event.alternatives if isinstance(value, ClassValue)]
        if not classes:
            return None
        return next((keyword.value for keyword in call.keywords if keyword.name == name), None)


def _of_bases(view: View) -> Iterator[tuple[Event, Call]]:
    """The calls of `super().__init__` in a constructor."""
    for call in view.text.calls.values():
        func = call.func
        if isinstance(func, Attr) and func.name == "__init__":
            event = view.unit.events.get((call.at, "call"))
            if event is not None:
                yield event, call
