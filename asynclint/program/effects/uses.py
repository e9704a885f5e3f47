"""Uses: how functions come to run, as the rest of this package notes and reads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from asynclint.program.model.entities import Function

ROLE_NAMES = {
    "background": "background task",
    "dependency": "dependency",
    "middleware": "middleware",
    "exception-handler": "exception handler",
    "validator": "validator",
    "callback": "callback",
    "task": "background task",
    "startup": "startup",
    "shutdown": "shutdown",
    "lifespan": "lifespan",
}
QUIET_ROLES = frozenset({"startup", "shutdown", "lifespan"})
# Roles whose `def` functions the framework calls on the loop.
LOOP_ROLES = frozenset({"validator", "middleware", "callback"})
# Roles whose `def` functions run in the thread pool, or elsewhere off the loop.
WORKER_ROLES = frozenset({"route", "dependency", "background", "exception-handler", "offload"})


@dataclass(slots=True)
class Use:
    """How one function comes to run: roles, labels, and the functions that lead to it.

    `callers` call it, await it or make a task of it; `enterers` run it in a loop of their own.
    `outside`: a module's own code runs it.
    """

    labels: dict[str, None] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    callers: dict[Function, None] = field(default_factory=dict)
    enterers: dict[Function, None] = field(default_factory=dict)
    outside: bool = False
    quiet_callers: bool = False
