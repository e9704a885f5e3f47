"""What is evaluated: units, the cells they write and read, and the events they record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asynclint.program.values import EMPTY, LIMIT, ParamRef, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.facts.records import Expr
    from asynclint.program.behaviour import Blocks
    from asynclint.program.entities import Class, Function, Module

CALLABLES = 64
MAX_GUARDS = 3


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

    `outer` is the unit of the enclosing function.  `bound` are the symbols that the bindings of
    a call replace: the parameters of the function and of the functions around it.
    """

    __slots__ = (
        "cells",
        "cls",
        "dirty",
        "evaluations",
        "events",
        "function",

        "holes",
        "hole_readers",
        "key",
        "module",
        "outer",
        "queued",
        "receiver",
        "registrations",
        "returns",
        "running",
        "yields",
        "callers",
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
        self.cells: dict[str, Cell] = {}
        self.returns = Cell()
        self.yields = Cell()
        self.holes: dict[Hole, HoleOrigin] = {}
        self.hole_readers: dict[Unit, None] = {}
        self.running = False
        self.queued = False
        self.dirty = True
        self.evaluations = 0

    def __repr__(self) -> str:
        return f"<unit {self.dotted} {self.receiver and self.receiver.key}>"

    @property
    def dotted(self) -> str:
        if self.function is not None:
            return self.function.dotted
        if self.cls is not None:
            return self.cls.dotted
        return self.outer.dotted if self.outer is not None else self.module.name

    @property
    def is_async(self) -> bool:
        return self.function is not None and self.function.facts.is_async

    @property
    def is_generator(self) -> bool:
        return self.function is not None and self.function.facts.is_generator


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
        """A total order that does not depend on addresses: the tellest first."""
        function = self.param.function
        place = (function.module.name, function.index, self.param.name)
        return (not (self.test == "eq" and self.holds), *place, self.test, repr(self.values), self.holds)


def limited(guards: Iterable[Guard]) -> tuple[Guard, ...]:
    """At most `MAX_GUARDS` of them; an equality that holds makes other tests of its parameter idle."""
    known = dict.fromkeys(guards)
    equal = {guard.param for guard in known if guard.test == "eq" and guard.holds}
    kept = [guard for guard in known if guard.param not in equal or (guard.test == "eq" and guard.holds)]
    return tuple(sorted(kept, key=lambda guard: guard.order)[:MAX_GUARDS]) if len(kept) > MAX_GUARDS else tuple(kept)


@dataclass(frozen=True, slots=True)
class Hole:
    """Something done to whatever the caller passes for `param`.

    `action`: call, next (iterate, advance), enter, or a method's name with a leading dot.
    """

    param: ParamRef
    action: str
    guards: tuple[Guard, ...]


@dataclass(slots=True)
class HoleOrigin:
    """Where a unit has a hole: its own event, and the hole of the callee it comes from, if any."""

    at: int
    callee: Unit | None = None
    hole: Hole | None = None


@dataclass(slots=True)
class Edge:
    """One thing that an event may run: a unit, or a leaf of a stub.

    `how`: call (runs now), create (builds a coroutine or generator, nothing runs), offload (runs
    off the loop), schedule (runs on the loop, later).  `covered` says that the callee came in
    through a parameter, so that callers count it and not the unit itself.  `through` is the hole
    that the edge fills: the callee unit in which it stands; `passed` then is the value that fills
    it, and how many the call may pass.
    """

    how: str
    unit: Unit | None = None
    leaf: Function | None = None
    blocks: Blocks | None = None
    bindings: dict[ParamRef, TypeSet] = field(default_factory=dict)
    covered: bool = False
    through: tuple[Unit, Hole] | None = None
    alternative: Value | None = None
    passed: tuple[Value, int] | None = None


@dataclass(slots=True)
class Event:
    """One place of a unit where something may be run.

    `alternatives` are the resolved targets, of which one runs; `unknown` says that some did
    not resolve; `without_loop` that the place is reached only where no loop is running.
    """

    at: int
    kind: str
    expr: Expr | None
    guards: tuple[Guard, ...]
    without_loop: bool = False
    edges: list[Edge] = field(default_factory=list)
    alternatives: dict[Value, None] = field(default_factory=dict)
    unknown: bool = False

    def add(self, edge: Edge) -> None:
        """Adds an edge, or joins its bindings to those of the same edge of an earlier pass."""
        for known in self.edges:
            if (
                known.how == edge.how
                and known.unit is edge.unit
                and known.leaf is edge.leaf
                and known.through == edge.through
                and known.alternative == edge.alternative
            ):
                known.covered = known.covered and edge.covered
                for param, types in edge.bindings.items():
                    mine = known.bindings.get(param)
                    if mine is None or mine.param != types.param:
                        types = types.of_param(None) if mine is None else mine.join(types).of_param(None)
                    known.bindings[param] = types
                return
        self.edges.append(edge)


@dataclass(slots=True)
class Registration:
    """A callable handed to a framework: `role` as in the marker, for routes `method` and `path`.

    `router` are the construction sites of the receivers; `targets` the callables, for router and
    mount the sites of the included ones.
    """

    role: str
    at: int
    module: Module
    targets: tuple[Value, ...]
    method: str = ""
    path: str = ""
    routers: tuple[tuple[str, int], ...] = ()
    owner: Unit | None = None


