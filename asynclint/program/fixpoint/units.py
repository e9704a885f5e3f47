"""What is evaluated: units, and the cells that they write and read."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from asynclint.program.values.typesets import EMPTY, LIMIT, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.fixpoint.cases import Case
    from asynclint.program.fixpoint.events import Event, Hole, HoleOrigin
    from asynclint.program.fixpoint.registrations import Registration
    from asynclint.program.model.entities import Class, Function, Module


class Cell:
    """One value of the fixed point, and the units that have read it."""

    __slots__ = ("limit", "readers", "value")

    def __init__(self, limit: int = LIMIT) -> None:
        self.value: TypeSet = EMPTY
        self.readers: dict[Unit, None] = {}
        self.limit = limit


UnitKey = tuple[object, ...]


class Unit:
    """One body to evaluate: a function for one receiver, a class body, or a module.

    `outer` is the unit of the enclosing function.  `cells` hold its names for those who read them
    from outside, `returns` and `yields` what it gives; `events` are keyed by span index and kind.
    `holes` are what it does to its parameters, `stores` what a method puts into attributes of its
    object (parameters as symbols), `cases` what each `return` gives, `hole_readers` the units that have
    asked for any of these.
    A unit with `serves` has no body: it is what the loop itself runs around a registered callable.
    """

    __slots__ = (
        "cases",
        "cells",
        "cls",
        "dirty",
        "evaluations",
        "events",
        "function",
        "hole_readers",
        "holes",
        "key",
        "module",
        "outer",
        "queued",
        "receiver",
        "registrations",
        "returns",
        "running",
        "serves",
        "stores",
        "yields",
    )

    def __init__(
        self,
        key: UnitKey,
        module: Module,
        function: Function | None = None,
        receiver: Value | None = None,
        outer: Unit | None = None,
        cls: Class | None = None,
    ) -> None:
        self.key = key
        self.module = module
        self.function = function
        self.receiver = receiver
        self.outer = outer
        self.cls = cls
        self.events: dict[tuple[int, str], Event] = {}
        self.registrations: list[Registration] = []
        self.serves: Registration | None = None
        self.cells: dict[str, Cell] = {}
        self.returns = Cell()
        self.yields = Cell()
        self.holes: dict[Hole, HoleOrigin] = {}
        self.hole_readers: dict[Unit, None] = {}
        self.stores: dict[str, Cell] = {}
        self.cases: dict[Hashable, Case] = {}
        self.running = False
        self.queued = False
        self.dirty = True
        self.evaluations = 0

    def __repr__(self) -> str:
        return f"<unit {self.dotted} {self.receiver and self.receiver.key}>"

    @property
    def dotted(self) -> str:
        """The name to show."""
        if self.function is not None:
            return self.function.dotted
        if self.cls is not None:
            return self.cls.dotted
        return f"{self.outer.dotted}.<genexpr>" if self.outer is not None else self.module.name

    @property
    def is_async(self) -> bool:
        return self.function is not None and self.function.facts.is_async

    @property
    def is_generator(self) -> bool:
        return self.function is not None and self.function.facts.is_generator
