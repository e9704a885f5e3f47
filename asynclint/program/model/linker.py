"""Joins modules statically: decides kinds and markers of functions, bases and MRO of classes."""

from __future__ import annotations

from asynclint.facts.records import Attr, Call, Expr, Name, Subscript
from asynclint.program.model.behaviour import MARKERS, Reaches, behaviour_of
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import Symbol, Symbols

PROPERTIES = frozenset({"builtins.property", "functools.cached_property"})
KINDS = {
    "builtins.staticmethod": "staticmethod",
    "builtins.classmethod": "classmethod",
    "abc.abstractclassmethod": "classmethod",
    "abc.abstractstaticmethod": "staticmethod",
    "abc.abstractproperty": "property",
}
OVERLOADS = frozenset({"typing.overload", "typing_extensions.overload"})
ABSTRACT = "abc.abstract"
# Decorators that leave a function as it is.
NEUTRAL = frozenset({"typing.override", "typing.final", "typing_extensions.override", "typing.no_type_check"})
NEUTRAL_DECORATORS = NEUTRAL | OVERLOADS | KINDS.keys() | PROPERTIES | {"abc.abstractmethod"}
ACCESSORS = {"setter": "setter", "deleter": "deleter", "getter": "property"}
IMPLICIT_STATIC = frozenset({"__new__"})
IMPLICIT_CLASS = frozenset({"__init_subclass__", "__class_getitem__"})


def link_module(module: Module, symbols: Symbols, reaches: Reaches) -> None:
    """Fills kinds, markers and bases of one module; idempotent by being called once a module.

    `reaches` says which versions the library has that the module belongs to.
    """
    for cls in module.classes:
        decorators = [(symbols.dotted(module, d), d) for d in cls.facts.decorators]
        cls.behaviour = behaviour_of(decorators, reaches)
        for base_expr in cls.facts.bases:
            base = scoped(module, cls.parent, base_expr, symbols) or _held(module, base_expr, symbols)
            if isinstance(base, Class) and base is not cls:
                cls.bases.append(base)
                cls.base_exprs.append((base, base_expr))
            else:
                cls.has_unknown_base = True
    for function in module.functions:
        _link_function(function, symbols, reaches)
    for cls in module.classes:
        for function in module.functions:
            if function.facts.owner == cls.index:
                for name in function.facts.self_stores:
                    cls.stores.setdefault(name, []).append(function)


def _link_function(function: Function, symbols: Symbols, reaches: Reaches) -> None:
    decorators = [(symbols.dotted(function.module, d), d) for d in function.facts.decorators]
    function.behaviour = behaviour_of(decorators, reaches)
    in_class = function.facts.owner >= 0
    if in_class and function.name in IMPLICIT_STATIC:
        function.kind = "staticmethod"
    elif in_class and function.name in IMPLICIT_CLASS:
        function.kind = "classmethod"
    for dotted, expr in decorators:
        if dotted in OVERLOADS:
            function.overload = True
        elif dotted.startswith((ABSTRACT, MARKERS)) or dotted in NEUTRAL:
            function.is_abstract = function.is_abstract or dotted.startswith(ABSTRACT)
            function.kind = KINDS.get(dotted, function.kind)
        elif in_class and dotted in KINDS:
            function.kind = KINDS[dotted]
        elif in_class and (dotted in PROPERTIES or _is_property(symbols.expr(function.module, expr))):
            function.kind = "property"
        elif in_class and isinstance(expr, Attr) and expr.name in ACCESSORS and isinstance(expr.value, Name):
            function.kind = ACCESSORS[expr.name]
        else:
            function.decorated = True


def _is_property(symbol: Symbol | None) -> bool:
    return isinstance(symbol, Class) and any(
        f"{cls.module.name}.{cls.name}" in PROPERTIES for cls in (symbol, *symbol.bases)
    )


def scoped(module: Module, function: Function | None, expr: Expr, symbols: Symbols) -> Symbol | None:
    """A dotted expression seen from inside `function`, whose imports and classes count first."""
    if isinstance(expr, Call):
        return None
    root: Expr = expr
    while isinstance(root, Attr | Subscript):
        root = root.value
    while function is not None and isinstance(root, Name):
        if root.id in function.facts.bindings:
            found = symbols.locals(function).get(root.id)
            if found is None:
                return None
            return found if root is expr else symbols.member_of(module, found, expr)
        function = function.parent
    return symbols.expr(module, expr)


def _held(module: Module, expr: Expr, symbols: Symbols) -> Symbol | None:
    """The class that an object of a library holds, where its stub says so: `class Person(db.Entity)`."""
    if not isinstance(expr, Attr):
        return None
    made = symbols.assigned(module, expr.value)
    cls = symbols.expr(made[0], made[1].func) if made is not None and isinstance(made[1], Call) else None
    owner = _owner(cls, expr.name) if isinstance(cls, Class) and cls.module.is_stub else None
    if owner is None:
        return None
    annotation = owner.members[expr.name].annotation
    if (
        isinstance(annotation, Subscript)
        and isinstance(annotation.value, Name)
        and annotation.value.id == "type"
    ):
        return symbols.expr(owner.module, annotation.index)
    return None


def _owner(cls: Class, name: str) -> Class | None:
    """The class that has `name` in its body, by the bases alone: the MRO comes later."""
    if name in cls.members:
        return cls
    found = (_owner(base, name) for base in cls.bases)
    return next((owner for owner in found if owner is not None), None)


def link_class(cls: Class) -> None:
    """The MRO of a class whose bases are linked: C3 where it exists, else depth first."""
    cls.mro = _mro(cls, ())
    cls.has_unknown_base = any(c.has_unknown_base for c in cls.mro) or cls.has_unknown_base
    cls.tracked = any(c.behaviour is not None and c.behaviour.tracked for c in cls.mro)
    told = (c.behaviour.client for c in cls.mro if c.behaviour is not None and c.behaviour.client is not None)
    cls.client = next(told, None)
    if cls.client is not None and any(c.dotted == cls.client.instead for c in cls.mro):
        # The asynchronous twin may extend the synchronous client.
        cls.client = None


def _mro(cls: Class, seen: tuple[Class, ...]) -> list[Class]:
    if cls in seen:
        return [cls]
    lists = [_mro(base, (*seen, cls)) for base in cls.bases]
    merged = _c3([list(part) for part in lists] + [list(cls.bases)])
    if merged is None:
        merged = list(dict.fromkeys(c for part in lists for c in part))
    return [cls, *(c for c in merged if c is not cls)]


def _c3(lists: list[list[Class]]) -> list[Class] | None:
    result: list[Class] = []
    while lists := [part for part in lists if part]:
        for part in lists:
            head = part[0]
            if not any(head in other[1:] for other in lists):
                break
        else:
            return None
        result.append(head)
        for part in lists:
            if part[0] is head:
                del part[0]
    return result
