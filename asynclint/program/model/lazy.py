"""Names that a module's own `__getattr__` (PEP 562) imports on demand, read without evaluating it.

Two forms are told: branches that compare the name with constants and import from somewhere, and a
table of the module, a dictionary from names to the modules that have them, beside an `import_module`.
"""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    Call,
    Compare,
    Const,
    DefStmt,
    DictDisplay,
    Expr,
    If,
    ImportFrom,
    Name,
    Node,
    Sequence,
    Stmt,
)
from asynclint.program.model.bodies import blocks
from asynclint.program.model.entities import Function, Module

# The calls that import a module by its name.
IMPORTERS = frozenset({"import_module", "__import__"})


def getter(module: Module, table: dict[str, list[Stmt]]) -> Function | None:
    """The `__getattr__` of a module; None where it has none."""
    for stmt in table.get("__getattr__", ()):
        if isinstance(stmt, DefStmt):
            return module.functions[stmt.function]
    return None


def imports_of(function: Function, name: str) -> Iterator[ImportFrom]:
    """The imports that `__getattr__` makes for the constant `name`."""
    if function.params:
        yield from _imports(function.facts.body, function.params[0].name, name)


def _imports(body: tuple[Stmt, ...], param: str, name: str) -> Iterator[ImportFrom]:
    for stmt in body:
        if isinstance(stmt, If) and name in _compared(stmt.test, param):
            yield from (inner for inner in stmt.body if isinstance(inner, ImportFrom))
        for block in blocks(stmt):
            yield from _imports(block, param, name)


def _compared(test: Expr, param: str) -> tuple[object, ...]:
    """The constants that a test compares the parameter with: `name == "X"`, `name in ("X", "Y")`."""
    if not isinstance(test, Compare) or test.ops[0] not in ("==", "in") or len(test.ops) > 1:
        return ()
    if not isinstance(test.left, Name) or test.left.id != param:
        return ()
    right = test.rights[0]
    items = right.items if isinstance(right, Sequence) else (right,)
    return tuple(item.value for item in items if isinstance(item, Const))


def sources_of(module: Module, table: dict[str, list[Stmt]], name: str) -> Iterator[tuple[str, str]]:
    """(module name as written, name there) for `name`, from the tables of a module that imports by name."""
    if not any(_imports_by_name(function.facts.body) for function in module.functions):
        return
    for statements in table.values():
        for stmt in statements:
            value = stmt.value if isinstance(stmt, Assign | AnnAssign) else None
            if isinstance(value, DictDisplay):
                for key, held in zip(value.keys, value.values, strict=True):
                    if isinstance(key, Const) and key.value == name:
                        yield from _source(held, name)


def _source(held: Expr, name: str) -> Iterator[tuple[str, str]]:
    items = held.items if isinstance(held, Sequence) else (held,)
    texts = [item.value for item in items if isinstance(item, Const) and isinstance(item.value, str)]
    if len(texts) == len(items) and len(texts) in (1, 2):
        yield texts[0], texts[-1] if len(texts) == 2 else name


def _imports_by_name(node: object) -> bool:
    if isinstance(node, Call):
        func = node.func
        called = func.id if isinstance(func, Name) else func.name if isinstance(func, Attr) else ""
        if called in IMPORTERS:
            return True
    if isinstance(node, tuple):
        return any(_imports_by_name(part) for part in node)
    return isinstance(node, Node) and any(
        _imports_by_name(getattr(node, field)) for field in node.__struct_fields__
    )
