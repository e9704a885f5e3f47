"""Endpoints and dependencies that a framework runs in its thread pool, though they never wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from asynclint.facts.records import Attr, Call, Const, Name
from asynclint.finding import Record
from asynclint.program.coroutines.brief import Brief
from asynclint.program.coroutines.places import worker_function
from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import walk
from asynclint.program.sites import Site, Sites
from asynclint.program.values.typesets import is_none

# What of it each request runs, gravest first.
ROLES = ("route", "dependency")
# The argument that names the model of a route's result, as for `Manner.model`.
MODEL = "response_model"
# What the annotation of a result may consist of, so that checking it runs no code of the project.
PLAIN = frozenset({"None", "bool", "bytes", "dict", "float", "int", "list", "object", "set", "str", "tuple"})


class NeedlessThread(Record, frozen=True):
    """One `def` that could be `async def`; `role` is route or dependency."""

    site: Site
    role: str


class _Made(NamedTuple):
    """One registration of a function, and the unit that makes it."""

    unit: Unit
    entry: Registration

    @property
    def order(self) -> tuple[int, str, int]:
        return ROLES.index(self.entry.role), self.unit.module.path, self.unit.module.span(self.entry.at).line


def needless_threads(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[NeedlessThread]:
    """One for each function, in no order."""
    units = list(units)
    brief = Brief(units)
    registered: dict[Function, list[_Made]] = {}
    for made, function in _registrations(units):
        registered.setdefault(function, []).append(made)
    found: list[NeedlessThread] = []
    for function, some in registered.items():
        own = [unit for unit in brief.units_of(function) if reported(unit)]
        if not own or not brief.is_brief(function):
            continue
        first = min(some, key=lambda made: made.order)
        elsewhere = first.unit.module is not function.module
        way = [(first.unit, first.entry.at)] if elsewhere else []
        site = sites.site(own[0], function.facts.at, Name(function.name), function.dotted, way)
        found.append(NeedlessThread(site, first.entry.role))
    return found


def _registrations(units: Iterable[Unit]) -> Iterator[tuple[_Made, Function]]:
    """The plain functions of the project that a framework runs in a worker, wherever it is told to."""
    for unit in units:
        if unit.module.is_stub or unit.module.role != "code":
            continue
        for entry in unit.registrations:
            if entry.role not in ROLES or entry.module is not unit.module:
                continue
            for value in entry.targets:
                function = worker_function(entry, value)
                if function is None or function.name == "<lambda>":
                    continue
                if entry.role != "route" or not _is_validated(entry, function):
                    yield _Made(unit, entry), function


def _is_validated(entry: Registration, function: Function) -> bool:
    """Whether a model may be made of what a route returns: a worker does that for a `def` only."""
    marks = [d for d in function.facts.decorators if isinstance(d, Call) and d.at == entry.at]
    told = [k.value for mark in marks for k in mark.keywords if k.name in ("", MODEL)]
    if not marks or any(not is_none(value) for value in entry.manner.model.values):
        return True
    if any(not (isinstance(value, Const) and value.kind == "none") for value in told):
        return True
    returned = [] if function.facts.returns is None else list(walk(function.facts.returns))
    names = {node.id for node in returned if isinstance(node, Name)}
    return any(isinstance(node, Attr) for node in returned) or not names <= PLAIN
