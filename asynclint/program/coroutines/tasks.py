"""Tasks that nothing holds: the loop itself keeps weak references to them only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from asynclint.finding import Record
from asynclint.program.fixpoint.units import Unit
from asynclint.program.sites import Site, Sites


class DanglingTask(Record, frozen=True):
    """One call whose task nothing holds; `name` is the variable that is never read, "" for none."""

    site: Site
    name: str = ""


def dangling_tasks(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[DanglingTask]:
    """One for each place, in no order."""
    return ()
