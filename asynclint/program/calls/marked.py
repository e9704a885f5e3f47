"""What the markers on a callee say of a call: that it blocks, hands callables over, binds arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from asynclint.program.calls.params import Arguments
from asynclint.program.calls.sizes import sources
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.behaviour import Blocks
from asynclint.program.model.entities import Function
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import Bindings, Bound, FunctionValue, Instance, ParamRef, Pending
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value, is_none, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Handing:
    """`@offloads`, `@schedules`, `@greenlet` and `@binds` on a callee, met by the arguments of a call."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def hand_over(
        self,
        frame: Frame,
        function: Function,
        bindings: Bindings,
        event: Event,
        alternative: Value,
        awaited: bool,
    ) -> None:
        """Callables that run elsewhere or later: noted for contexts, nothing runs here.

        What is awaited at once (`await gather(...)`) belongs to who awaits; a task that is only
        created goes its own way.
        """
        behaviour = function.behaviour
        assert behaviour is not None
        for how, name in behaviour.handed:
            given = bindings.get(ParamRef(function, name))
            made: list[TypeSet] = []
            for value in given.values if given is not None else ():
                inner = Event(event.at, event.kind, None, ())
                if isinstance(value, Pending):
                    kind = "create" if awaited and how == "schedule" else how
                    event.add(Edge(kind, value.unit, alternative=alternative))
                    continue
                made.append(
                    self._a.calls.value(
                        Frame(frame.unit, frame.scope, muted=True),
                        value,
                        Arguments(more=True),
                        inner,
                        value,
                        False,
                    )
                )
                for edge in inner.edges:
                    if edge.unit is None:
                        continue
                    if how == "greenlet":
                        library = function.module.library
                        event.add(replace(edge, how=how, alternative=alternative, library=library))
                    else:
                        event.add(Edge(how, edge.unit, alternative=alternative))
            if how == "offload" and given is not None:
                event.offloaded = given, join_all(made)

    def enter_loop(self, frame: Frame, bindings: Bindings, event: Event, alternative: Value) -> None:
        """Coroutines, or functions that make them, that a loop inside the call runs."""
        for given in bindings.values():
            hidden = self._a.calls.passed_in(given)
            for value in dict.fromkeys((*given.values, *hidden)):
                for unit in self._coroutines(frame, value):
                    event.add(Edge("enter", unit, covered=value in hidden, alternative=alternative))

    def _coroutines(self, frame: Frame, value: Value) -> Iterator[Unit]:
        if isinstance(value, Pending):
            yield value.unit
        elif isinstance(value, FunctionValue | Bound):
            quiet = Frame(frame.unit, frame.scope, muted=True)
            made = self._a.calls.results(quiet, TypeSet((value,)))
            yield from (v.unit for v in made if isinstance(v, Pending) and v.kind == "coroutine")

    def bind(
        self, function: Function, arg: str, bindings: Bindings, arguments: Arguments, receiver: Value | None
    ) -> TypeSet:
        """The callable in parameter `arg` with the arguments after it bound to it."""
        target = bindings.get(ParamRef(function, arg), UNKNOWN)
        skip = next(
            (i for i, p in enumerate(p for p in function.params if p.kind != "keyword") if p.name == arg), 0
        )
        skip -= 1 if receiver is not None else 0
        rest = tuple(arguments.positional[skip + 1 :])
        keywords = tuple(arguments.keywords.items())
        bound: list[Value] = [Bound(v, rest, keywords) for v in target.values if not is_none(v)]
        symbols = () if rest or keywords else target.symbols
        return join_all([TypeSet((v,)) for v in bound] + [TypeSet((), symbols, target.unknown)])


def effective_blocks(function: Function) -> Blocks | None:
    """What `@blocks` says of a function: its own, or that of its class; None for `@safe`."""
    own = function.behaviour
    if own is not None:
        if own.blocks is not None:
            return own.blocks
        if own.safe:
            return None
    owner = function.owner
    if owner is not None and owner.behaviour is not None and not owner.behaviour.safe:
        blocks = owner.behaviour.blocks
        return None if function.facts.is_async else blocks
    return None


def add_leaf(
    called: FunctionValue,
    function: Function,
    blocks: Blocks,
    bindings: Bindings,
    event: Event,
    alternative: Value,
    covered: bool,
    asked: tuple[Guard, ...] = (),
) -> None:
    """Notes that the call may block, where what it waits for or what it works on is known.

    `asked` holds where this signature of several is the one that is called.
    """
    edge = Edge("call", None, function, blocks, covered=covered, alternative=alternative, guards=asked)
    if isinstance(called.receiver, Instance):
        edge.origins = called.receiver.origins
    if blocks.cost == "contended":
        edge.site = called.receiver.site if isinstance(called.receiver, Instance) else None
        if edge.site is None:
            return
    if blocks.cost == "size":
        for source in sources(bindings.values()):
            event.add(replace(edge, input=source))
        return
    event.add(edge)
