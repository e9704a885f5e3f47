"""Conduct: what running a unit does beside giving a result, as its callers see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto
from typing import Final, NamedTuple

Location = tuple[str, str]
"""Something that is kept in memory: kind and name.

`attr`: an attribute of that name, of whatever object; `name`: a variable of a module or of an enclosing
function; `call`: what a callable of that name gives; `param`: the object that the caller passes; `own`: one
that the body itself has made, under a local name; `local`: another that a local name stands for; `anywhere`:
what nobody can tell.
"""

Path = tuple[str, ...]
"""How a body comes to an object: the root's kind (param, name, local), its name, and attributes.

The root `made` is a call that makes the object where it is used, its name the call's span index.
`NOWHERE_KNOWN` is an object of which the way to it is not known.
"""


class Exclusive(NamedTuple):
    """An object of a class of `library` that allows one operation at a time, and the way to it."""

    path: Path
    library: str


SOMEWHERE: Final[Location] = ("anywhere", "")
NOWHERE_KNOWN: Final[Path] = ("?", "")
# A body that reads more names than this is taken to read all.
MOST_USES: Final = 200


class Trait(Flag):
    """What is yes or no of a conduct."""

    NONE = 0
    # Waits on purpose: sleeps, takes a lock or a slot, waits for an event.
    PAUSES = auto()
    # Raises on purpose, so that what follows does not happen.
    GUARDS = auto()
    # It belongs into an order: a transaction, a message of a socket.
    ORDERED = auto()
    # Operations of this kind run one at a time anyway.
    SERIAL = auto()
    # Something that is awaited in it is not known.
    UNKNOWN = auto()
    # Something that it calls, without waiting for it, is not known.
    UNCLEAR = auto()
    # It raises where the world outside has said no; no decision of who calls it.
    CHECKS = auto()
    # More names are read than are kept.
    USES_ALL = auto()


@dataclass(frozen=True, slots=True)
class Conduct:
    """`reads` and `writes` are the libraries through which it observes, or changes, the world outside;
    `blocking` the categories of what does so without giving way to the loop.  `changes` and `uses` are what
    it changes and reads in memory, `exclusive` the objects it uses that allow one operation at a time,
    `ordered` those of which the order of operations means something.  `runs` are the parameters, of the
    function or of one around it, that it calls.
    """

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    blocking: frozenset[str] = frozenset()
    traits: Trait = Trait.NONE
    changes: frozenset[Location] = frozenset()
    uses: frozenset[Location] = frozenset()
    exclusive: frozenset[Exclusive] = frozenset()
    ordered: frozenset[Exclusive] = frozenset()
    runs: frozenset[str] = frozenset()

    @property
    def waits(self) -> bool:
        """Whether the loop has time for others meanwhile, as far as it is known."""
        return bool(self.reads or self.writes)

    @property
    def does_something(self) -> bool:
        """Whether there is anything in it but reading memory."""
        return self.waits or bool(
            self.blocking or self.changes or self.exclusive or self.ordered or self.traits or self.runs
        )

    def serial_with(self, other: Conduct) -> bool:
        """Whether both are operations that run one at a time anyway."""
        return bool(self.traits & other.traits & Trait.SERIAL)

    def has(self, traits: Trait) -> bool:
        """Whether it has any of some traits."""
        return bool(self.traits & traits)


NOTHING: Final = Conduct()


def joined(conducts: Iterable[Conduct]) -> Conduct:
    """All of them one after the other."""
    some = [conduct for conduct in conducts if conduct is not NOTHING]
    if len(some) < 2:
        return some[0] if some else NOTHING
    traits = Trait.NONE
    for conduct in some:
        traits |= conduct.traits
    uses = changes = frozenset[Location]()
    if not traits & (Trait.UNKNOWN | Trait.PAUSES):
        # Nothing moves past these anyway, whatever it is about.
        uses = uses.union(*(conduct.uses for conduct in some))
        changes = changes.union(*(conduct.changes for conduct in some))
    if len(uses) > MOST_USES:
        uses, traits = frozenset(), traits | Trait.USES_ALL
    return Conduct(
        frozenset[str]().union(*(conduct.reads for conduct in some)),
        frozenset[str]().union(*(conduct.writes for conduct in some)),
        frozenset[str]().union(*(conduct.blocking for conduct in some)),
        traits,
        changes,
        uses,
        frozenset[Exclusive]().union(*(conduct.exclusive for conduct in some)),
        frozenset[Exclusive]().union(*(conduct.ordered for conduct in some)),
        frozenset[str]().union(*(conduct.runs for conduct in some)),
    )
