"""Static names: what a dotted name in a module means, without evaluating anything.

Follows imports, re-exports, star imports and plain aliases.  Enough for base classes and
decorators, which must be known before the first evaluation.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    Call,
    ClassStmt,
    DefStmt,
    Expr,
    Import,
    ImportFrom,
    Name,
    Stmt,
    Subscript,
)
from asynclint.program.model import lazy
from asynclint.program.model.bodies import blocks, unpacked
from asynclint.program.model.entities import Class, Function, Module

BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True)
class External:
    """A dotted name outside the project and the stubs, or a package without a file of its own."""

    dotted: str


Symbol = Module | Class | Function | External


def absolute(module: Module, name: str, level: int) -> str:
    """The absolute module name of `from ..name import`, seen from `module`."""
    if not level:
        return name
    parts = module.name.split(".")
    drop = level - 1 if module.facts.is_package else level
    base = parts[: len(parts) - drop] if drop <= len(parts) else []
    return ".".join([*base, name] if name else base)


class Symbols:
    """Resolves names; `find(name, importer)` gives the module of a dotted name, or None."""

    def __init__(self, find: Callable[[str, str], Module | None]) -> None:
        self.find = find
        self._tables: dict[Module, dict[str, list[Stmt]]] = {}
        self._stars: dict[Module, list[ImportFrom]] = {}
        self._bindings: dict[Module, dict[str, int]] = {}
        self._locals: dict[Function, dict[str, Symbol]] = {}
        self._lazies: dict[Module, lazy.LazyNames | None] = {}

    def table(self, module: Module) -> dict[str, list[Stmt]]:
        """The statements at module level that bind each name."""
        table = self._tables.get(module)
        if table is None:
            table = self._tables[module] = {}
            self._stars[module] = []
            self._collect(module, module.facts.body, table, self._stars[module])
        return table

    def bindings(self, module: Module) -> Mapping[str, int]:
        """How many statements at module level bind each name of a module, unpacking and loops included.

        0 for the names that only its functions bind, which declare them `global`.
        """
        found = self._bindings.get(module)
        if found is None:
            found = self._bindings[module] = {n: len(stmts) for n, stmts in self.table(module).items()}
            for name in unpacked(module.facts.body):
                found[name] = found.get(name, 0) + 1
            for function in module.functions:
                for name in function.facts.globals:
                    found.setdefault(name, 0)
        return found

    def stars(self, module: Module) -> list[ImportFrom]:
        """The star imports of a module, in order."""
        self.table(module)
        return self._stars[module]

    def _collect(
        self, module: Module, body: tuple[Stmt, ...], table: dict[str, list[Stmt]], stars: list[ImportFrom]
    ) -> None:
        for stmt in body:
            if isinstance(stmt, DefStmt):
                table.setdefault(module.functions[stmt.function].name, []).append(stmt)
            elif isinstance(stmt, ClassStmt):
                table.setdefault(module.classes[stmt.cls].name, []).append(stmt)
            elif isinstance(stmt, Import):
                for item in stmt.names:
                    table.setdefault(item.alias or item.name.split(".")[0], []).append(stmt)
            elif isinstance(stmt, ImportFrom):
                if stmt.names[0].name == "*":
                    stars.append(stmt)
                for item in stmt.names:
                    table.setdefault(item.alias or item.name, []).append(stmt)
            elif isinstance(stmt, Assign):
                for target in stmt.targets:
                    if isinstance(target, Name):
                        table.setdefault(target.id, []).append(stmt)
            elif isinstance(stmt, AnnAssign):
                if isinstance(stmt.target, Name):
                    table.setdefault(stmt.target.id, []).append(stmt)
            else:
                for block in blocks(stmt):
                    self._collect(module, block, table, stars)

    def name(
        self, module: Module, name: str, seen: frozenset[tuple[str, str]] = frozenset()
    ) -> Symbol | None:
        """What `name` is in the namespace of `module`, builtins included."""
        own = self.member(module, name, seen)
        if own is not None:
            return own
        if name in self.bindings(module):
            return None
        scope = self.find("builtins", "")
        found = self.member(scope, name, seen) if scope is not None and scope is not module else None
        if found is not None:
            return found
        return External(f"builtins.{name}") if name in BUILTINS else self.find(name, "")

    def member(
        self, module: Module, name: str, seen: frozenset[tuple[str, str]] = frozenset()
    ) -> Symbol | None:
        """What `module.name` is, builtins aside."""
        if (module.name, name) in seen:
            return None
        seen = seen | {(module.name, name)}
        external: Symbol | None = None
        for stmt in self.table(module).get(name, ()):
            found = self._bound(module, stmt, name, seen)
            if isinstance(found, External):
                external = external or found
            elif found is not None:
                return found
        if external is not None:
            return external
        for star in self.stars(module):
            source = self.find(absolute(module, star.module, star.level), module.name)
            if source is not None and not name.startswith("_"):
                found = self.member(source, name, seen)
                if found is not None:
                    return found
        found = self.find(f"{module.name}.{name}", module.name) if module.facts.is_package else None
        return found if found is not None or module.is_stub else self._lazy(module, name, seen)

    def _lazy(self, module: Module, name: str, seen: frozenset[tuple[str, str]]) -> Symbol | None:
        """What the module's own `__getattr__` imports for the name, where that is plain to see."""
        if name.startswith("__"):
            return None
        if module not in self._lazies:
            table = self.table(module)
            function = lazy.getter(module, table)
            self._lazies[module] = None if function is None else lazy.LazyNames(module, table, function)
        names = self._lazies[module]
        if names is None:
            return None
        for stmt in names.imports.get(name, ()):
            for item in stmt.names:
                if (item.alias or item.name) == name:
                    return self.imported(module, stmt, item.name, seen)
        for written, inner in names.sources.get(name, ()):
            dotted = written.lstrip(".")
            level = len(written) - len(dotted)
            places = [absolute(module, dotted, level)] if level else [dotted, f"{module.name}.{dotted}"]
            for place in places:
                source = self.find(place, module.name)
                found = self.member(source, inner, seen) if source is not None else None
                if found is not None:
                    return found
        return None

    def _bound(
        self, module: Module, stmt: Stmt, name: str, seen: frozenset[tuple[str, str]]
    ) -> Symbol | None:
        if isinstance(stmt, DefStmt):
            return module.functions[stmt.function]
        if isinstance(stmt, ClassStmt):
            return module.classes[stmt.cls]
        if isinstance(stmt, Import):
            for item in stmt.names:
                if (item.alias or item.name.split(".")[0]) == name:
                    target = item.name if item.alias else name
                    return self.find(target, module.name) or External(target)
        elif isinstance(stmt, ImportFrom):
            for item in stmt.names:
                if (item.alias or item.name) == name:
                    return self.imported(module, stmt, item.name, seen)
        elif isinstance(stmt, Assign | AnnAssign) and isinstance(stmt.value, Name | Attr):
            return self.expr(module, stmt.value, seen)
        return None

    def imported(
        self, module: Module, stmt: ImportFrom, name: str, seen: frozenset[tuple[str, str]] = frozenset()
    ) -> Symbol | None:
        """What `from stmt.module import name` brings."""
        source_name = absolute(module, stmt.module, stmt.level)
        source = self.find(source_name, module.name)
        if source is None:
            return self.find(f"{source_name}.{name}", module.name) or External(f"{source_name}.{name}")
        if source is module:
            return self.find(f"{source_name}.{name}", module.name)
        return self.member(source, name, seen) or self.find(f"{source_name}.{name}", module.name)

    def expr(
        self, module: Module, expr: Expr | None, seen: frozenset[tuple[str, str]] = frozenset()
    ) -> Symbol | None:
        """What a dotted expression names; a subscript stands for what is subscripted."""
        if isinstance(expr, Name):
            return self.name(module, expr.id, seen)
        if isinstance(expr, Subscript):
            return self.expr(module, expr.value, seen)
        if isinstance(expr, Attr):
            return self._attribute(module, self.expr(module, expr.value, seen), expr.name, seen)
        return None

    def _attribute(
        self, module: Module, base: Symbol | None, name: str, seen: frozenset[tuple[str, str]] = frozenset()
    ) -> Symbol | None:
        """What `base.name` is."""
        if isinstance(base, Module):
            return self.member(base, name, seen) or self.find(f"{base.name}.{name}", module.name)
        if isinstance(base, External):
            dotted = f"{base.dotted}.{name}"
            return self.find(dotted, module.name) or External(dotted)
        if isinstance(base, Class):
            member = base.find(name)
            if member is not None and member[1].nested >= 0:
                return member[0].module.classes[member[1].nested]
            if member is not None and member[1].functions:
                return member[0].module.functions[member[1].functions[0]]
        return None

    def member_of(self, module: Module, root: Symbol, expr: Expr) -> Symbol | None:
        """A dotted expression whose first name is known to be `root`."""
        if isinstance(expr, Name):
            return root
        if isinstance(expr, Subscript):
            return self.member_of(module, root, expr.value)
        if isinstance(expr, Attr):
            return self._attribute(module, self.member_of(module, root, expr.value), expr.name)
        return None

    def locals(self, function: Function) -> dict[str, Symbol]:
        """The imports and the classes in the body of a function, nested functions aside."""
        found = self._locals.get(function)
        if found is None:
            found = self._locals[function] = {}
            self._collect_locals(function.module, function.facts.body, found)
        return found

    def _collect_locals(self, module: Module, body: tuple[Stmt, ...], found: dict[str, Symbol]) -> None:
        for stmt in body:
            if isinstance(stmt, ClassStmt):
                found.setdefault(module.classes[stmt.cls].name, module.classes[stmt.cls])
            elif isinstance(stmt, Import):
                for item in stmt.names:
                    top = item.name if item.alias else item.name.split(".")[0]
                    found.setdefault(item.alias or top, self.find(top, module.name) or External(top))
            elif isinstance(stmt, ImportFrom):
                for item in stmt.names:
                    symbol = self.imported(module, stmt, item.name)
                    if symbol is not None:
                        found.setdefault(item.alias or item.name, symbol)
            elif not isinstance(stmt, DefStmt):
                for block in blocks(stmt):
                    self._collect_locals(module, block, found)

    def assigned(
        self, module: Module, expr: Expr, seen: frozenset[tuple[str, str]] = frozenset()
    ) -> tuple[Module, Expr] | None:
        """The module and the expression that a module-level name was assigned, through imports."""
        if isinstance(expr, Attr):
            base = self.expr(module, expr.value)
            return self._assigned_name(base, expr.name, seen) if isinstance(base, Module) else None
        return self._assigned_name(module, expr.id, seen) if isinstance(expr, Name) else None

    def _assigned_name(
        self, module: Module, name: str, seen: frozenset[tuple[str, str]]
    ) -> tuple[Module, Expr] | None:
        if (module.name, name) in seen:
            return None
        seen = seen | {(module.name, name)}
        for stmt in self.table(module).get(name, ()):
            if isinstance(stmt, Assign | AnnAssign) and stmt.value is not None:
                return module, stmt.value
            if isinstance(stmt, ImportFrom):
                source = self.find(absolute(module, stmt.module, stmt.level), module.name)
                for item in stmt.names:
                    if source is not None and (item.alias or item.name) == name:
                        return self._assigned_name(source, item.name, seen)
        for star in self.stars(module):
            source = self.find(absolute(module, star.module, star.level), module.name)
            found = self._assigned_name(source, name, seen) if source is not None else None
            if found is not None:
                return found
        return None

    def dotted(self, module: Module, decorator: Expr) -> str:
        """The dotted name of a decorator, a call's callee for a call; "" where it is not static."""
        symbol = self.expr(module, decorator.func if isinstance(decorator, Call) else decorator)
        if isinstance(symbol, External):
            return symbol.dotted
        if isinstance(symbol, Class | Function):
            return f"{symbol.module.name}.{symbol.facts.qualname}"
        return ""
