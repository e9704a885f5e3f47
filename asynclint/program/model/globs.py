"""Globs in the settings: `acme_db.*` stands for what it matches in the project, in stubs, and, of a
library without one, for what the project itself names of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from asynclint.facts.nodes import nodes
from asynclint.facts.records import Attr, Call, Import, ImportFrom, Name
from asynclint.program.model.declared import Declaration
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import Symbols


def expanded(
    declarations: Sequence[Declaration],
    modules: Iterable[Module],
    stubs: Iterable[str],
    find: Callable[[str], Module | None],
    symbols: Symbols,
) -> list[Declaration]:
    """The declarations, each glob replaced by what it matches; one that matches nothing stays.

    `modules` are the project's, `stubs` the names of all stub modules; `find` gives one of these.
    """
    found: list[Declaration] = []
    for declaration in declarations:
        if "*" not in declaration.name:
            found.append(declaration)
            continue
        matches = re.compile(declaration.name.replace(".", r"\.").replace("*", ".*")).fullmatch
        names = dict.fromkeys(
            name for name in _candidates(declaration.name, modules, stubs, find, symbols) if matches(name)
        )
        found += [Declaration(declaration.key, name, declaration.arg, declaration.written) for name in names]
        if not names:
            found.append(declaration)
    return found


def _candidates(
    pattern: str,
    modules: Iterable[Module],
    stubs: Iterable[str],
    find: Callable[[str], Module | None],
    symbols: Symbols,
) -> Iterator[str]:
    before = pattern.partition("*")[0]
    library = before.partition(".")[0]
    known = [module for module in modules if _may_hold(module.name, before)]
    stubbed = [name for name in stubs if name.partition(".")[0] == library]
    known += [module for name in stubbed if _may_hold(name, before) and (module := find(name)) is not None]
    for module in known:
        for name in symbols.table(module):
            symbol = symbols.member(module, name)
            if isinstance(symbol, Class | Function):
                yield f"{module.name}.{name}"
            if isinstance(symbol, Class):
                yield from (
                    f"{module.name}.{name}.{each}" for each, m in symbol.members.items() if m.functions
                )
    if not stubbed and not any(module.name.partition(".")[0] == library for module in modules):
        yield from _named(library, modules)


def _may_hold(module: str, before: str) -> bool:
    """Whether what starts like `before` may lie in a module."""
    return module.startswith(before) or f"{module}.".startswith(before) or before.startswith(f"{module}.")


def _named(library: str, modules: Iterable[Module]) -> Iterator[str]:
    """What the project names of a library: imports, `library.name`, and methods called beside them."""
    for module in modules:
        found: dict[str, None] = {}
        called: dict[str, None] = {}
        aliases: dict[str, str] = {}
        for node in nodes(module.facts):
            if isinstance(node, ImportFrom) and not node.level and node.module.partition(".")[0] == library:
                found.update(dict.fromkeys(f"{node.module}.{each.name}" for each in node.names))
            elif isinstance(node, Import):
                for each in node.names:
                    if each.name.partition(".")[0] == library:
                        aliases[each.alias or library] = each.name if each.alias else library
            elif isinstance(node, Call) and isinstance(node.func, Attr):
                called[node.func.name] = None
        for node in nodes(module.facts) if aliases else ():
            if isinstance(node, Attr) and (outer := _path(node.value, aliases)):
                found[f"{outer}.{node.name}"] = None
        for name in found:
            yield name
            if name.rpartition(".")[2][:1].isupper():
                yield from (f"{name}.{method}" for method in called)


def _path(expr: object, aliases: dict[str, str]) -> str:
    """`acme`, `acme.pool`: the module that a dotted expression may mean; "" where it is none."""
    if isinstance(expr, Name):
        return aliases.get(expr.id, "")
    if isinstance(expr, Attr) and not expr.name[:1].isupper():
        outer = _path(expr.value, aliases)
        return f"{outer}.{expr.name}" if outer else ""
    return ""
