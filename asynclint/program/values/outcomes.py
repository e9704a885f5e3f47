"""The outcome of a test of one value, as far as that tells."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Final

from asynclint.program.model.entities import Class, Function
from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import (
    Bound,
    CallableValue,
    ClassValue,
    EnumMember,
    FunctionValue,
    Instance,
    ModuleValue,
    Pending,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import Literal, Value, is_none

# Classes that say what an object does, not where its class stands.
ABSTRACT_MODULES: Final = frozenset({"typing", "collections.abc", "types", "abc", "numbers"})
# What a function annotated with them gives is a bool.
TYPE_GUARDS: Final = frozenset({"TypeGuard", "TypeIs"})
# The classes of constants, by kind.
_CLASSES: Final = {
    "str": ("str", "object"),
    "int": ("int", "object"),
    "bool": ("bool", "int", "object"),
    "float": ("float", "object"),
    "bytes": ("bytes", "object"),
    "none": ("object",),
}
_PLAIN: Final = {"str": str, "int": int, "bool": bool, "float": float, "bytes": bytes, "none": type(None)}
# A kind (function, class, object) and the function, or the class.
Choice = tuple[str, Function | Class]
ORDERS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def outcome(test: str, values: tuple[object, ...], value: Value) -> bool | None:
    """Whether the test of `value` says yes; None where it may say either.

    `test`: none (is None), truthy, eq (one of `values`: constants, None, members of enumerations),
    startswith, endswith (one of `values`), contains (all of `values`), isinstance (of a class in
    `values`), type (of exactly one in `values`), callable, coroutine, generator and
    async generator (a function of that kind), hasattr
    (all names in `values`), choice (one of `values`, as `choice_of` gives them), and the orders <, <=,
    >, >= of numbers.
    """
    return _TESTS[test](value, values)


def truth(value: Value) -> bool | None:
    """Whether a value is true; None where it may be either."""
    if isinstance(value, Literal):
        if value.kind == "none":
            return False
        if value.value is None:
            return True if value.prefix else None
        return bool(value.value)
    if isinstance(value, FunctionValue | ClassValue | ModuleValue):
        return True
    if isinstance(value, TupleValue):
        return bool(value.items)
    if isinstance(value, Instance):
        cls = value.cls
        if cls.has_unknown_base or cls.find("__bool__") is not None or cls.find("__len__") is not None:
            return None
        is_bool = cls.name in TYPE_GUARDS and cls.module.name == "typing"
        return None if is_bool or cls.module.name == "builtins" or cls.subclasses else True
    return None


def _equal(value: Value, values: tuple[object, ...]) -> bool | None:
    if isinstance(value, EnumMember):
        if any(isinstance(v, EnumMember) and v == value for v in values):
            return True
        plain = constant_of(value)
        mixed = any(base.module.name == "builtins" and base.name != "object" for base in value.cls.mro)
        others = [v for v in values if not isinstance(v, EnumMember) and v is not None]
        if not mixed or not others:
            return False
        return None if plain is None else plain.value in others
    if not isinstance(value, Literal):
        return None
    if is_none(value):
        return None in values
    known = [v for v in values if not isinstance(v, EnumMember)]
    if value.value is None:
        if value.prefix and len(known) == len(values):
            return None if any(isinstance(v, str) and v.startswith(value.prefix) for v in known) else False
        return None
    if value.value in known:
        return True
    return False if len(known) == len(values) else _equals_member(value, values)


def _equals_member(value: Literal, values: tuple[object, ...]) -> bool | None:
    """A constant beside members of enumerations, which may be strings themselves."""
    found = {_equal(member, (value.value,)) for member in values if isinstance(member, EnumMember)}
    if True in found:
        return True
    return None if None in found else False


def constant_of(value: Value) -> Literal | None:
    """The constant that a value is: itself, or what a member of an enumeration stands for."""
    if isinstance(value, EnumMember):
        types = value.value
        only = types.values[0] if len(types.values) == 1 and not types.unknown and not types.symbols else None
        return only if isinstance(only, Literal) else None
    return value if isinstance(value, Literal) else None


def _text(value: Value) -> Literal | None:
    """The string that a value is, members of string enumerations included."""
    if isinstance(value, EnumMember) and not any(base.name == "str" for base in value.cls.mro):
        return None
    found = constant_of(value)
    return found if found is not None and found.kind == "str" else None


def _starts(value: Value, values: tuple[object, ...]) -> bool | None:
    text = _text(value)
    starts = [v for v in values if isinstance(v, str)]
    if text is None:
        return None
    if isinstance(text.value, str):
        return any(text.value.startswith(start) for start in starts)
    if not text.prefix:
        return None
    if any(text.prefix.startswith(start) for start in starts):
        return True
    return None if any(start.startswith(text.prefix) for start in starts) else False


def _ends(value: Value, values: tuple[object, ...]) -> bool | None:
    text = _text(value)
    if text is None or not isinstance(text.value, str):
        return None
    return any(isinstance(end, str) and text.value.endswith(end) for end in values)


def _contains(value: Value, values: tuple[object, ...]) -> bool | None:
    parts = [v for v in values if isinstance(v, str)]
    if isinstance(value, Instance) and value.fields is not None:
        return _has_keys(value.fields, parts)
    text = _text(value)
    if text is None:
        return None
    if isinstance(text.value, str):
        return all(part in text.value for part in parts)
    return True if text.prefix and all(part in text.prefix for part in parts) else None


def _has_keys(fields: Fields, names: list[str]) -> bool | None:
    """Whether a dictionary has keys: what is not known to be there may be there only among the rest."""
    if all(name in fields.named for name in names):
        return True
    return None if fields.rest or fields.wide else False


def _is_instance(value: Value, values: tuple[object, ...]) -> bool | None:
    classes = [v for v in values if isinstance(v, Class)]
    found = {_of_class(value, cls) for cls in classes}
    if True in found:
        return True
    return None if None in found or len(classes) != len(values) else False


def _of_class(value: Value, cls: Class) -> bool | None:
    if isinstance(value, Instance):
        if cls in value.cls.mro or cls.name == "object":
            return True
        if value.cls.has_unknown_base or (not value.exact and value.cls in cls.mro):
            return None
        return None if cls.module.name in ABSTRACT_MODULES else False
    if isinstance(value, Literal | TupleValue):
        names = _CLASSES.get(value.kind, ()) if isinstance(value, Literal) else ("tuple", "object")
        if cls.module.name == "builtins" and cls.name in names:
            return True
        abstract = cls.module.name in ABSTRACT_MODULES and not is_none(value)
        return None if abstract or not names else False
    if isinstance(value, FunctionValue | Bound | ModuleValue | Pending):
        return None if cls.module.name in ABSTRACT_MODULES or cls.name == "object" else False
    if isinstance(value, ClassValue):
        plain = cls.module.name == "builtins" and cls.name not in ("type", "object")
        return False if plain else True if cls.module.name == "builtins" else None
    return None


def _is_type(value: Value, values: tuple[object, ...]) -> bool | None:
    if isinstance(value, Instance):
        if not value.exact:
            found = _is_instance(value, values)
            return False if found is False else None
        return value.cls in values
    if isinstance(value, Literal):
        names = _CLASSES.get(value.kind)
        builtin = [v for v in values if isinstance(v, Class) and v.module.name == "builtins"]
        return None if names is None else any(v.name == names[0] for v in builtin) and not is_none(value)
    return _is_instance(value, values)


def _is_callable(value: Value, values: tuple[object, ...]) -> bool | None:
    if isinstance(value, FunctionValue | ClassValue | Bound | CallableValue):
        return True
    if isinstance(value, Literal | TupleValue | ModuleValue | Pending):
        return False
    return _has(value, ("__call__",))


def _is_function(asynchronous: bool, generator: bool) -> Callable[[Value, tuple[object, ...]], bool | None]:
    def run(value: Value, values: tuple[object, ...]) -> bool | None:
        while isinstance(value, Bound):
            value = value.target
        if isinstance(value, FunctionValue):
            facts = value.function.facts
            return facts.is_async is asynchronous and facts.is_generator is generator
        return False if isinstance(value, ClassValue | Literal | TupleValue | ModuleValue) else None

    return run


def _has(value: Value, values: tuple[object, ...]) -> bool | None:
    names = [v for v in values if isinstance(v, str)]
    if isinstance(value, Literal | TupleValue):
        # The objects of these classes have what the class has, and nothing else.
        plain = _PLAIN.get(value.kind) if isinstance(value, Literal) else tuple
        return None if plain is None else all(hasattr(plain, name) for name in names)
    if not isinstance(value, Instance):
        return None
    cls = value.cls
    if all(cls.find(name) is not None for name in names):
        return True
    # Stubs leave out what tells nothing, objects get attributes from outside.
    foreign = cls.has_unknown_base or any(base.module.is_stub and base.name != "object" for base in cls.mro)
    if foreign or not value.exact or cls.find("__getattr__") is not None:
        return None
    missing = [name for name in names if cls.find(name) is None]
    return None if all(any(name in base.stores for base in cls.mro) for name in missing) else False


def choice_of(value: Value) -> Choice | None:
    """What tells one of several callables or objects from the others; None where nothing does."""
    if isinstance(value, FunctionValue):
        return "function", value.function
    if isinstance(value, ClassValue):
        return "class", value.cls
    if isinstance(value, Instance) and not isinstance(value, EnumMember):
        return "object", value.cls
    return None


def _is_choice(value: Value, values: tuple[object, ...]) -> bool | None:
    if is_none(value):
        return False
    own = choice_of(value)
    if own is None:
        return None
    if own in values:
        return True
    return None if any(_may_be(value, other) for other in values) else False


def _may_be(value: Value, other: object) -> bool:
    """Whether an object may be of the class of another choice, though it is not known as that."""
    kind, entity = other if isinstance(other, tuple) else ("", None)
    if not isinstance(value, Instance) or kind != "object" or not isinstance(entity, Class):
        return False
    cls = value.cls
    return cls.has_unknown_base or entity.has_unknown_base or cls in entity.mro or entity in cls.mro


def _ordered(test: str) -> Callable[[Value, tuple[object, ...]], bool | None]:
    def run(value: Value, values: tuple[object, ...]) -> bool | None:
        found = value.value if isinstance(value, Literal) and value.kind in ("int", "bool") else None
        if found is None or isinstance(found, str) or not isinstance(values[0], int):
            return None
        return ORDERS[test](found, values[0])

    return run


_TESTS: Final[dict[str, Callable[[Value, tuple[object, ...]], bool | None]]] = {
    "none": lambda value, _: None if isinstance(value, TypeVarValue) else is_none(value),
    "truthy": lambda value, _: truth(value),
    "eq": _equal,
    "startswith": _starts,
    "endswith": _ends,
    "contains": _contains,
    "isinstance": _is_instance,
    "type": _is_type,
    "callable": _is_callable,
    "hasattr": _has,
    "coroutine": _is_function(asynchronous=True, generator=False),
    "generator": _is_function(asynchronous=False, generator=True),
    "async generator": _is_function(asynchronous=True, generator=True),
    "choice": _is_choice,
    **{test: _ordered(test) for test in ORDERS},
}
