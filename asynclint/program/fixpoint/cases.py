"""Cases: what each `return` of a body gives, and under which guards it is reached."""

from __future__ import annotations

from dataclasses import dataclass, field

from asynclint.program.fixpoint.units import Cell
from asynclint.program.values.guards import Guard
from asynclint.program.values.typesets import Told


@dataclass(slots=True)
class Case:
    """What one way through a body gives.

    `guards`, over parameters, hold wherever it is given; `told` is what its truth tells besides.
    Both only get weaker from round to round.
    """

    guards: tuple[Guard, ...]
    told: Told
    cell: Cell = field(default_factory=Cell)

    def weaken(self, guards: tuple[Guard, ...], told: Told) -> bool:
        """Keeps what holds here as well; whether anything gets lost."""
        kept = tuple([guard for guard in self.guards if guard in guards])
        yes = tuple([guard for guard in self.told.yes if guard in told.yes])
        no = tuple([guard for guard in self.told.no if guard in told.no])
        before = len(self.guards) + len(self.told.yes) + len(self.told.no)
        self.guards, self.told = kept, Told(yes, no)
        return len(kept) + len(yes) + len(no) < before
