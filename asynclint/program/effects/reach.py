"""Reach: what the loop may run of synchronous code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asynclint.program.effects.contexts import Contexts
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function


def on_the_loop(units: Iterable[Unit], contexts: Contexts, wanted: Callable[[Function], bool]) -> set[Unit]:
    """The frames that the loop runs, and the synchronous units that they call, at any depth.

    Tests and migrations run no loop that serves.  Of quiet functions, those that are `wanted`.
    """
    return called_by(
        unit
        for unit in units
        if unit.module.role == "code"
        and contexts.runs_on_loop(unit)
        and not (unit.function is not None and contexts.is_quiet(unit.function) and not wanted(unit.function))
    )


def called_by(units: Iterable[Unit]) -> set[Unit]:
    """Some units, and the synchronous ones that they call, at any depth."""
    stack = list(units)
    reached = set(stack)
    while stack:
        for event in stack.pop().events.values():
            if event.without_loop:
                continue
            for edge in event.edges:
                target = edge.unit
                if (
                    edge.how == "call"
                    and target is not None
                    and target not in reached
                    and not target.is_async
                ):
                    reached.add(target)
                    stack.append(target)
    return reached


def function_of(unit: Unit) -> Function | None:
    """The function of a unit, or the one around a generator expression; None at module level."""
    while unit.function is None and unit.cls is None and unit.outer is not None:
        unit = unit.outer
    return unit.function
