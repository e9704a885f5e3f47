"""In which order units are evaluated.

Results do not depend on it: tests prove that with other orders than this one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from asynclint.program.fixpoint.units import Unit


class Schedule:
    """The order of the program: as the units stand, and first come, first served."""

    def first(self, units: Sequence[Unit]) -> Sequence[Unit]:
        """Units that nobody has asked for yet, in the order of their first evaluation."""
        return units

    def next(self, queue: deque[Unit]) -> Unit:
        """Takes one of the units whose input has grown."""
        return queue.popleft()
