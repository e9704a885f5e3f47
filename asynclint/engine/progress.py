"""How a run tells its listener how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A listener: a face that shows progress, or nobody."""

    def phase(self, name: str, total: int | None = None) -> None:
        """A phase begins, with `total` steps where that is known; the one before it is over."""

    def advance(self, steps: int = 1) -> None:
        """So many further steps of the phase are done."""


class Silent:
    """A listener that does not listen."""

    def phase(self, name: str, total: int | None = None) -> None:
        """Ignored."""

    def advance(self, steps: int = 1) -> None:
        """Ignored."""
