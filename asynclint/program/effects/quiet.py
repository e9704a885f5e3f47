"""Quiet functions: those that run only where no request waits, at start-up, at shutdown or in tests.

What start-up code runs stays quiet where a program beside the server runs it too, under
`asyncio.run`.  What only such a program runs does not: its loop may be the one that serves.  The
commands that a library for command lines runs are quiet, with the loops that they enter: the routes
and tasks of a server that one starts are loud by their own roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asynclint.program.effects.loops import on_other_loops
from asynclint.program.effects.uses import QUIET_ROLES, Use
from asynclint.program.model.entities import Function

# Whoever enters a lifespan starts an application.
ALWAYS_QUIET = "lifespan"


def quiet_functions(uses: Mapping[Function, Use]) -> set[Function]:
    """The functions that only start-up code, tests and loops of worker threads are known to run."""
    elsewhere = on_other_loops(uses)
    callers = {caller for use in uses.values() for caller in (*use.callers, *use.served)}
    unknown = {f for f in {*uses, *callers} if f not in uses or not _is_known(uses[f])}
    serving = {f for f, use in uses.items() if use.roles - QUIET_ROLES - {"offload"}} - elsewhere
    starting = {f for f, use in uses.items() if use.roles & QUIET_ROLES}
    lifespans = {f for f in starting if ALWAYS_QUIET in uses[f].roles}
    loud = _reached(uses, serving, lifespans - serving)
    loud |= _reached(uses, unknown, starting - serving)
    programs = _reached(uses, {f for f, use in uses.items() if use.outside or use.enterers} - elsewhere, ())
    started = _reached(uses, starting | elsewhere, (), entered=True)
    return {f for f in uses if f not in loud and (f in started or f not in programs)}


def _is_known(use: Use) -> bool:
    """Whether anything is known to run the function."""
    roles = use.roles - {"offload"}
    return bool(roles or use.callers or use.served or use.enterers or use.quiet_callers or use.outside)


def _reached(
    uses: Mapping[Function, Use],
    start: Iterable[Function],
    closed: Iterable[Function],
    entered: bool = False,
) -> set[Function]:
    """The functions that some lead to by calls and tasks, these among them; not by way of `closed`.

    `entered`: by loops of their own, too.
    """
    led: dict[Function, list[Function]] = {}
    for function, use in uses.items():
        for caller in (*use.callers, *use.served, *(use.enterers if entered else ())):
            led.setdefault(caller, []).append(function)
    shut = set(closed)
    found = set(start) - shut
    stack = list(found)
    while stack:
        for function in led.get(stack.pop(), ()):
            if function not in found and function not in shut:
                found.add(function)
                stack.append(function)
    return found
