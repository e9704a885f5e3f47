"""Coroutines that are made and that nothing ever awaits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from asynclint.finding import Record
from asynclint.program.coroutines import fates
from asynclint.program.coroutines.lost import Lost, lost_by
from asynclint.program.coroutines.places import Body, bodies
from asynclint.program.coroutines.registered import Gives, registered
from asynclint.program.coroutines.threads import Misfit, misled
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.sites import Site, Sites

How = fates.How | Misfit | Literal["registered"]
"""What becomes of it: see `fates.How` and `threads.Misfit`; `registered`: a function that a framework
runs in a thread returns it."""


class Dropped(Record, frozen=True):
    """One place where a coroutine, or an async generator, is lost.

    `kind` is coroutine or async generator; `name` the variable, the function that the framework runs, or
    what was handed to the thread.
    """

    site: Site
    how: How
    kind: str = "coroutine"
    name: str = ""


def dropped_coroutines(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool], gives: Gives
) -> Sequence[Dropped]:
    """One for each place, in no order; `gives` tells what a call of a callable gives."""
    units = list(units)
    found: list[Dropped] = []
    for body in bodies(units, reported):
        found.extend(_in(body, sites))
    for each in registered(units, reported, gives):
        way = each.lost.way
        site = sites.site(each.unit, each.at, each.expr, way.cause, way.steps)
        found.append(Dropped(site, "registered", each.lost.kind, each.name))
    return found


def _in(body: Body, sites: Sites) -> Iterator[Dropped]:
    lost: set[int] = set()
    for fate in fates.fates(body.function):
        lost.add(fate.call.at)
        events = body.events(fate.call.at)
        found = None if fate.awaited else _agreed([event for _, event in events])
        if found is not None:
            site = sites.site(body.unit, fate.call.at, fate.call.func, found.way.cause, found.way.steps)
            yield Dropped(site, fate.how, found.kind, fate.name)
    for each in misled(body, lost):
        site = sites.site(body.unit, each.call.at, each.call.func, each.way.cause)
        yield Dropped(site, each.how, each.kind, each.given)


def _agreed(events: Sequence[Event]) -> Lost | None:
    """What all units say of a call."""
    found = [lost_by(event) for event in events]
    known = [lost for lost in found if lost is not None]
    if not known or len(known) < len(found):
        return None
    return min(known, key=lambda lost: lost.way.order)
