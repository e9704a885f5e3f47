"""Whether one step of a block must wait for an earlier one, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asynclint.program.concurrency.keys import Keys
from asynclint.program.concurrency.steps import Operation, Step
from asynclint.program.conduct.conduct import NOWHERE_KNOWN, SOMEWHERE, Conduct, Exclusive, Location, Trait
from asynclint.program.conduct.view import View

# Waiting on purpose, and what is not known: nothing moves past it.
_BARRIERS = Trait.PAUSES | Trait.UNKNOWN
# What blocks the loop without a look at the world outside.
_HARMLESS = frozenset({"cpu", "path", "input", "sleep", "synchronization"})


class Independence:
    """Answers for the steps of one body."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._keys = Keys(view)

    def order(self, steps: Sequence[Step], *, preview: bool) -> list[set[int]]:
        """For each step those before it, by index, that it must wait for, at whatever remove."""
        before: list[set[int]] = []
        defined: dict[str, list[int]] = {}
        for index, step in enumerate(steps):
            direct = {i for name in step.reads | step.mutates for i in defined.get(name, ())}
            for earlier in range(index):
                if earlier not in direct and self._waits(steps[earlier], step, preview=preview):
                    direct.add(earlier)
            before.append(direct.union(*(before[i] for i in direct)))
            for name in step.binds:
                sure = step.surely is None or name in step.surely
                defined[name] = [index] if sure else [*defined.get(name, ()), index]
            for name in step.mutates:
                defined.setdefault(name, []).append(index)
        return before

    def _waits(self, first: Step, second: Step, *, preview: bool) -> bool:
        """Whether the second step must wait for the first, other than for a value."""
        if first.exits or second.exits:
            return True
        if first.conduct.has(Trait.CHECKS):
            return True
        if first.mutates & (second.reads | second.mutates) or second.mutates & first.reads:
            return True
        one, two = first.conduct, second.conduct
        if preview and self._apart(first, second):
            # Whatever they do, each does it to what has its key.
            return self._share(_named(one.exclusive), _named(two.exclusive)) or one.serial_with(two)
        if preview:
            one, two = _without_results(first), _without_results(second)
        if (is_barrier(one) and two.does_something) or (is_barrier(two) and one.does_something):
            return True
        if (_shows(first, one) and two.waits) or (_shows(second, two) and one.waits):
            return True
        if (one.has(Trait.GUARDS) or (first.dropped and one.waits)) and two.does_something:
            return True
        if one.serial_with(two):
            return True
        if self._share(one.exclusive, two.exclusive) or self._share(one.ordered, two.ordered):
            return True
        return _world_conflict(one, two) or memory_conflict(one, two)

    def _share(self, one: frozenset[Exclusive], two: frozenset[Exclusive]) -> bool:
        return any(self._may_be_same(mine, theirs) for mine in one for theirs in two)

    def _may_be_same(self, mine: Exclusive, theirs: Exclusive) -> bool:
        if mine.library != theirs.library:
            return False
        if NOWHERE_KNOWN in (mine.path, theirs.path) or mine.path[:2] == theirs.path[:2]:
            return True
        # Two that the body has made itself are two.
        return not (self._view.is_own(mine.path) or self._view.is_own(theirs.path))

    def _apart(self, first: Step, second: Step) -> bool:
        """Whether two steps are one call each of one callable, with keys that are surely different."""
        mine, theirs = _only(first), _only(second)
        if second.conduct.writes and not first.conduct.writes:
            # If the read fails, nothing may have been written.
            return False
        return mine is not None and theirs is not None and self._keys.differ(mine.call, theirs.call)


def _only(step: Step) -> Operation | None:
    return step.operations[0] if len(step.operations) == 1 and step.main is not None else None


def is_barrier(conduct: Conduct) -> bool:
    """Whether nothing that does something may be moved past it."""
    return conduct.has(_BARRIERS) or (conduct.has(Trait.ORDERED) and bool(conduct.writes))


def _named(some: frozenset[Exclusive]) -> frozenset[Exclusive]:
    return frozenset(each for each in some if each.path != NOWHERE_KNOWN)


def _without_results(step: Step) -> Conduct:
    """The conduct of a plain statement, what it changes of what calls gave it left out."""
    conduct = step.conduct
    if step.operations or not conduct.changes:
        return conduct
    return replace(conduct, changes=frozenset(each for each in conduct.changes if each[0] != "call"))


def _shows(step: Step, conduct: Conduct) -> bool:
    """Whether a plain statement changes, for all that is known, what others may look at meanwhile."""
    if step.operations:
        return False
    return conduct.has(Trait.UNCLEAR) or any(kind != "call" for kind, _ in shared(conduct))


def shared(conduct: Conduct) -> frozenset[Location]:
    """What a conduct changes that others have too."""
    return frozenset(each for each in conduct.changes if each[0] not in ("param", "local", "own"))


def memory_conflict(one: Conduct, two: Conduct) -> bool:
    """Whether one of them changes in memory what the other reads or changes."""
    for changes, other in ((shared(one), two), (shared(two), one)):
        if not changes:
            continue
        if changes & (other.uses | other.changes) or other.has(Trait.USES_ALL):
            return True
        if SOMEWHERE in changes or SOMEWHERE in other.changes:
            return True
    return False


def _world_conflict(one: Conduct, two: Conduct) -> bool:
    """Whether the order of what they do to the world outside may be seen."""
    mine, theirs = _blocking(one), _blocking(two)
    if two.writes and (one.reads or one.writes or mine):
        # If the first fails, the second must not have happened.
        return True
    if theirs and (one.writes or one.reads or mine):
        return not _are_apart(one.reads | one.writes | mine, theirs)
    if one.writes and two.reads:
        return not _are_apart(one.writes, two.reads)
    return bool(mine and two.reads) and not _are_apart(mine, two.reads)


def _blocking(conduct: Conduct) -> frozenset[str]:
    return conduct.blocking - _HARMLESS


def _are_apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether nothing of the one world can be seen in the other."""
    return not some & others
