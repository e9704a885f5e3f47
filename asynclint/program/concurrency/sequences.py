"""Awaits that run one after the other though none needs the other: what ASL301 reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from asynclint.facts.records import Await, Case, Handler, Name, Node, Stmt, Try, With
from asynclint.program.concurrency.flow import leaves
from asynclint.program.concurrency.independence import Independence, is_barrier
from asynclint.program.concurrency.steps import Operation, Step, Steps
from asynclint.program.conduct.conduct import Trait
from asynclint.program.conduct.summaries import Conducts
from asynclint.program.conduct.view import View
from asynclint.program.model.bodies import blocks
from asynclint.program.model.walking import children, walk


class Group(NamedTuple):
    """Operations that could run at once, in the order of the text.

    `sure`: nothing in them, and in what their arguments run, is unknown.  `preview`: only unfinished
    conditions say so.
    """

    operations: tuple[Operation, ...]
    sure: bool
    preview: bool


class Sequences:
    """Finds the groups of one unit, in all of its blocks."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._conducts = steps.conducts
        self._view = steps.view
        self._independence = Independence(steps.view)
        self._counted: dict[int, int] = {}

    def groups(self) -> Iterator[Group]:
        """The groups of all blocks."""
        if len(self._view.text.awaited) > 1:
            yield from self._in(self._view.text.function.facts.body, frozenset())

    def _in(self, body: Sequence[Stmt], rescued: frozenset[str]) -> Iterator[Group]:
        """`rescued` are the names that are read where an error in the block leads to."""
        waiting = [stmt for stmt in body if self._candidates(stmt)]
        if sum(map(self._candidates, waiting)) < 2:
            return
        # What stands before the first and behind the last of them is in nobody's way.
        around = body[body.index(waiting[0]) : body.index(waiting[-1]) + 1]
        steps = self._steps.of(around)
        for preview in (False, True):
            joining = {i for i, step in enumerate(steps) if _may_join(step, preview=preview)}
            joining -= {i for i in joining if rescued and _given(steps, steps[i]) & rescued}
            if len(joining) > 1:
                before = self._independence.order(steps, preview=preview)
                yield from _groups(steps, before, joining, preview=preview)
        for stmt in waiting:
            if isinstance(stmt, With) and holds_back(self._conducts, self._view, stmt):
                continue
            for block in blocks(stmt):
                inside = self._rescued(stmt) if isinstance(stmt, Try) and block is stmt.body else rescued
                yield from self._in(block, rescued | inside)

    def _candidates(self, stmt: Stmt) -> int:
        """How many awaited calls in a statement may run beside others, as far as they themselves go."""
        found = self._counted.get(id(stmt))
        if found is None:
            inside = blocks(stmt)
            own: Iterable[Node] = children(stmt) if inside else children((stmt,))
            found = sum(
                operation.conduct.waits
                for part in own
                if not (inside and isinstance(part, Stmt | Handler | Case))
                for node in walk(part)
                if isinstance(node, Await) and (operation := self._steps.operation(node)) is not None
            )
            found += sum(self._candidates(inner) for block in inside for inner in block)
            self._counted[id(stmt)] = found
        return found

    def _rescued(self, stmt: Try) -> frozenset[str]:
        """The names whose values outlive an error in the body of a `try`."""
        elsewhere: Sequence[Stmt | Node] = (*stmt.handlers, *stmt.final)
        if not stmt.handlers or not all(leaves(handler.body) for handler in stmt.handlers):
            # The block goes on behind it.
            counts = Counter(_names(self._view.text.function.facts.body))
            counts.subtract(_names(stmt.body))
            return frozenset(name for name, count in counts.items() if count > 0)
        return frozenset(_names(elsewhere))


def holds_back(conducts: Conducts, view: View, stmt: With) -> bool:
    """Whether a block runs under a lock or in a transaction, or takes a slot, for all that is known: what
    stands there was meant to run one by one."""
    doubt = Trait.UNKNOWN if stmt.is_async else Trait.NONE
    return any(
        conducts.at(view.unit, event).has(Trait.PAUSES | Trait.ORDERED | doubt)
        for item in stmt.items
        if (event := view.unit.events.get((item.at, "enter"))) is not None
    )


def _names(body: Sequence[Stmt | Node]) -> Iterator[str]:
    return (node.id for node in walk(tuple(body)) if isinstance(node, Name))


def _groups(
    steps: Sequence[Step], before: Sequence[set[int]], joining: set[int], *, preview: bool
) -> Iterator[Group]:
    found: list[list[int]] = []
    for index in sorted(joining):
        step = steps[index]
        for group in found:
            apart = all(
                other not in before[index] and steps[other].handled == step.handled for other in group
            )
            if apart:
                group.append(index)
                break
        else:
            found.append([index])
    for group in found:
        if len(group) > 1:
            operations = tuple(operation for i in group if (operation := steps[i].main) is not None)
            # What their keys tell apart, is apart whatever else they do.
            unclear = any(steps[i].conduct.has(Trait.UNCLEAR) for i in group)
            yield Group(operations, preview or not unclear, preview)


def _given(steps: Sequence[Step], step: Step) -> frozenset[str]:
    """The names that get what a step gives."""
    return step.binds.union(*(other.binds for other in steps if other.reads & step.binds))


def _may_join(step: Step, *, preview: bool) -> bool:
    conduct = step.conduct
    if step.main is None or step.exits or not conduct.waits or (is_barrier(conduct) and not preview):
        return False
    # Nobody waits for a read to throw away what it gives: it is a check.
    return not step.dropped or bool(conduct.writes)
