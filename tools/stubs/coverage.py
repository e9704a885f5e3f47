"""How much of a synchronous client a stub covers: what it does not mark, the linter cannot judge."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from tools.stubs.definitions import FUNCTIONS, has_decorator, public_name

# Of a hundred public methods so many may be neither marked nor safe.
MOST_UNMARKED = 5
_PLAIN = (object, BaseException, dict, list, tuple, set, str, int)


class Client(NamedTuple):
    """A class marked `@client`: its name in the stub's module, and as users see it."""

    module: str
    name: str
    dotted: str


class Classes:
    """The classes of all stub modules, by module and name, bases looked up across them."""

    def __init__(self, trees: Mapping[str, ast.Module]) -> None:
        self._trees = trees
        self._tables: dict[str, dict[str, ast.AST]] = {}

    def clients(self, module: str) -> Iterator[Client]:
        """Those marked as clients in one module."""
        for node in ast.walk(self._trees[module]):
            if isinstance(node, ast.ClassDef) and has_decorator(node, "client"):
                yield Client(module, node.name, public_name(node) or f"{module}.{node.name}")

    def marked(self, module: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> set[str]:
        """The names of a class and its bases that are marked, themselves or by their class."""
        found = self._find(module, name)
        if found is None or found in seen:
            return set()
        module, name = found
        node = self._table(module)[name]
        assert isinstance(node, ast.ClassDef)
        covered = has_decorator(node, "blocks", "safe")
        names: set[str] = set()
        for item in node.body:
            if isinstance(item, FUNCTIONS):
                # What hands callables over, or is awaited, is described as well.
                told = item.decorator_list or isinstance(item, ast.AsyncFunctionDef) or _is_model(item)
                if covered or told:
                    names.add(item.name)
            elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                names.add(item.target.id)
            elif isinstance(item, ast.Assign):
                names.update(target.id for target in item.targets if isinstance(target, ast.Name))
        for base in node.bases:
            expr = base.value if isinstance(base, ast.Subscript) else base
            if isinstance(expr, ast.Name):
                names |= self.marked(module, expr.id, seen | {found})
        return names

    def _table(self, module: str) -> dict[str, ast.AST]:
        """What each name at module level is: a class, or an import."""
        table = self._tables.get(module)
        if table is None:
            table = self._tables[module] = {}
            for node in ast.walk(self._trees[module]):
                if isinstance(node, ast.ClassDef):
                    table.setdefault(node.name, node)
                elif isinstance(node, ast.ImportFrom):
                    table.update({alias.asname or alias.name: node for alias in node.names})
        return table

    def _find(self, module: str, name: str, depth: int = 0) -> tuple[str, str] | None:
        """Where a class is defined that a module knows by a name."""
        if module not in self._trees or depth > len(self._trees):
            return None
        node = self._table(module).get(name)
        if isinstance(node, ast.ClassDef):
            return module, name
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            original = next(a.name for a in node.names if (a.asname or a.name) == name)
            return self._find(node.module, original, depth + 1)
        return None


def _is_model(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a body says what the function does."""
    last = node.body[-1]
    return not (isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant))


def public_methods(cls: Any) -> list[str]:
    """The public methods of an installed class, inherited ones included, but what every object has."""
    plain = {name for base in _PLAIN if base in cls.__mro__ or base is object for name in dir(base)}
    found = []
    for name in dir(cls):
        if name.startswith("_") or name in plain:
            continue
        try:
            value = inspect.getattr_static(cls, name)
        except AttributeError:
            continue
        if isinstance(value, staticmethod | classmethod):
            value = value.__func__
        # What is computed once is an attribute, though it looks like a method descriptor.
        if not isinstance(value, cached_property) and inspect.isroutine(value):
            found.append(name)
    return found


def uncovered(cls: Any, marked: set[str]) -> list[str]:
    """The public methods of an installed class that are not marked; [] where they are few enough."""
    methods = public_methods(cls)
    missing = [name for name in methods if name not in marked]
    return missing if len(missing) * 100 > len(methods) * MOST_UNMARKED else []
