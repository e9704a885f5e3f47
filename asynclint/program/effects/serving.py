"""Serving: what the loop runs around endpoints, and the functions that lists and decorators hand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asynclint.program.effects.routers import Site, included, routes_of, sites_of
from asynclint.program.effects.uses import functions_of
from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import ClassValue
from asynclint.program.values.typesets import Value

# What may run around an endpoint, by the kind of its event, where that has a name of its own.
AROUND = frozenset({"validator", "serializer", "response-class"})

# A function that runs, and one that runs it.
Led = tuple[Function, Function]


class Serving:
    """The routes of a program, to ask which of them something belongs to."""

    def __init__(self, registrations: list[Registration]) -> None:
        self.below = included(registrations)
        self.routes = [entry for entry in registrations if entry.role in ("route", "websocket")]
        self._behind: dict[Unit, list[Unit]] = {}

    def routes_of(self, sites: Iterable[Site]) -> list[Registration]:
        """The routes of these routers and of all that they include."""
        return routes_of(set(sites), self.below, self.routes)

    def endpoints(self, unit: Unit, entry: Registration) -> list[Function]:
        """The functions whose routes a unit serves that has a registration for its body."""
        if entry.role in ("route-class", "response-class"):
            return _endpoints(self.routes_of(entry.routers))
        target = unit.key[-1]
        assert isinstance(target, Value)
        return [] if isinstance(target, ClassValue) else list(functions_of([target]))

    def runs(self, unit: Unit, entry: Registration) -> Iterator[tuple[str, Unit]]:
        """The units of the project that the loop runs, and in which role."""
        for event in unit.events.values():
            role = event.kind if event.kind in AROUND else entry.role
            for edge in event.edges:
                if edge.unit is None or edge.how != "call":
                    continue
                for inner in self.behind(edge.unit) if edge.unit.module.is_stub else (edge.unit,):
                    yield role, inner

    def behind(self, stub: Unit) -> list[Unit]:
        """The functions of the project that a model in a stub calls."""
        known = self._behind.get(stub)
        if known is not None:
            return known
        found: dict[Unit, None] = {}
        seen = {stub}
        stack = [stub]
        while stack:
            for event in stack.pop().events.values():
                for edge in event.edges:
                    unit = edge.unit
                    if unit is None or unit.function is None or edge.how == "offload" or unit in seen:
                        continue
                    seen.add(unit)
                    if unit.module.is_stub:
                        stack.append(unit)
                    else:
                        found[unit] = None
        self._behind[stub] = list(found)
        return self._behind[stub]


def owned_dependencies(registrations: list[Registration], serving: Serving) -> Iterator[Led]:
    """Dependencies in the lists of a route, a router or an inclusion belong to its routes.

    One that a helper of the project makes for a parameter belongs to the function that has it.
    """
    made: dict[Site, list[Function]] = {}
    placed: dict[Site, list[Registration]] = {}
    for entry in registrations:
        if entry.role == "dependency":
            made.setdefault(entry.site, []).extend(functions_of(entry.targets))
        elif entry.role in ("route", "websocket"):
            placed.setdefault(entry.site, []).append(entry)
        elif entry.role in ("router", "mount"):
            placed.setdefault(entry.site, []).extend(serving.routes_of(sites_of(entry)))
    for entry in registrations:
        callers: list[Function] = []
        if entry.role == "injected" and entry.owner is not None and entry.owner.function is not None:
            callers = [entry.owner.function]
        elif entry.role == "dependencies":
            callers = _endpoints([*placed.get(entry.site, ()), *serving.routes_of([entry.site])])
        for site in sites_of(entry) if callers else ():
            for function in made.get(site, ()):
                yield from ((function, caller) for caller in callers)


def decorated_callers(units: list[Unit]) -> Iterator[Led]:
    """A wrapper that its own decorator registers calls what was decorated."""
    own = {
        target
        for unit in units
        for entry in unit.registrations
        for target in functions_of(entry.targets)
        if unit.function is not None and target.parent is unit.function
    }
    for unit in units:
        if unit.function is None or unit.function not in own:
            continue
        for event in unit.events.values():
            for edge in event.edges:
                inner = edge.unit.function if edge.unit is not None and edge.covered else None
                if inner is not None and edge.how != "offload":
                    yield inner, unit.function


def _endpoints(routes: Iterable[Registration]) -> list[Function]:
    return list(dict.fromkeys(f for route in routes for f in functions_of(route.targets)))
