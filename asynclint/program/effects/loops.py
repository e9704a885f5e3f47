"""Loops of worker threads: what only runs there holds up no request.

`asyncio.run(export())` in a `def` route runs `export` on a loop of its own.  Called on the server's
loop, it raises, so that callers there bring nothing onto that loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asynclint.program.effects.uses import QUIET_ROLES, WORKER_ROLES, Use
from asynclint.program.model.entities import Function


def on_other_loops(uses: Mapping[Function, Use]) -> set[Function]:
    """The functions that only loops of worker threads are known to run."""
    workers = _workers(uses)
    open_ = {
        function
        for function, use in uses.items()
        if use.outside or use.roles - {"task"} or any(_may_serve(e, workers) for e in use.enterers)
    }
    # Whatever a function outside reaches is outside; one that nobody is known to run is, too.
    reached = _reached(uses, open_ | _unused(uses))
    entered = {function for function, use in uses.items() if use.enterers.keys() & workers}
    return _reached(uses, entered) - reached


def _may_serve(enterer: Function, workers: set[Function]) -> bool:
    """Whether the loop that a function enters may be the one that serves."""
    return not enterer.facts.is_async and enterer not in workers


def _unused(uses: Mapping[Function, Use]) -> set[Function]:
    """The functions that run others without being run by any."""
    leading = {caller for use in uses.values() for caller in use.callers}
    return {f for f in leading if f not in uses or not _is_used(uses[f])}


def _is_used(use: Use) -> bool:
    return bool(use.roles or use.callers or use.enterers or use.quiet_callers)


def _workers(uses: Mapping[Function, Use]) -> set[Function]:
    """The `def` functions that are known to run in worker threads, and nowhere else unknown."""
    plain = {function for function in uses if not function.facts.is_async}
    sync = {f: Use(callers={c: None for c in uses[f].callers if not c.facts.is_async}) for f in plain}
    unknown = {
        f
        for f in plain
        if uses[f].outside or uses[f].roles - WORKER_ROLES - QUIET_ROLES or not _is_used(uses[f])
    }
    unknown |= {c for use in sync.values() for c in use.callers if c not in uses}
    evident = {f for f in plain if uses[f].roles & WORKER_ROLES}
    return _reached(sync, evident) - _reached(sync, unknown)


def _reached(uses: Mapping[Function, Use], start: Iterable[Function]) -> set[Function]:
    """The functions that some functions lead to by calls and tasks, these among them."""
    led: dict[Function, list[Function]] = {}
    for function, use in uses.items():
        for caller in use.callers:
            led.setdefault(caller, []).append(function)
    found = set(start)
    stack = list(found)
    while stack:
        for function in led.get(stack.pop(), ()):
            if function not in found:
                found.add(function)
                stack.append(function)
    return found
