"""What the rules read of synchronous clients: where they are made, and what for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asynclint.facts.records import Span
from asynclint.finding import Confidence, Record, RootCause
from asynclint.program.blocking import BlockingCall
from asynclint.program.effects.clients import Use
from asynclint.program.effects.items import Item
from asynclint.program.effects.reach import function_of
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.behaviour import Blocks
from asynclint.program.model.entities import Module
from asynclint.program.render import render
from asynclint.program.values.origins import Made
from asynclint.settings.model import Scope

Blocked = tuple[BlockingCall, Item]
"""A call of the loop, and what it blocks on."""

_SCOPES: tuple[Scope, ...] = ("routes", "async", "startup", "tests")


class SyncClient(Record, frozen=True):
    """One construction of a synchronous client that code on the loop uses.

    `category` is that of `@client`; `client` the class, `callee` the text of what is called to make it.
    `uses` are the blocking operations and their places, sorted by path and line.  `contexts`, `scope`
    and `confidence` are those of the calls on the loop that use it; `silenced`: all of them are;
    `touched`: a changed line has to do with one.
    """

    category: str
    client: str
    instead: str
    module: str
    path: str
    span: Span
    function: str
    callee: str
    contexts: tuple[str, ...]
    confidence: Confidence
    uses: tuple[RootCause, ...]
    scope: Scope = "routes"
    silenced: bool = False
    touched: bool = False


def sync_clients(
    units: Iterable[Unit],
    modules: Mapping[str, Module],
    found: Mapping[Made, Iterable[Use]],
    blocked: Mapping[Use, Sequence[Blocked]],
) -> list[SyncClient]:
    """One for each place of the application's own code where such clients are made."""
    places: dict[tuple[str, int, str], dict[Made, Iterable[Use]]] = {}
    for made, uses in found.items():
        module = modules.get(made.module)
        if module is not None and module.role == "code":
            places.setdefault((made.module, made.at, _client(made).category), {})[made] = uses
    wanted = {(module, at) for module, at, _ in places}
    where = {
        (unit.module.name, at): (unit, event)
        for unit in units
        for (at, kind), event in unit.events.items()
        if kind == "call" and (unit.module.name, at) in wanted
    }
    return [
        _sync_client(
            list(some),
            modules[name],
            where.get((name, at)),
            {use: blocked[use] for uses in some.values() for use in uses},
        )
        for (name, at, _), some in places.items()
    ]


def _sync_client(
    made: Sequence[Made],
    module: Module,
    where: tuple[Unit, Event] | None,
    uses: Mapping[Use, Sequence[Blocked]],
) -> SyncClient:
    """The client of one place, which may be of several classes; `uses` with what blocks there."""
    first = min(made, key=lambda each: (each.cls.dotted, each.maker.dotted if each.maker else ""))
    blocked = [one for some in uses.values() for one in some]
    told = [call for call, item in blocked if not item.silenced] or [call for call, _ in blocked]
    function = function_of(where[0]) if where is not None else None
    return SyncClient(
        category=_client(first).category,
        client=first.cls.dotted,
        instead=_instead(first),
        module=module.name,
        path=module.path,
        span=module.span(first.at),
        function=module.name if function is None else function.dotted,
        callee=render(where[1].expr) if where is not None and where[1].expr is not None else first.cls.name,
        contexts=tuple(sorted({label for call in told for label in call.contexts})),
        confidence="certain" if any(item.certain for _, item in blocked) else "likely",
        uses=tuple(
            RootCause(use.callable, use.path, use.line)
            for use in sorted(uses, key=lambda use: (use.path, use.line, use.callable))
        ),
        scope=min((call.scope for call in told), key=_SCOPES.index),
        silenced=all(item.silenced for _, item in blocked),
        touched=any(call.touched for call in told),
    )


def _instead(made: Made) -> str:
    """The asynchronous constructor: what the function that was called says, else its class."""
    behaviour = made.maker.behaviour if made.maker is not None else None
    if behaviour is not None:
        for said in (behaviour.client, behaviour.blocks):
            if said is not None and said.instead:
                return said.instead
    return _client(made).instead


def _client(made: Made) -> Blocks:
    told = made.cls.client
    assert told is not None
    return told
