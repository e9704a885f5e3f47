"""Coroutines that are made and that nothing ever awaits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from asynclint.finding import Record
from asynclint.program.fixpoint.units import Unit
from asynclint.program.sites import Site, Sites

How = Literal["statement", "unused", "tested", "compared", "formatted", "thread", "called", "registered"]
"""What becomes of it: it is dropped at once, given to a name that nothing reads, taken for a bool, compared,
put into a text; made in a worker thread, by a function that was handed there or that a framework runs there
(`registered`).  `called`: what is handed to the thread is no callable but the result of a call."""


class Dropped(Record, frozen=True):
    """One place where a coroutine, or an async generator, is lost.

    `kind` is coroutine or async generator; `name` the variable, or the callable that was handed over.
    """

    site: Site
    how: How
    kind: str = "coroutine"
    name: str = ""


def dropped_coroutines(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[Dropped]:
    """One for each place, in no order."""
    return ()
