"""Origins: from which construction of a synchronous client an object comes, followed through calls.

A client's own methods, and those of what it gives (`client["db"]`, `engine.connect()`), belong to the
place that made it.  What comes in through a parameter belongs to the parameter: `effects/clients.py`
asks the callers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from asynclint.program.fixpoint.events import NOWHERE, Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Class, Function
from asynclint.program.values.kinds import FunctionValue, Instance, ParamRef
from asynclint.program.values.origins import NONE, Made, Origins
from asynclint.program.values.typesets import TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

# How deep in generic arguments a client is looked for: `Iterator[Session]`, `dict[str, Session]`.
_NESTED = 2


class Provenance:
    """Marks objects with their origins.

    `injected`: the origins of what frameworks pass for parameters.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self.injected: dict[ParamRef, Origins] = {}

    def made(self, frame: Frame, cls: Class, event: Event, maker: Function | None = None) -> Origins:
        """The origin of a client that the project makes at an event; none for other classes."""
        if cls.client is None or frame.module.is_stub or event.at == NOWHERE:
            return NONE
        return frozenset((Made(frame.module.name, event.at, cls, maker),))

    def given(
        self, frame: Frame, called: FunctionValue, function: Function, event: Event, result: TypeSet
    ) -> TypeSet:
        """The result of a library's function: clients that it makes, or what a client gives."""
        receiver = called.receiver
        origins = receiver.origins if isinstance(receiver, Instance) else NONE
        library = function.module.library
        if origins:
            return self._marked(result, lambda cls: origins if _comes_from(cls, library) else NONE)
        if frame.module.is_stub:
            return result
        # `list.__iter__` may give clients too, but makes none.
        found = self._marked(
            result, lambda cls: self.made(frame, cls, event, function) if _is_of(cls, library) else NONE
        )
        if found is not result and function.behaviour is not None and function.behaviour.blocks is not None:
            # Making it connects: a use of its own.
            made = frozenset(origin for value in found for origin in _origins_in(value))
            for edge in event.edges:
                if edge.leaf is function:
                    edge.origins = edge.origins | made
        return found

    def derived(self, owner: Instance, types: TypeSet) -> TypeSet:
        """What an attribute of an object declares (`client.indices`), as what comes from it."""
        origins, library = owner.origins, owner.cls.module.library
        if not origins or not owner.cls.module.is_stub:
            return types
        return self._marked(types, lambda cls: origins if _comes_from(cls, library) else NONE)

    def passed(self, types: TypeSet, param: ParamRef) -> TypeSet:
        """The declared value of a parameter, of whatever origin callers pass."""
        origins: Origins = frozenset((param,))
        return self._marked(types, lambda cls: origins if _matters(cls) else NONE)

    def inject(self, param: ParamRef, types: TypeSet | None) -> None:
        """Notes what a framework passes for a parameter."""
        for value in types.values if types is not None else ():
            origins = _origins_in(value)
            if origins:
                self.injected[param] = self.injected.get(param, NONE) | origins

    def matter(self, declared: TypeSet) -> bool:
        """Whether objects of libraries are among those declared."""
        return any(isinstance(value, Instance) and _matters(value.cls) for value in declared)

    def told(self, declared: TypeSet, given: TypeSet) -> TypeSet:
        """The objects declared, with the origins of those given that they stand for.

        So do the ones inside: what a list of connections gives is any of them.
        """
        made = [v for v in _parts(given) if v.origins]
        if not made:
            return declared

        def origins_of(cls: Class) -> Origins:
            return frozenset[Made | ParamRef]().union(*(v.origins for v in made if cls in v.cls.mro))

        return self._marked(declared, origins_of)

    def _marked(self, types: TypeSet, origins_of: Callable[[Class], Origins], depth: int = 0) -> TypeSet:
        values = tuple(self._mark(value, origins_of, depth) for value in types.values)
        if all(new is old for new, old in zip(values, types.values, strict=True)):
            return types
        return TypeSet(values, types.symbols, types.unknown, types.full, types.param, types.given, types.told)

    def _mark(self, value: Value, origins_of: Callable[[Class], Origins], depth: int) -> Value:
        if type(value) is not Instance:
            return value
        origins = NONE if value.origins else origins_of(value.cls)
        if origins:
            return value.with_origins(origins)
        if value.args and depth < _NESTED and value.fields is None:
            args = tuple(self._marked(arg, origins_of, depth + 1) for arg in value.args)
            if any(new is not old for new, old in zip(args, value.args, strict=True)):
                return value.with_args(args)
        return value


def _is_of(cls: Class, library: str) -> bool:
    """Whether a class, or one that it extends, is a library's."""
    return any(base.module.library == library for base in cls.mro if base.module.is_stub)


def _comes_from(cls: Class, library: str) -> bool:
    """Whether what a library gives may belong to one of its clients: also of the packages beside it."""
    return _is_of(cls, library) or any(
        base.module.is_stub and base.module.library not in sys.stdlib_module_names for base in cls.mro
    )


def _matters(cls: Class) -> bool:
    """Whether objects of a class may be clients, or come from one."""
    return cls.client is not None or (cls.module.is_stub and cls.module.library not in _PLAIN)


# Of the standard library what everything is made of, and what has clients of its own.
_PLAIN = frozenset({"builtins", "typing", "collections", "datetime", "decimal", "uuid", "pathlib", "enum"})


def _parts(types: TypeSet, depth: int = 0) -> Iterator[Instance]:
    """The objects of a set, and those in their generic arguments."""
    for value in types.values:
        if isinstance(value, Instance):
            yield value
            for arg in value.args if depth < _NESTED else ():
                yield from _parts(arg, depth + 1)


def _origins_in(value: Value) -> Origins:
    if not isinstance(value, Instance):
        return NONE
    inner = (origin for arg in value.args for each in arg.values for origin in _origins_in(each))
    return value.origins.union(inner)
