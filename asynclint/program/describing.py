"""One blocking call from all that is known of its place: what is told first, and by which chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from asynclint.finding import Hop, RootCause
from asynclint.program.blocking import BlockingCall
from asynclint.program.effects.changes import Changed, Way
from asynclint.program.effects.contexts import Contexts
from asynclint.program.effects.items import Item
from asynclint.program.effects.reach import function_of
from asynclint.program.effects.silences import through
from asynclint.program.effects.summaries import SIZE, Effects
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.render import render

# Root causes beyond this many are left out of a finding; the first ones are the surest.
MOST_ROOTS = 50

Entry = tuple[Unit, Event, Item]


class Describer:
    """`changed`: which calls a change has to do with; None where nobody asks.

    `twin` gives the asynchronous twin of a callable of which the stubs know none.
    """

    def __init__(
        self, effects: Effects, contexts: Contexts, changed: Changed | None, twin: Callable[[str], str]
    ) -> None:
        self._twin = twin
        self._effects = effects
        self._contexts = contexts
        self._changed = changed

    def __call__(self, module: str, category: str, entries: Sequence[Entry]) -> BlockingCall:
        """The blocking call of all `entries`, which are those of one place and category."""
        best: dict[tuple[str, str, int], Entry] = {}
        touched = self._touched(entries)
        for entry in entries:
            leaf = entry[2].leaf
            key = (leaf.callable, leaf.path, leaf.line)
            if key not in best or _rank(entry, touched) < _rank(best[key], touched):
                best[key] = entry
        ranked = sorted(best.values(), key=lambda entry: _rank(entry, touched))
        # What is not silenced comes first, and is all that is told of a call where there is any.
        told = [entry for entry in ranked if entry[2].silenced == ranked[0][2].silenced]
        unit, event, item = ranked[0]
        function = function_of(unit)
        assert function is not None
        frames = {frame for u, _, _ in entries if (frame := function_of(u)) is not None}
        return BlockingCall(
            category=category,
            module=module,
            path=unit.module.path,
            span=unit.module.span(event.at),
            function=function.dotted,
            callee=render(event.expr),
            contexts=self._contexts.labels(*frames),
            confidence="certain" if item.certain else "likely",
            chain=tuple(self._chain(unit, item, touched.get(id(item)))),
            root_causes=tuple(
                RootCause(i.leaf.callable, i.leaf.path, i.leaf.line) for _, _, i in told[:MOST_ROOTS]
            ),
            instead=item.instead or self._twin(item.leaf.callable),
            note=item.note,
            minor=all(i.cost == SIZE for _, _, i in told),
            callables=tuple(sorted({i.leaf.callable for _, _, i in ranked})),
            silenced=item.silenced,
            scope=self._contexts.scope(function),
            touched=any(id(entry[2]) in touched for entry in told),
        )

    def _touched(self, entries: Sequence[Entry]) -> dict[int, Way]:
        """The ways past changed lines, by the identity of the item that they belong to."""
        if self._changed is None:
            return {}
        ways = ((id(entry[2]), self._changed.way(*entry)) for entry in entries)
        return {one: way for one, way in ways if way is not None}

    def _chain(self, unit: Unit, item: Item, past_change: Way | None) -> Iterator[Hop]:
        """The hops of the project; what happens inside stubs counts to the last one before."""
        way = _expanded(self._effects.way(unit, item) if past_change is None else iter(past_change))
        steps = [(owner, at) for owner, at, _ in way if not owner.module.is_stub]
        for index, (owner, at) in enumerate(steps):
            following = steps[index + 1][0].dotted if index + 1 < len(steps) else item.leaf.callable
            function = function_of(owner) if index == 0 else None
            name = owner.dotted if function is None else function.dotted
            yield Hop(owner.module.path, owner.module.span(at).line, name, following)


def _rank(entry: Entry, touched: Mapping[int, Way]) -> tuple[object, ...]:
    """The order in which calls are told: by what a change has to do with them, then as ever."""
    item = entry[2]
    return (item.silenced, id(item) not in touched, item.order)


def _expanded(way: Iterator[tuple[Unit, int, Edge]]) -> Iterator[tuple[Unit, int, Edge]]:
    """The steps with those inside callees that call what they were passed."""
    for unit, at, edge in way:
        yield unit, at, edge
        for callee, inner in through(edge):
            yield callee, inner, edge
