"""Packages that the project imports and of which nothing is known; the calls on the loop that go there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator

from asynclint.facts.nodes import nodes
from asynclint.facts.records import (
    Assign,
    Attr,
    Await,
    Call,
    Expr,
    Import,
    Name,
    Node,
    Subscript,
    With,
)
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Module


def foreign_packages(
    modules: Iterable[Module],
    units: Iterable[Unit],
    reached: Container[Unit],
    package_of: Callable[[str, str], str],
) -> dict[str, int]:
    """By package, the calls in code that the loop runs that go to it, as far as their names tell.

    `package_of(name, importer)` gives the package of an imported module of which nothing is known, ""
    for any other.  A call goes to a package where its callee starts at a name that was imported from
    there, or that holds what such a call gave.
    """
    found: dict[str, int] = {}
    names: dict[Module, dict[str, str]] = {}
    for module in modules:
        own = names[module] = _names(module, package_of)
        found.update((package, 0) for package in own.values())
    places: set[tuple[str, int]] = set()
    counts: Counter[str] = Counter()
    for unit in units:
        own = names.get(unit.module, {})
        if not own or unit not in reached:
            continue
        for event in unit.events.values():
            if event.kind != "call" or event.alternatives or (unit.module.name, event.at) in places:
                continue
            package = own.get(_root(event.expr))
            if package is not None:
                places.add((unit.module.name, event.at))
                counts[package] += 1
    return {package: counts[package] for package in sorted(found, key=lambda each: (-counts[each], each))}


def _names(module: Module, package_of: Callable[[str, str], str]) -> dict[str, str]:
    """The names of a module that stand for something of an unknown package."""
    found: dict[str, str] = {}
    facts = module.facts
    for each in facts.imports:
        if each.type_checking:
            continue
        if isinstance(each, Import):
            for name in each.names:
                package = package_of(name.name, module.name)
                if package:
                    found[name.alias or name.name.partition(".")[0]] = package
        elif not each.level:
            for name in each.names:
                package = package_of(each.module, module.name)
                if package:
                    found[name.alias or name.name] = package
    if not found:
        return found
    # What a call gives: `client = acme.Client()`, `with client.open() as file`.
    given = list(_given(nodes(facts)))
    known = -1
    while known != len(found):
        known = len(found)
        for held, source in given:
            if source in found:
                found.setdefault(held, found[source])
    return found


def _given(found: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Names, each with the one that the call starts at whose result it holds."""
    for node in found:
        if isinstance(node, Assign):
            source = _root(node.value, calls=True)
            yield from ((target.id, source) for target in node.targets if isinstance(target, Name))
        elif isinstance(node, With):
            for item in node.items:
                if isinstance(item.target, Name):
                    yield item.target.id, _root(item.context, calls=True)


def _root(expr: Expr | None, *, calls: bool = False) -> str:
    """The name that a callee starts at; `calls`: of an expression that is a call."""
    if calls:
        while isinstance(expr, Await):
            expr = expr.value
        if not isinstance(expr, Call):
            return ""
    while isinstance(expr, Attr | Subscript | Call):
        expr = expr.func if isinstance(expr, Call) else expr.value
    return expr.id if isinstance(expr, Name) else ""
