"""Locks: which sections of a lock block while they hold it, so that others may wait.

A section is the body of `with lock:`; a lock is known by the place of its construction.  An
uncontended lock costs nothing: a section counts only where another one of the same lock blocks
and may run beside it, in a thread.
"""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.program.effects.contexts import Contexts
from asynclint.program.effects.items import Item
from asynclint.program.effects.reach import function_of
from asynclint.program.fixpoint.events import Edge, Event, Place
from asynclint.program.fixpoint.units import Unit

CONTENDED = "contended"
# Too short to wait for.
MOMENTARY = frozenset({"path"})


class Locks:
    """The sections of all locks, and what is found to block in them."""

    def __init__(self, units: Iterable[Unit], contexts: Contexts) -> None:
        self._contexts = contexts
        self._waits: dict[Place, list[tuple[Unit, Event]]] = {}
        self._sections: list[tuple[Unit, Event]] = []
        self._held_over: dict[Place, dict[Place, Item]] = {}
        self._single: set[Place] = set()
        units = list(units)
        for unit in units:
            beside = False
            for event in unit.events.values():
                for edge in event.edges:
                    if edge.site is not None:
                        self._waits.setdefault(edge.site, []).append((unit, event))
                if event.held and not beside:
                    beside = self._may_run_beside(unit)
                if event.held and beside:
                    self._sections.append((unit, event))
        if self._waits:
            self._single = _made_once(units, self._waits)

    def _may_run_beside(self, unit: Unit) -> bool:
        function = function_of(unit)
        return function is not None and self._contexts.may_run_beside(function)

    @property
    def sections(self) -> list[tuple[Unit, Event]]:
        """What is called while a lock is held, where a thread may do it."""
        return self._sections

    def holds(self, unit: Unit, event: Event, items: Iterable[Item]) -> list[tuple[Unit, Event]]:
        """Notes what blocks in the sections around an event; gives the waits that this makes real."""
        grave = [item for item in items if item.leaf.category not in MOMENTARY]
        if not grave:
            return []
        gravest = min(grave, key=lambda item: item.order)
        woken: list[tuple[Unit, Event]] = []
        for site, section in event.held:
            if _is_made_in(unit, site):
                continue
            found = self._held_over.setdefault(site, {})
            if section not in found or (found[section].silenced and not gravest.silenced):
                woken.extend(self._waits.get(site, ()))
            if section not in found or gravest.order < found[section].order:
                found[section] = gravest
        return woken

    def cause(self, edge: Edge, place: Place) -> tuple[Item, bool] | None:
        """What another section than that at `place` blocks on, and whether there is one such lock."""
        assert edge.site is not None
        others = [
            (item.order, at, item) for at, item in self._held_over.get(edge.site, {}).items() if at != place
        ]
        if not others:
            return None
        item = min(others, key=lambda entry: entry[:2])[2]
        return item, edge.site in self._single


def _is_made_in(unit: Unit, site: Place) -> bool:
    """Whether a constructor makes the lock itself: nobody else has it while it runs."""
    own = unit.function is not None and unit.function.name == "__init__"
    return own and site[0] == unit.module.name and (site[1], "call") in unit.events


def _made_once(units: Iterable[Unit], sites: Iterable[Place]) -> set[Place]:
    """The places of construction that run once: those in the body of a module or of its classes."""
    wanted = set(sites)
    made: set[Place] = set()
    for unit in units:
        if unit.function is None and unit.outer is None:
            made.update((unit.module.name, at) for at, kind in unit.events if kind == "call")
    return made & wanted
