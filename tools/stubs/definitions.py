"""What a stub file defines, read with `ast`: names, classes, markers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Definition(NamedTuple):
    """One name of a stub: dotted as users see it, its node, and the class that it stands in."""

    dotted: str
    node: ast.AST
    owner: ast.ClassDef | None


def definitions(module: str, tree: ast.Module) -> Iterator[Definition]:
    """All public definitions; those of a private class only where the class has a public name."""
    for node in _statements(tree.body):
        if isinstance(node, ast.ClassDef):
            yield from _of_class(module, node)
        elif isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            yield Definition(public_name(node) or f"{module}.{node.name}", node, None)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                Definition(f"{module}.{alias.asname}", node, None)
                for alias in node.names
                if alias.asname == alias.name
            )
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            local = isinstance(node.value, ast.Call)  # T = TypeVar("T")
            if isinstance(target, ast.Name) and not target.id.startswith("_") and not local:
                yield Definition(f"{module}.{target.id}", node, None)


def _of_class(module: str, node: ast.ClassDef) -> Iterator[Definition]:
    if node.name.startswith("_") and not public_name(node):
        yield from (
            Definition(public_name(item), item, node)
            for item in node.body
            if isinstance(item, FUNCTIONS) and public_name(item)
        )
        return
    dotted = public_name(node) or f"{module}.{node.name}"
    yield Definition(dotted, node, None)
    for item in node.body:
        if isinstance(item, FUNCTIONS):
            yield Definition(public_name(item) or f"{dotted}.{item.name}", item, node)
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield Definition(f"{dotted}.{item.target.id}", item, node)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements at module level, those under `if` included."""
    for node in body:
        if isinstance(node, ast.If):
            yield from _statements([*node.body, *node.orelse])
        else:
            yield node


def markers(node: ast.AST) -> Iterator[tuple[str, ast.Call | None]]:
    """The decorators by name, with the call where they are one."""
    for decorator in getattr(node, "decorator_list", ()):
        call = decorator if isinstance(decorator, ast.Call) else None
        name = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(name, ast.Name):
            yield name.id, call


def has_decorator(node: ast.AST, *names: str) -> bool:
    """Whether one of the plain decorators stands on a definition."""
    return any(name in names for name, _ in markers(node))


def public_name(node: ast.AST) -> str:
    """What `@public` says, "" without one."""
    for name, call in markers(node):
        if name == "public" and call is not None and isinstance(call.args[0], ast.Constant):
            return str(call.args[0].value)
    return ""


def argument(call: ast.Call, name: str) -> str:
    """A constant keyword argument, "" where it is not given."""
    for keyword in call.keywords:
        if keyword.arg == name and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    return ""
