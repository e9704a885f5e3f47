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


class LazyNames:
    """What one module's `__getattr__` brings, read once: looked up for every name that is not found."""

    def __init__(self, module: Module, table: dict[str, list[Stmt]], function: Function) -> None:
        self.imports: dict[object, list[ImportFrom]] = {}
        self.sources: dict[object, list[tuple[str, str]]] = {}
        if function.params:
            self._imports(function.facts.body, function.params[0].name)
        if any(_imports_by_name(other.facts.body) for other in module.functions):
            self._sources(table)

    def _imports(self, body: tuple[Stmt, ...], param: str) -> None:
        """The imports that `__getattr__` makes for constant names."""
        for stmt in body:
            if isinstance(stmt, If):
                found = [inner for inner in stmt.body if isinstance(inner, ImportFrom)]
                for name in _compared(stmt.test, param) if found else ():
                    self.imports.setdefault(name, []).extend(found)
            for block in blocks(stmt):
                self._imports(block, param)

    def _sources(self, table: dict[str, list[Stmt]]) -> None:
        """(module name as written, name there) by name, from the tables of a module that imports by name."""
        for statements in table.values():
            for stmt in statements:
                value = stmt.value if isinstance(stmt, Assign | AnnAssign) else None
                if isinstance(value, DictDisplay):
                    for key, held in zip(value.keys, value.values, strict=True):
                        if isinstance(key, Const) and isinstance(key.value, str):
                            self.sources.setdefault(key.value, []).extend(_source(held, key.value))


def _compared(test: Expr, param: str) -> tuple[object, ...]:
    """The constants that a test compares the parameter with: `name == "X"`, `name in ("X", "Y")`."""
    if not isinstance(test, Compare) or test.ops[0] not in ("==", "in") or len(test.ops) > 1:
        return ()
    if not isinstance(test.left, Name) or test.left.id != param:
        return ()
    right = test.rights[0]
    items = right.items if isinstance(right, Sequence) else (right,)
    return tuple(item.value for item in items if isinstance(item, Const))


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
