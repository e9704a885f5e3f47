"""Annotations, read statically: what types a parameter, a result or an attribute is said to have.

The result may hold type variables (`TypeVarValue`), which a call or an instance replaces by
`instantiate`; `unify` finds what they stand for.
"""

from __future__ import annotations

from dataclasses import dataclass

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    BinOp,
    Call,
    Const,
    Expr,
    Name,
    Sequence,
    Subscript,
)
from asynclint.program.entities import Class, Function, Module
from asynclint.program.linker import scoped
from asynclint.program.symbols import External, Symbols
from asynclint.program.values import (
    EMPTY,
    NONE,
    UNKNOWN,
    CallableValue,
    ClassValue,
    Instance,
    Literal,
    TupleValue,
    TypeSet,
    TypeVarValue,
    Value,
    cut,
    join_all,
)

TYPING = ("typing.", "typing_extensions.", "collections.abc.")
TRANSPARENT = frozenset(
    {"Annotated", "Required", "NotRequired", "Final", "ClassVar", "ReadOnly", "Unpack", "InitVar", "Mapped"}
)
VARIABLES = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple"})
UNINFORMATIVE = frozenset({"builtins.object", "typing.Any"})


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
        self._cache: dict[int, TypeSet] = {}
        self._params: dict[Class, tuple[str, ...]] = {}
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

    def _form(self, expr: Expr, scope: Scope) -> str:
        """The name of a form of typing ("Optional"), "" for anything else."""
        symbol = scoped(scope.module, scope.function, expr, self._symbols)
        if isinstance(symbol, External):
            dotted = symbol.dotted
        elif isinstance(symbol, Class | Function):
            dotted = f"{symbol.module.name}.{symbol.name}"
        elif symbol is None:
            target = self.alias(expr, scope)
            dotted = ""
            if target is not None and target[1].module.is_stub and target[1].module.name in ("typing", "typing_extensions"):
                dotted = f"typing.{expr.id if isinstance(expr, Name) else getattr(expr, 'name', '')}"
        else:
            return ""
        for prefix in TYPING:
            if dotted.startswith(prefix):
                return dotted.removeprefix(prefix)
        return dotted.rpartition(".")[2] if dotted.rpartition(".")[2] in TRANSPARENT else ""

    def _named(self, expr: Name | Attr, scope: Scope) -> TypeSet:
        if isinstance(expr, Name) and expr.id in scope.variables:
            return TypeSet((TypeVarValue(expr.id),))
        symbol = scoped(scope.module, scope.function, expr, self._symbols)
        form = self._form(expr, scope)
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
        form = self._form(call.func, scope)
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
        form = self._form(expr.value, scope)
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
                return TypeSet((CallableValue((), inner),))
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
        for _ in range(8):
            if isinstance(expr, Subscript):
                if self._form(expr.value, scope) == "Annotated" and isinstance(expr.index, Sequence):
                    inner = self.metadata(expr.index.items[0], scope)
                    return [*inner, *((item, scope) for item in expr.index.items[1:])]
                return []
            target = self.alias(expr, scope) if isinstance(expr, Name | Attr) else None
            if target is None:
                return []
            expr, scope = target
        return []

    # --- generics ------------------------------------------------------------------------------

    def class_params(self, cls: Class) -> tuple[str, ...]:
        """The names of the type variables of a class, in order."""
        found = self._params.get(cls)
        if found is None:
            self._params[cls] = ()
            found = self._params[cls] = self._class_params(cls)
        return found

    def _class_params(self, cls: Class) -> tuple[str, ...]:
        if cls.facts.type_params:
            return cls.facts.type_params
        scope = Scope(cls.module, cls.parent)
        names: dict[str, None] = {}
        for base in cls.facts.bases:
            if isinstance(base, Subscript):
                items = base.index.items if isinstance(base.index, Sequence) else (base.index,)
                own = [name for item in items for name in _variables(self.types(item, scope))]
                if self._form(base.value, scope) in ("Generic", "Protocol"):
                    return tuple(own)
                names.update(dict.fromkeys(own))
        return tuple(names)

    def class_variables(self, cls: Class, args: tuple[TypeSet, ...], owner: Class) -> dict[str, TypeSet]:
        """What the type variables of `owner` stand for in an instance of `cls` with `args`."""
        variables = dict(zip(self.class_params(cls), args, strict=False))
        if cls is owner:
            return variables
        for base, expr in cls.base_exprs:
            if owner in base.mro:
                scope = Scope(cls.module, cls.parent, frozenset(cls.facts.type_params))
                for value in self.types(expr, scope):
                    if isinstance(value, Instance) and value.cls is base:
                        inner = tuple(instantiate(arg, variables) for arg in value.args)
                        return self.class_variables(base, inner, owner)
                return self.class_variables(base, (), owner)
        return {}

    def unify(self, pattern: TypeSet, actual: TypeSet, variables: dict[str, TypeSet]) -> None:
        """Adds to `variables` what the type variables of `pattern` stand for, given `actual`."""
        for part in pattern:
            if isinstance(part, TypeVarValue):
                rest = TypeSet(actual.without_none(), actual.symbols, actual.unknown, actual.full)
                taken = rest if len(pattern.values) > 1 else actual
                variables[part.name] = variables.get(part.name, EMPTY).join(taken)
            elif isinstance(part, Instance) and part.args:
                for value in actual:
                    self._unify_instance(part, value, variables)
            elif isinstance(part, CallableValue):
                self._unify_callable(part, actual, variables)
            elif isinstance(part, TupleValue):
                for value in actual:
                    if isinstance(value, TupleValue) and len(value.items) == len(part.items):
                        for mine, theirs in zip(part.items, value.items, strict=True):
                            self.unify(mine, theirs, variables)

    def _unify_instance(self, part: Instance, value: Value, variables: dict[str, TypeSet]) -> None:
        if isinstance(value, TupleValue):
            if len(part.args) == 1:
                self.unify(part.args[0], join_all(value.items), variables)
        elif isinstance(value, Instance):
            if part.cls in value.cls.mro:
                own = self.class_variables(value.cls, value.args, part.cls)
                for name, arg in zip(self.class_params(part.cls), part.args, strict=False):
                    self.unify(arg, own.get(name, UNKNOWN), variables)
            elif len(part.args) == 1 and value.args and part.cls.module.name in ("typing", "collections.abc"):
                self.unify(part.args[0], value.args[0], variables)

    def _unify_callable(self, part: CallableValue, actual: TypeSet, variables: dict[str, TypeSet]) -> None:
        for value in actual:
            if isinstance(value, ClassValue):
                result = TypeSet((Instance(value.cls, value.args),))
                self.unify(part.result, result, variables)
            elif isinstance(value, CallableValue):
                self.unify(part.result, value.result, variables)


def _variables(types: TypeSet) -> list[str]:
    """The names of the type variables anywhere in the types, in order."""
    names: list[str] = []
    for value in types:
        names += [value.name] if isinstance(value, TypeVarValue) else []
        for inner in _inner(value):
            names += _variables(inner)
    return list(dict.fromkeys(names))


def _is_ellipsis(expr: Expr) -> bool:
    return isinstance(expr, Const) and expr.kind == "ellipsis"


def instantiate(types: TypeSet, variables: dict[str, TypeSet]) -> TypeSet:
    """`types` with its type variables replaced; those without a value are unknown."""
    if not has_variables(types):
        return types
    parts = [TypeSet((), types.symbols, types.unknown, types.full)]
    for value in types:
        if isinstance(value, TypeVarValue):
            parts.append(variables.get(value.name, UNKNOWN))
        elif _has_variable(value):
            parts.append(TypeSet((_instantiated(value, variables),)))
        else:
            parts.append(TypeSet((value,)))
    return join_all(parts)


def _instantiated(value: Value, variables: dict[str, TypeSet]) -> Value:
    if isinstance(value, Instance):
        args = tuple(cut(instantiate(arg, variables)) for arg in value.args)
        return Instance(value.cls, args, value.exact, value.site)
    if isinstance(value, TupleValue):
        return TupleValue(tuple(cut(instantiate(item, variables)) for item in value.items))
    if isinstance(value, CallableValue):
        params = tuple(instantiate(p, variables) if _bound(p, variables) else p for p in value.params)
        result = instantiate(value.result, variables) if _bound(value.result, variables) else value.result
        return CallableValue(params, cut(result))
    return value


def _bound(types: TypeSet, variables: dict[str, TypeSet]) -> bool:
    """Whether all variables in `types` have a value: else a Callable keeps them for its own call."""
    return all(
        (value.name in variables if isinstance(value, TypeVarValue) else True)
        and all(_bound(inner, variables) for inner in _inner(value))
        for value in types
    )


def _inner(value: Value) -> tuple[TypeSet, ...]:
    if isinstance(value, Instance):
        return value.args
    if isinstance(value, TupleValue):
        return value.items
    if isinstance(value, CallableValue):
        return (*value.params, value.result)
    return ()


def has_variables(types: TypeSet) -> bool:
    """Whether a type variable stands anywhere in the types."""
    return any(_has_variable(value) for value in types.values)


def _has_variable(value: Value) -> bool:
    if isinstance(value, TypeVarValue):
        return True
    return any(_has_variable(v) for inner in _inner(value) for v in inner)


__all__ = ["Annotations", "Scope", "has_variables", "instantiate"]
