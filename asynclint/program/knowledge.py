"""What is known of a library: read off the markers of its linked stub modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asynclint.finding import Record
from asynclint.program.calls.marked import effective_blocks
from asynclint.program.model.entities import Class, Function, Module


class KnownClient(Record, frozen=True):
    """A synchronous client and its asynchronous twin, "" where there is none."""

    name: str
    category: str
    instead: str


class KnownCall(Record, frozen=True):
    """A callable that blocks: in which category, what to use instead, and under which condition."""

    name: str
    category: str
    instead: str
    cost: str


class Knowledge(Record, frozen=True):
    """The stub modules of a library, and what they say; each sorted by name."""

    modules: tuple[str, ...]
    clients: tuple[KnownClient, ...]
    blocking: tuple[KnownCall, ...]
    asynchronous: tuple[str, ...]
    offloaders: tuple[str, ...]


def knowledge_of(modules: Iterable[Module]) -> Knowledge:
    """What linked stub modules say."""
    found = list(modules)
    functions = [each for module in found for each in module.functions if _is_shown(each)]
    return Knowledge(
        modules=tuple(sorted(module.name for module in found)),
        clients=tuple(sorted(_clients(found), key=lambda each: each.name)),
        blocking=tuple(sorted(set(_blocking(functions)), key=lambda each: (each.name, each.cost))),
        asynchronous=tuple(sorted({each.dotted for each in functions if each.facts.is_async})),
        offloaders=tuple(sorted({each.dotted for each in functions if _offloads(each)})),
    )


def _clients(modules: list[Module]) -> Iterator[KnownClient]:
    for module in modules:
        for cls in module.classes:
            told = cls.behaviour.client if cls.behaviour is not None else None
            if told is not None:
                yield KnownClient(cls.dotted, told.category, told.instead)


def _blocking(functions: list[Function]) -> Iterator[KnownCall]:
    for function in functions:
        blocks = effective_blocks(function)
        if blocks is not None:
            yield KnownCall(function.dotted, blocks.category, blocks.instead, blocks.cost)


def _offloads(function: Function) -> bool:
    return function.behaviour is not None and any(how == "offload" for how, _ in function.behaviour.handed)


def _is_shown(function: Function) -> bool:
    """Whether users know it by its name: no helper of the stub."""
    if function.behaviour is not None and function.behaviour.public:
        return True
    owner: Class | None = function.owner
    hidden = owner is not None and owner.name.startswith("_")
    special = function.name.startswith("__") and function.name.endswith("__")
    return not hidden and (special or not function.name.startswith("_"))
