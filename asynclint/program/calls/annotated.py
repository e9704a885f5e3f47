"""What annotated types tell: enough to look things up, or only what a callable gives."""

from __future__ import annotations

from asynclint.program.model.entities import Class
from asynclint.program.values.kinds import CallableValue, Instance, TypeVarValue
from asynclint.program.values.typesets import Literal, TypeSet
from asynclint.program.values.typevars import has_variables

# Where the abstract iterables and callables stand.
LAZY_MODULES = frozenset({"typing", "collections.abc"})
# Kinds that an annotation leaves to the call.  (Tuples, as here, are cheaper to test than unions.)
_OPEN = (CallableValue, TypeVarValue)


def declared_callables(annotated: TypeSet) -> TypeSet:
    """The callables of an annotation that says what they give; what they run only callers tell."""
    return TypeSet(
        tuple(
            value
            for value in annotated.values
            if isinstance(value, CallableValue)
            and value.result.is_informative
            and not value.result.unknown
            and not has_variables(value.result)
        )
    )


def is_lazy(types: TypeSet) -> bool:
    """Whether an abstract iterable is among the types."""
    return any(isinstance(v, Instance) and v.cls.module.name in LAZY_MODULES for v in types.values)


def is_protocol(cls: Class) -> bool:
    """A protocol of the project: what implements it tells more than its name."""
    return not cls.module.is_stub and any(base.name == "Protocol" for base in cls.bases)


def is_informative(types: TypeSet) -> bool:
    """Whether an annotation tells what to look up: not Any, a bare callable or a type variable.

    `Any | None` tells no more than `Any`.
    """
    only_literals = bool(types.values)
    for value in types.values:
        if isinstance(value, Literal):
            continue
        only_literals = False
        if isinstance(value, Instance):
            if value.cls.name not in ("object", "Callable") and not is_protocol(value.cls):
                return True
        elif not isinstance(value, _OPEN):
            return True
    return only_literals and not types.unknown
