"""Endpoints and dependencies that a framework runs in its thread pool, though they never wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from asynclint.finding import Record
from asynclint.program.fixpoint.units import Unit
from asynclint.program.sites import Site, Sites


class NeedlessThread(Record, frozen=True):
    """One `def` that could be `async def`; `role` is route or dependency."""

    site: Site
    role: str


def needless_threads(
    units: Iterable[Unit], sites: Sites, reported: Callable[[Unit], bool]
) -> Sequence[NeedlessThread]:
    """One for each function, in no order."""
    return ()
