"""Silenced lines: what passes one of them is marked on its way to the callers."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Protocol

from asynclint.program.effects.items import Item
from asynclint.program.fixpoint.events import Edge, Event, Place
from asynclint.program.fixpoint.units import Unit

NONE: frozenset[int] = frozenset()


class Silences(Protocol):
    """Which lines silence what, as the engine reads it off the comments.

    `modules` are the names of those that silence anything at all.
    """

    @property
    def modules(self) -> Container[str]: ...

    def marks(self, module: str, line: int, category: str) -> frozenset[int]:
        """The comments that silence a category of blocking calls on a line."""
        ...


class Silenced:
    """Which events pass silenced lines, and by which comments."""

    def __init__(self, silences: Silences | None) -> None:
        self._silences = silences
        self._marks: dict[tuple[Place, str], frozenset[int]] = {}
        # What comments have silenced in each unit.
        self._by_unit: dict[Unit, set[tuple[int, str]]] = {}

    def marked(self, unit: Unit, event: Event, edge: Edge, items: Iterator[Item]) -> Iterator[Item]:
        """What comes through an edge, marked where the way passes a silenced line there."""
        return items if self._silences is None else self._mark(unit, event, edge, items)

    def _mark(self, unit: Unit, event: Event, edge: Edge, items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            passes = self._passes(unit, event, edge, item.leaf.category)
            yield replace(item, silenced=True) if passes and not item.silenced else item

    def _passes(self, unit: Unit, event: Event, edge: Edge, category: str) -> bool:
        """Whether the place of the event is silenced, or one where the edge fills a hole."""
        marks = self._at(unit, event.at, category)
        for inner, at in through(edge):
            marks |= self._at(inner, at, category)
        if marks:
            self._by_unit.setdefault(unit, set()).update((mark, category) for mark in marks)
        return bool(marks)

    def _at(self, unit: Unit, at: int, category: str) -> frozenset[int]:
        module = unit.module
        if self._silences is None or module.is_stub or module.name not in self._silences.modules:
            return NONE
        key = ((module.name, at), category)
        found = self._marks.get(key)
        if found is None:
            found = self._silences.marks(module.name, module.span(at).line, category)
            self._marks[key] = found
        return found

    @property
    def found(self) -> bool:
        """Whether anything passes a silenced line."""
        return bool(self._by_unit)

    def used(self, units: Container[Unit]) -> frozenset[tuple[int, str]]:
        """The comments that silence something in these units, each with the category of what."""
        return frozenset(one for unit, some in self._by_unit.items() if unit in units for one in some)


def through(edge: Edge) -> Iterator[tuple[Unit, int]]:
    """The places inside callees that call what they were passed by this edge."""
    step = edge.through
    while step is not None:
        callee, hole = step
        origin = callee.holes[hole]
        yield callee, origin.at
        step = None
        if origin.callee is not None and origin.hole is not None:
            step = origin.callee, origin.hole
