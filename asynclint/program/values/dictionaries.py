"""Dictionaries as values: their known keys."""

from __future__ import annotations

from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import Instance
from asynclint.program.values.typesets import TypeSet


def keyed(made: TypeSet, fields: Fields) -> TypeSet:
    """A dictionary with its known keys."""
    return TypeSet(
        tuple(Instance(v.cls, v.args, v.exact, fields=fields) for v in made if isinstance(v, Instance)),
        (),
        made.unknown,
    )


def only_fields(types: TypeSet) -> Fields | None:
    """The known keys of the one dictionary that `types` are, if they are one."""
    value = types.values[0] if len(types.values) == 1 and not types.unknown else None
    return value.fields if isinstance(value, Instance) else None
