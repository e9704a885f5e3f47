"""Which attributes constructions tell apart: those that hold a parameter with a constant default."""

from __future__ import annotations

from collections.abc import Set

from asynclint.facts.records import AnnAssign, Assign, Attr, Call, Const, Expr, Name, Param, Sequence, Stmt
from asynclint.program.model.bodies import plain_blocks
from asynclint.program.model.entities import Class, Function

# What is required and annotated so is data: it decides nothing and has no methods that block.
_DATA = frozenset({"str", "int", "float", "bool", "bytes"})


def own_fields(cls: Class) -> frozenset[str]:
    """The attributes of a class, its bases aside, that an optional argument of its construction sets.

    Stored as they are by `__init__` from a parameter with a constant default, or declared with
    a default in the body of a class that has no `__init__` (dataclasses, models).
    """
    if cls.module.is_stub:
        return frozenset()
    member = cls.members.get("__init__")
    if member is not None and member.functions:
        init = cls.module.functions[member.functions[-1]]
        told = {p.name for p in init.params[1:] if _is_told(p)}
        found: dict[str, str] = {}
        if told:
            _stored(init.facts.body, init.params[0].name, told, found)
        return frozenset(found)
    names = declared_fields(cls)
    return frozenset(
        name for name in names if any(is_constant(v) or isinstance(v, Call) for v in cls.members[name].values)
    )


def constructor_params(cls: Class) -> dict[str, Param]:
    """The attributes that only the `__init__` of a class stores, as it got them: by which parameter."""
    member = cls.members.get("__init__")
    if cls.module.is_stub or member is None or not member.functions:
        return {}
    init = cls.module.functions[member.functions[-1]]
    params = {param.name: param for param in init.params[1:] if param.kind not in ("vararg", "kwarg")}
    found: dict[str, str] = {}
    if params:
        _stored(init.facts.body, init.params[0].name, params.keys(), found)
    return {attr: params[name] for attr, name in found.items() if cls.stores.get(attr) == [init]}


def _is_told(param: Param) -> bool:
    """Whether constructions differ in what they pass: constants that choose, or objects that act."""
    if param.kind in ("vararg", "kwarg"):
        return False
    if param.default is not None and is_constant(param.default):
        return True
    annotation = param.annotation
    return not (isinstance(annotation, Name) and annotation.id in _DATA)


def declared_fields(cls: Class) -> list[str]:
    """The names that the body of a class annotates, in order."""
    return [name for name, member in cls.members.items() if member.annotation is not None]


def fields_in_order(cls: Class) -> dict[str, tuple[Class, Class]]:
    """The declared attributes of a class and its bases, in the order in which a generated `__init__`
    takes them; of each the first class that declares it, and the last."""
    found: dict[str, tuple[Class, Class]] = {}
    for base in reversed(cls.mro):
        for name in () if base.module.is_stub else declared_fields(base):
            first, _ = found.get(name, (base, base))
            found[name] = first, base
    return found


def set_aside(cls: Class) -> frozenset[str]:
    """The attributes that decorated methods store: a framework may call those (validators)."""
    names: set[str] = set()
    for name, functions in cls.stores.items():
        if any(function.decorated for function in functions):
            names.add(name)
    return frozenset(names)


def is_constant(expr: Expr) -> bool:
    """A constant, or an empty tuple."""
    return isinstance(expr, Const) or (isinstance(expr, Sequence) and expr.kind == "tuple" and not expr.items)


def first_param(function: Function | None) -> str:
    """The name of the parameter that holds the object of a method; "" elsewhere."""
    if function is None or function.owner is None or function.kind in ("staticmethod", "classmethod"):
        return ""
    return function.params[0].name if function.params else ""


def _stored(body: tuple[Stmt, ...], owner: str, params: Set[str], found: dict[str, str]) -> None:
    for stmt in body:
        targets = stmt.targets if isinstance(stmt, Assign) else ()
        if isinstance(stmt, AnnAssign):
            targets = (stmt.target,)
        value = stmt.value if isinstance(stmt, Assign | AnnAssign) else None
        if isinstance(value, Name) and value.id in params:
            for target in targets:
                if isinstance(target, Attr) and isinstance(target.value, Name) and target.value.id == owner:
                    found[target.name] = value.id
        for block in plain_blocks(stmt):
            _stored(block, owner, params, found)
