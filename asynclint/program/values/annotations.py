"""Annotations, read statically: what types a parameter, a result or an attribute is said to have.

The result may hold type variables (`TypeVarValue`): see `typevars` and `generics`.
"""

from __future__ import annotations

from dataclasses import dataclass

from asynclint.facts.records import Attr, BinOp, Call, Const, Expr, Name, Sequence, Subscript
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.linker import scoped
from asynclint.program.model.symbols import External, Symbols
from asynclint.program.values.kinds import (
    CallableValue,
    ClassOf,
    ClassValue,
    Instance,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import EMPTY, NONE, UNKNOWN, Literal, TypeSet, Value, cut, join_all

# Where the forms of typing live.
TYPING_MODULES = frozenset({"typing", "typing_extensions"})
TYPING = ("typing.", "typing_extensions.", "collections.abc.")
# Forms that stand for their first argument.
TRANSPARENT = frozenset(
    {"Annotated", "Required", "NotRequired", "Final", "ClassVar", "ReadOnly", "Unpack", "InitVar", "Mapped"}
)
# What makes a type variable, called with its name.
VARIABLES = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple"})
UNINFORMATIVE = frozenset({"builtins.object", "typing.Any"})
# How many aliases in a row are followed to an `Annotated[...]`: cycles must end.
ALIASES = 8


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an annotation stands: names of enclosing functions count before those of the module."""

    module: Module
    function: Function | None = None
    variables: frozenset[str] = frozenset()


class Annotations:
    """Evaluates annotations; each expression once."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        # By identity: equal expressions in different places may mean different types.
        self._cache: dict[int, TypeSet] = {}
        self._active: set[int] = set()

    def types(self, expr: Expr | None, scope: Scope) -> TypeSet:
        """The objects that `expr` describes; unknown for Any and for what does not resolve."""
        if expr is None:
            return UNKNOWN
        key = id(expr)
        found = self._cache.get(key)
        if found is None:
            if key in self._active:
                return UNKNOWN
            self._active.add(key)
            try:
                found = self._cache[key] = self._types(expr, scope)
            finally:
                self._active.discard(key)
        return found

    def _types(self, expr: Expr, scope: Scope) -> TypeSet:
        if isinstance(expr, Const):
            return NONE if expr.kind == "none" else UNKNOWN
        if isinstance(expr, Name | Attr):
            return self._named(expr, scope)
        if isinstance(expr, BinOp) and expr.op == "|":
            return join_all([self.types(expr.left, scope), self.types(expr.right, scope)])
        if isinstance(expr, Subscript):
            return self._subscript(expr, scope)
        return UNKNOWN

    def form(self, expr: Expr, scope: Scope) -> str:
        """The name of a form of typing ("Optional"), "" for anything else."""
        symbol = scoped(scope.module, scope.function, expr, self._symbols)
        if isinstance(symbol, External):
            dotted = symbol.dotted
        elif isinstance(symbol, Class | Function):
            dotted = f"{symbol.module.name}.{symbol.name}"
        elif symbol is None:
            target = self.alias(expr, scope)
            dotted = ""
            if target is not None and target[1].module.is_stub and target[1].module.name in TYPING_MODULES:
                name = expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Attr) else ""
                dotted = f"typing.{name}"
        else:
            return ""
        for prefix in TYPING:
            if dotted.startswith(prefix):
                return dotted.removeprefix(prefix)
        last = dotted.rpartition(".")[2]
        return last if last in TRANSPARENT else ""

    def _named(self, expr: Name | Attr, scope: Scope) -> TypeSet:
        if isinstance(expr, Name) and expr.id in scope.variables:
            return TypeSet((TypeVarValue(expr.id),))
        symbol = scoped(scope.module, scope.function, expr, self._symbols)
        form = self.form(expr, scope)
        if form in ("Self", "Never", "NoReturn"):
            return TypeSet((TypeVarValue("Self"),)) if form == "Self" else EMPTY
        if form in TRANSPARENT or form in ("Any", "Callable", "Union", "Optional", "LiteralString"):
            return UNKNOWN
        if isinstance(symbol, Class):
            dotted = f"{symbol.module.name}.{symbol.name}"
            if dotted in UNINFORMATIVE:
                return UNKNOWN
            return TypeSet((Instance(symbol, exact=False),))
        if symbol is None:
            target = self.alias(expr, scope)
            if target is not None:
                value, where = target
                if isinstance(value, Call):
                    return self._variable(value, where)
                return self.types(value, where)
        return UNKNOWN

    def _variable(self, call: Call, scope: Scope) -> TypeSet:
        form = self.form(call.func, scope)
        first = call.args[0] if call.args else None
        if form in VARIABLES and isinstance(first, Const) and isinstance(first.value, str):
            return TypeSet((TypeVarValue(first.value),))
        if form == "NewType" and len(call.args) == 2:
            return self.types(call.args[1], scope)
        return UNKNOWN

    def alias(self, expr: Expr, scope: Scope) -> tuple[Expr, Scope] | None:
        """The expression that a module-level name was assigned, and where, through imports."""
        found = self._symbols.assigned(scope.module, expr)
        return None if found is None else (found[1], Scope(found[0]))

    def _subscript(self, expr: Subscript, scope: Scope) -> TypeSet:
        form = self.form(expr.value, scope)
        items = expr.index.items if isinstance(expr.index, Sequence) else (expr.index,)
        if form == "Optional":
            return join_all([self.types(items[0], scope), NONE])
        if form == "Union":
            return join_all([self.types(item, scope) for item in items])
        if form in TRANSPARENT:
            return self.types(items[0], scope) if items else UNKNOWN
        if form == "Literal":
            # Not joined: a join would widen many constants to any constant.
            return TypeSet(tuple(Literal(i.kind, i.value) for i in items if isinstance(i, Const)))
        if form == "Callable":
            params = items[0].items if items and isinstance(items[0], Sequence) else ()
            result = self.types(items[1], scope) if len(items) > 1 else UNKNOWN
            return TypeSet((CallableValue(tuple(self.types(p, scope) for p in params), result),))
        symbol = scoped(scope.module, scope.function, expr.value, self._symbols)
        name = symbol.name if isinstance(symbol, Class) else form
        if name in ("tuple", "Tuple") and (len(items) < 2 or not _is_ellipsis(items[1])):
            return TypeSet((TupleValue(tuple(self.types(item, scope) for item in items)),))
        if name in ("type", "Type"):
            inner = self.types(items[0], scope)
            made: list[Value] = [ClassValue(v.cls, v.args) for v in inner if isinstance(v, Instance)]
            if any(isinstance(v, TypeVarValue) for v in inner):
                return TypeSet((ClassOf((), inner),))
            return TypeSet(tuple(made), unknown=not made)
        if isinstance(symbol, Class):
            args = tuple(cut(self.types(item, scope)) for item in items if not _is_ellipsis(item))
            return TypeSet((Instance(symbol, args, exact=False),))
        if symbol is None:
            target = self.alias(expr.value, scope)
            if target is not None:
                return self.types(*target)
        return UNKNOWN

    def metadata(self, expr: Expr | None, scope: Scope) -> list[tuple[Expr, Scope]]:
        """The further arguments of `Annotated[...]`, through aliases."""
        for _ in range(ALIASES):
            if isinstance(expr, Subscript):
                if self.form(expr.value, scope) == "Annotated" and isinstance(expr.index, Sequence):
                    inner = self.metadata(expr.index.items[0], scope)
                    return [*inner, *((item, scope) for item in expr.index.items[1:])]
                return []
            target = self.alias(expr, scope) if isinstance(expr, Name | Attr) else None
            if target is None:
                return []
            expr, scope = target
        return []


def _is_ellipsis(expr: Expr) -> bool:
    return isinstance(expr, Const) and expr.kind == "ellipsis"
