"""What is handed to a framework, and how the framework deals with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asynclint.program.values.typesets import TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.fixpoint.units import Unit
    from asynclint.program.model.entities import Module


@dataclass(frozen=True, slots=True)
class Manner:
    """How a framework deals with a callable that it is given.

    `unwraps`: what lies behind `__wrapped__` decides where it runs.  `streams`: the items of a
    generator are made in a worker.  `model` and `response` are the response model and the class
    of the response that the registration names; empty where it names none.
    """

    unwraps: bool = False
    streams: bool = False
    model: TypeSet = field(default_factory=TypeSet)
    response: TypeSet = field(default_factory=TypeSet)


PLAIN = Manner()


@dataclass(slots=True)
class Registration:
    """A callable handed to a framework: `role` as in the marker, for routes `method` and `path`.

    `at` is a span index of `module`; `routers` are the construction sites of the receivers;
    `targets` the callables, for router and mount the included routers; `owner` the unit that did it.
    `wrappers` are the units of synchronous wrappers that run on the loop because of what they wrap.
    """

    role: str
    at: int
    module: Module
    targets: tuple[Value, ...]
    method: str = ""
    path: str = ""
    routers: tuple[tuple[str, int], ...] = ()
    owner: Unit | None = None
    manner: Manner = PLAIN
    wrappers: tuple[Unit, ...] = ()

    @property
    def site(self) -> tuple[str, int]:
        """The place of the call, as `Instance.site` gives it."""
        return self.module.name, self.at
