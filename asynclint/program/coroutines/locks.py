"""Thread locks that are held while a coroutine waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from asynclint.finding import Record
from asynclint.program.fixpoint.units import Unit
from asynclint.program.sites import Site, Sites


class LockAcrossAwait(Record, frozen=True):
    """One section of a thread lock with an `await` in it, on line `awaited`; `lock` is its dotted class."""

    site: Site
    lock: str
    awaited: int


def locks_across_awaits(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[LockAcrossAwait]:
    """One for each section, in no order."""
    return ()
