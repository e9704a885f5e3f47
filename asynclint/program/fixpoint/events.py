"""What a unit records of its evaluation: places where something runs, and what is left to callers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asynclint.facts.records import Expr
from asynclint.program.fixpoint.units import Unit
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import Bindings, Dispatch, ParamRef
from asynclint.program.values.origins import NONE, Origins, joined
from asynclint.program.values.typesets import TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.calls.params import Arguments
    from asynclint.program.model.behaviour import Blocks
    from asynclint.program.model.entities import Function


Place = tuple[str, int]
"""A module's name and a span index in it."""

NOWHERE = -1
"""The span index of a call that is written nowhere."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Something done to whatever the caller passes for `param`.

    `action`: call, next (iterate, advance), truth, or a method's name with a leading dot.
    """

    param: ParamRef
    action: str
    guards: tuple[Guard, ...]


@dataclass(slots=True)
class HoleOrigin:
    """Where a unit has a hole: its own event, and the hole of the callee it comes from, if any.

    `arguments` are those of the call, in terms of the unit's own parameters; None where not known.
    """

    at: int
    callee: Unit | None = None
    hole: Hole | None = None
    arguments: Arguments | None = None


@dataclass(slots=True)
class Edge:
    """One thing that an event may run: a unit, or a leaf of a stub.

    `how`: call (runs now), create (builds a coroutine or generator, nothing runs), offload (runs
    off the loop), schedule (runs on the loop, later), greenlet (runs now, but what its own library
    waits for yields), enter (runs in a loop inside the call).  `covered` says that the callee came in
    through a parameter, so that callers count it and not the unit itself.  `through` is the hole
    that the edge fills: the callee unit in which it stands; `passed` then is the value that fills
    it, and how many the call may pass.  `dispatch` is a method with many overrides, and the
    one of them that runs.  `site` is the place of construction of the object that a leaf with
    `cost="contended"` waits for; `input` the parameter of the unit that is the input of one with
    `cost="size"`, None where that surely comes from outside.  `library` is that whose own waits yield, for
    greenlet.  `guards` hold where this is what runs, of all that the event may run; `alone` says that
    nothing else runs where they do.  `origins` are those of the object whose method a leaf is.
    """

    how: str
    unit: Unit | None = None
    leaf: Function | None = None
    blocks: Blocks | None = None
    bindings: Bindings = field(default_factory=dict)
    covered: bool = False
    through: tuple[Unit, Hole] | None = None
    alternative: Value | None = None
    passed: tuple[Value, int] | None = None
    dispatch: tuple[Dispatch, Value] | None = None
    site: Place | None = None
    input: ParamRef | None = None
    library: str = ""
    guards: tuple[Guard, ...] = ()
    alone: bool = False
    origins: Origins = NONE


@dataclass(slots=True)
class Event:
    """One place of a unit where something may be run.

    `alternatives` are the resolved targets, of which one runs; `unknown` says that some did
    not resolve; `without_loop` that the place is reached only where no loop is running.  `held` are
    the objects under which it runs (`with lock:`): the place of construction of each, and that of
    the section.  `given` is what a call gives where that may be something to wait for; `offloaded` what
    it hands to a thread, and what calling that gives there.
    """

    at: int
    kind: str
    expr: Expr | None
    guards: tuple[Guard, ...]
    without_loop: bool = False
    edges: list[Edge] = field(default_factory=list)
    alternatives: dict[Value, None] = field(default_factory=dict)
    unknown: bool = False
    held: tuple[tuple[Place, Place], ...] = ()
    given: TypeSet | None = None
    offloaded: tuple[TypeSet, TypeSet] | None = None

    def add(self, edge: Edge) -> None:
        """Adds an edge, or joins its bindings to those of the same edge of an earlier pass."""
        for known in self.edges:
            if (
                known.how == edge.how
                and known.unit is edge.unit
                and known.leaf is edge.leaf
                and known.through == edge.through
                and known.alternative == edge.alternative
                and known.site == edge.site
                and known.input == edge.input
                and known.guards == edge.guards
            ):
                known.covered = known.covered and edge.covered
                known.alone = known.alone and edge.alone
                known.origins = joined(known.origins, edge.origins)
                for param, types in edge.bindings.items():
                    mine = known.bindings.get(param)
                    if mine is None or mine.param != types.param:
                        types = types.of_param(None) if mine is None else mine.join(types).of_param(None)
                    known.bindings[param] = types
                return
        self.edges.append(edge)
