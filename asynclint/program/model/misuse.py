"""Markers that say nothing: unknown ones, wrong arguments, names of parameters that are none."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import NamedTuple

import asynclint.markers
from asynclint.errors import nearest
from asynclint.facts.records import Call, Const, Expr, Import, ImportFrom
from asynclint.program.model.behaviour import HANDED, MARKERS, NAMING
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import Symbols

_MARKERS = {name: each for name, each in vars(asynclint.markers).items() if not name.startswith("_")}
CATEGORIES = (
    *("sleep", "http", "database", "file", "subprocess", "sdk"),
    *("synchronization", "cpu", "input", "loop", "path"),
)
_COSTS = ("size", "short", "contended")
_CLIENTS = ("http", "database", "sdk")
# Those whose first arguments name parameters of the function.
_OF_PARAMETERS = {*HANDED, *NAMING, "binds", "wrapper_of", "validates", "serializes", "sized", "keyed"} - {
    "imports"
}


class Misuse(NamedTuple):
    """A wrong marker, and the line of the decorator; `module` is where it stands."""

    module: Module
    line: int
    message: str


def misused(module: Module, symbols: Symbols) -> Iterator[Misuse]:
    """The wrong markers of one module."""
    if not any(_is_ours(each) for each in module.facts.imports):
        return
    targets: list[Function | Class] = [*module.functions, *module.classes]
    for target in targets:
        for decorator in target.facts.decorators:
            dotted = symbols.dotted(module, decorator)
            if dotted.startswith(MARKERS):
                for message in _messages(target, dotted.removeprefix(MARKERS), decorator):
                    at = decorator.at if isinstance(decorator, Call) else -1
                    line = module.span(at).line if at >= 0 else target.facts.line
                    yield Misuse(module, line, message)


def _is_ours(each: Import | ImportFrom) -> bool:
    if isinstance(each, ImportFrom):
        return each.module.startswith("asynclint")
    return any(name.name.startswith("asynclint") for name in each.names)


def _messages(target: Function | Class, name: str, decorator: Expr) -> Iterator[str]:
    marker = _MARKERS.get(name)
    if marker is None:
        near = nearest(name, _MARKERS)
        hint = f"did you mean `{near}`?" if near else f"the markers are {', '.join(sorted(_MARKERS))}."
        yield f"unknown marker `{name}`: {hint}"
        return
    if not isinstance(decorator, Call):
        return
    if decorator.keywords and any(not keyword.name for keyword in decorator.keywords):
        return
    keywords = {keyword.name: keyword.value for keyword in decorator.keywords}
    try:
        given = inspect.signature(marker).bind(*decorator.args, **keywords).arguments
    except TypeError as error:
        yield f"`@{name}`: {error}."
        return
    for argument, expr in given.items():
        if not isinstance(expr, Const):
            yield f"`@{name}`: `{argument}` must be a constant: it is read, not run."
            return
    texts = {argument: str(expr.value) for argument, expr in given.items() if isinstance(expr, Const)}
    if name in ("blocks", "client"):
        yield from _one_of(name, "category", texts, CATEGORIES if name == "blocks" else _CLIENTS)
        yield from _one_of(name, "cost", texts, _COSTS)
    if isinstance(target, Function) and name in _OF_PARAMETERS:
        names = [param.name for param in target.params]
        for argument in ("arg", "owner", "name", "value", "default", "unless"):
            text = texts.get(argument, "")
            if text and text not in names:
                near = nearest(text, names)
                hint = f"did you mean `{near}`?" if near else f"name a parameter of `{target.name}`."
                yield f"`@{name}`: `{text}` is no parameter: {hint}"


def _one_of(name: str, argument: str, texts: dict[str, str], valid: tuple[str, ...]) -> Iterator[str]:
    text = texts.get(argument, "")
    if text and text not in valid:
        near = nearest(text, valid)
        hint = f"did you mean `{near}`?" if near else f"use one of {', '.join(valid)}."
        yield f"`@{name}`: unknown {argument} `{text}`: {hint}"
