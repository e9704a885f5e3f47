"""Uses: how functions come to run, as the rest of this package notes and reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bound, ClassValue, Dispatch, FunctionValue, Instance
from asynclint.program.values.typesets import Value

ROLE_NAMES = {
    "background": "background task",
    "dependency": "dependency",
    "middleware": "middleware",
    "exception-handler": "exception handler",
    "openapi": "route GET /openapi.json",
    "validator": "validator",
    "serializer": "serializer",
    "response-class": "response class",
    "route-class": "route class",
    "callback": "callback",
    "task": "background task",
    "startup": "startup",
    "shutdown": "shutdown",
    "lifespan": "lifespan",
    "command": "command line",
}
# A command of a command line is a program of its own: what of it serves has another role besides.
QUIET_ROLES = frozenset({"startup", "shutdown", "lifespan", "command"})
# Roles whose `def` functions the framework calls on the loop.
LOOP_ROLES = frozenset({"middleware", "callback", "websocket", "openapi"})
# Roles whose `def` functions run in the thread pool, or elsewhere off the loop.
WORKER_ROLES = frozenset({"route", "dependency", "background", "exception-handler", "offload"})


@dataclass(slots=True)
class Use:
    """How one function comes to run: roles, labels, and the functions that lead to it.

    `callers` call it, await it or make a task of it; `enterers` run it in a loop of their own;
    `served` are the endpoints and dependencies around which the server's loop itself runs it.
    `outside`: a module's own code runs it.
    """

    labels: dict[str, None] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    callers: dict[Function, None] = field(default_factory=dict)
    enterers: dict[Function, None] = field(default_factory=dict)
    served: dict[Function, None] = field(default_factory=dict)
    outside: bool = False
    quiet_callers: bool = False


def functions_of(values: Iterable[Value]) -> Iterable[Function]:
    """The functions among values: bare, in a partial, or the `__call__` of an object."""
    for value in values:
        while isinstance(value, Bound):
            value = value.target
        if isinstance(value, FunctionValue):
            yield value.function
            for _, inner in value.env:
                yield from functions_of(inner.values)
        elif isinstance(value, Dispatch):
            yield from functions_of(value.targets)
        elif isinstance(value, Instance | ClassValue):
            # A middleware is handed over as its class.
            for name in ("__call__",) if isinstance(value, Instance) else ("__call__", "dispatch"):
                found = value.cls.find(name)
                if found is not None and found[1].functions and not found[0].module.is_stub:
                    yield found[0].module.functions[found[1].functions[0]]
