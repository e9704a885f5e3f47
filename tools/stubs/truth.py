"""Whether what a stub says is true of the installed library."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tools.stubs.definitions import FUNCTIONS, Definition, Function, argument, has_decorator, markers
from tools.stubs.resolving import MISSING, Resolver

# Markers whose first argument names a parameter; of `@registers` it is the second.
_OF_PARAMETERS = ("offloads", "schedules", "greenlet", "binds")


class Truth:
    """The problems of one library's definitions; the tables are those of its catalogue entry.

    `names` are what the stubs of other libraries define, which their own checks prove; `own` those of
    this one.
    """

    def __init__(
        self,
        resolver: Resolver,
        absent: Mapping[str, str],
        awaitable: Mapping[str, str],
        shown_only: Mapping[str, str],
        names: frozenset[str],
        own: frozenset[str],
    ) -> None:
        self._resolver = resolver
        self._absent = absent
        self._awaitable = awaitable
        self._shown_only = shown_only
        self._names = names
        self._all = names | own

    def is_excused(self, dotted: str) -> bool:
        """Whether the catalogue says why a name does not exist."""
        return _matches(dotted, self._absent) or _matches(dotted, self._shown_only)

    def problems(self, definition: Definition) -> Iterator[str]:
        """What is not true of a definition."""
        node, dotted = definition.node, definition.dotted
        yield from self._of_markers(definition)
        if self.is_excused(dotted):
            return
        try:
            real = self._resolver.resolve(dotted)
        except MISSING:
            yield f"{dotted} does not exist"
            return
        # By type: lazy objects set themselves up when they are asked for their class.
        if issubclass(type(real), staticmethod | classmethod):
            real = real.__func__
        if isinstance(node, ast.ClassDef) and not inspect.isclass(real) and not callable(real):
            yield f"{dotted} is no class"
        if isinstance(node, FUNCTIONS):
            yield from self._of_function(definition, node, real)

    def _of_function(self, definition: Definition, node: Function, real: Any) -> Iterator[str]:
        dotted = definition.dotted
        if has_decorator(node, "property"):
            if inspect.isfunction(real):
                yield f"{dotted} is a function, not a property"
            return
        if isinstance(real, property):
            yield f"{dotted} is a property"
        if not inspect.isroutine(real):
            return
        is_async = inspect.iscoroutinefunction(inspect.unwrap(real)) or inspect.iscoroutinefunction(real)
        if isinstance(node, ast.AsyncFunctionDef):
            plain = node.name.startswith("__") or _matches(dotted, self._awaitable)
            # Compiled code does not tell.
            if not is_async and not plain and not inspect.isbuiltin(real) and _has_code(real):
                yield f"{dotted} is not a coroutine function"
        elif is_async and not _matches(dotted, self._awaitable):
            yield f"{dotted} is a coroutine function"
        yield from _of_parameters(definition, node, real)

    def _of_markers(self, definition: Definition) -> Iterator[str]:
        """What a marker names: a parameter of the stub, an asynchronous twin."""
        for name, call in markers(definition.node):
            if call is None:
                continue
            values = [a.value for a in call.args if isinstance(a, ast.Constant)]
            arg = values[1] if name == "registers" and len(values) > 1 else None
            arg = values[0] if name in _OF_PARAMETERS and values else arg
            if arg is not None and isinstance(definition.node, FUNCTIONS):
                spec = definition.node.args
                if arg not in {a.arg for a in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)}:
                    yield f"{definition.dotted}: @{name} names {arg!r}, which is no parameter"
            yield from self._of_twin(definition, argument(call, "instead"))

    def _of_twin(self, definition: Definition, instead: str) -> Iterator[str]:
        for part in filter(None, instead.split(" or ")):
            text = re.sub(r"^(await|async for over|async with) ", "", part).replace("()", "")
            dotted = re.split(r"[^\w.]", text)[0]
            if "." not in dotted or dotted in self._names:
                continue
            if dotted[:1].isupper():
                # `AsyncSession.scalars`: what users import, without its module.
                if not any(name.endswith(f".{dotted}") for name in self._all):
                    yield f"{definition.dotted}: {part!r} does not exist"
                continue
            try:
                self._resolver.resolve(dotted)
            except MISSING:
                yield f"{definition.dotted}: {part!r} does not exist"


def _has_code(real: Any) -> bool:
    return hasattr(inspect.unwrap(real), "__code__")


def _matches(dotted: str, table: Mapping[str, str]) -> bool:
    return any(re.fullmatch(pattern, dotted) for pattern in table)


def _of_parameters(definition: Definition, node: Function, real: Any) -> Iterator[str]:
    try:
        parameters = inspect.signature(real).parameters.values()
    except (TypeError, ValueError):
        return
    if any(p.kind is p.VAR_KEYWORD for p in parameters):
        return
    named = {p.name for p in parameters}
    skipped = 1 if definition.owner is not None else 0
    stated = [a.arg for a in (*node.args.args[skipped:], *node.args.kwonlyargs)]
    if has_decorator(node, "staticmethod") or node.name.startswith("__"):
        return
    for name in stated:
        if name not in named and not name.startswith("_"):
            yield f"{definition.dotted} has no parameter {name}"
