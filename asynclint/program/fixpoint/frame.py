"""A frame: the evaluation of one unit under way, or of an expression on its behalf."""

from __future__ import annotations

from asynclint.facts.records import Expr
from asynclint.program.fixpoint.events import Event, Place
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function, Module
from asynclint.program.values.guards import Guard, limited
from asynclint.program.values.kinds import ParamRef
from asynclint.program.values.typesets import TypeSet, Value


class Frame:
    """The names and the path so far.

    `unit` is told of growth; `recorder` gets the events (the unit, but for what a generator
    expression does later); `scope` is the unit whose names count (the same but for defaults and
    annotations, which are evaluated where they were written); `held` are the objects of the `with`
    sections around; `owner` is the object of a method that is being called, and the types of the
    expression it came from; `knows_paths` says that some test has told of an attribute; `changed` are the
    keys of the function's own `**kwargs` that the body changes, and where.
    """

    __slots__ = (
        "changed",
        "env",
        "guards",
        "held",
        "holes",
        "knows_paths",
        "muted",
        "owner",
        "probed",
        "recorder",
        "scope",
        "unit",
        "without_loop",
    )

    def __init__(self, unit: Unit, scope: Unit, muted: bool = False) -> None:
        self.unit = unit
        self.scope = scope
        self.recorder = unit
        self.env: dict[str, TypeSet] = {}
        self.guards: tuple[Guard, ...] = ()
        self.held: tuple[tuple[Place, Place], ...] = ()
        self.without_loop = False
        self.probed = False
        self.owner: tuple[Value, TypeSet] | None = None
        self.knows_paths = False
        self.changed: dict[tuple[ParamRef, str], set[int]] = {}
        self.muted = muted
        self.holes = not muted

    @property
    def module(self) -> Module:
        return self.scope.module

    @property
    def function(self) -> Function | None:
        return self.scope.function

    def own(self, value: Value, types: TypeSet) -> None:
        """Notes of which expression `value` is the object whose method is called next."""
        self.owner = None if types.param is None else (value, types)

    def event(self, at: int, kind: str, expr: Expr | None) -> Event:
        """The event of this place, made on first use; a muted frame's events are lost."""
        if self.muted:
            return Event(at, kind, expr, (), self.without_loop)
        found = self.recorder.events.get((at, kind))
        if found is None:
            found = self.recorder.events[at, kind] = Event(at, kind, expr, self.guards, self.without_loop)
        else:
            found.guards = tuple(guard for guard in found.guards if guard in self.guards)
            found.without_loop = found.without_loop and self.without_loop
        if self.held:
            found.held = tuple(dict.fromkeys((*found.held, *self.held)))
        return found

    def guarded(self, guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        """The path's guards with these added, at most `MAX_GUARDS`."""
        return limited(self.guards + guards) if guards else self.guards
