"""Orders of evaluation other than the program's own."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence

from asynclint.program.fixpoint.schedule import Schedule
from asynclint.program.fixpoint.units import Unit


class Shuffled(Schedule):
    """Units in a random order, of first questions and of answers to growth; one for each seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def first(self, units: Sequence[Unit]) -> Sequence[Unit]:
        return self._random.sample(units, len(units))

    def next(self, queue: deque[Unit]) -> Unit:
        queue.rotate(self._random.randrange(len(queue)))
        return queue.popleft()
