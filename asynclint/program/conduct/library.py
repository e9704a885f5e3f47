"""What the stubs say of a library's callables beside blocking."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from asynclint.facts.records import Import, ImportFrom
from asynclint.program.calls.marked import effective_blocks
from asynclint.program.conduct.conduct import NOTHING, Conduct, Exclusive, Location, Path, Trait
from asynclint.program.model.behaviour import Behaviour
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.values.kinds import FunctionValue, Instance
from asynclint.program.values.typesets import Value

_NO_WORLDS = frozenset({"asynclint", "typing_extensions"})
# What the loop itself calls around a block: without a mark it does nothing that others see.
_AROUND = frozenset({"__aenter__", "__aexit__", "__aiter__"})


def library_conduct(
    function: Function,
    awaited: bool,
    changed: frozenset[Location] = frozenset(),
    path: Path | None = None,
    cls: Class | None = None,
) -> Conduct:
    """The conduct of one call of a stub's function; `changed` is where its receiver is kept, `path` the way
    to it, and `cls` its class."""
    reads = _marked(function, "reads")
    writes = _marked(function, "writes")
    traits = Trait.NONE
    for name, trait in (
        ("pauses", Trait.PAUSES),
        ("ordered", Trait.ORDERED),
        ("serial", Trait.SERIAL),
        ("checks", Trait.CHECKS),
    ):
        if _marked(function, name):
            traits |= trait
    changes = changed if _marked(function, "changes") else frozenset()
    blocks = effective_blocks(function)
    if blocks is not None:
        blocking = frozenset({blocks.category})
        if blocks.category in ("sleep", "synchronization") and blocks.cost != "contended":
            traits |= Trait.PAUSES
        return Conduct(blocking=blocking, traits=traits, changes=changes)
    if (awaited or function.facts.is_async) and not (reads or writes or traits or changes):
        behaviour = function.behaviour
        handed = behaviour is not None and (behaviour.handed or behaviour.safe)
        if not handed and not function.has_body and function.name not in _AROUND:
            traits |= Trait.UNKNOWN
    exclusive: frozenset[Exclusive] = frozenset()
    ordered: frozenset[Exclusive] = frozenset()
    if path is not None and function.name != "__init__":
        alone = _exclusive_class(cls or function.owner)
        if alone:
            exclusive = frozenset({Exclusive(path, alone)})
        if traits & Trait.ORDERED:
            ordered = frozenset({Exclusive(path, function.module.library)})
    if not (reads or writes or traits or changes or exclusive):
        return NOTHING
    worlds = _worlds(function.module) if reads or writes else frozenset[str]()
    return Conduct(
        worlds if reads else frozenset(),
        worlds if writes and not reads else frozenset(),
        frozenset(),
        traits,
        changes,
        frozenset(),
        exclusive,
        ordered,
    )


def _worlds(module: Module) -> frozenset[str]:
    """The libraries through which a stub's module looks at the world: its own, and those it builds on."""
    found = {module.library}
    for statement in module.facts.imports:
        if isinstance(statement, ImportFrom) and not statement.level:
            found.add(statement.module.partition(".")[0])
        elif isinstance(statement, Import):
            found.update(item.name.partition(".")[0] for item in statement.names)
    return frozenset(found - sys.stdlib_module_names - _NO_WORLDS)


def _marked(function: Function, name: str) -> bool:
    return any(getattr(behaviour, name) for behaviour in _behaviours(function))


def _behaviours(function: Function) -> Iterator[Behaviour]:
    if function.behaviour is not None:
        yield function.behaviour
    if function.owner is not None and function.owner.behaviour is not None:
        yield function.owner.behaviour


def exclusive_library(value: Value | None) -> str:
    """The library of a class that allows one operation at a time, of which a value is an object; else ""."""
    return _exclusive_class(value.cls) if isinstance(value, Instance) else ""


def _exclusive_class(cls: Class | None) -> str:
    for base in reversed(cls.mro) if cls is not None else ():
        if base.behaviour is not None and base.behaviour.exclusive:
            return base.module.library
    return ""


def exclusive_operation(value: Value) -> str:
    """As `exclusive_library`, of the object whose method is called."""
    if isinstance(value, FunctionValue) and value.function.name != "__init__":
        return exclusive_library(value.receiver)
    return ""
