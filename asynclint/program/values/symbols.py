"""Symbols: what a body says of its parameters, which only its callers know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asynclint.program.values.typesets import Literal, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.model.entities import Function


@dataclass(frozen=True, slots=True)
class Slot:
    """What a caller gives under `name` by `**double`, or at `index` of `*star`; `absent` where it gives
    nothing, None where that is not known."""

    name: str
    absent: Literal | None
    star: ParamRef | None = None
    index: int = 0
    double: ParamRef | None = None

    @property
    def field(self) -> str:
        """How guards show it."""
        absent = None if self.absent is None else (self.absent.kind, self.absent.value)
        return f"[{self.name}]{self.index if self.star is not None else ''}={absent}"


class ParamRef(Value):
    """Whatever the caller passes for a parameter: the symbol that calls replace.

    With `field` it is an attribute of that object, with `slot` what stands in a `*args` or `**kwargs`:
    what guards are about, never a symbol.
    """

    __slots__ = ("field", "function", "name", "slot")

    def __init__(self, function: Function, name: str, field: str = "", slot: Slot | None = None) -> None:
        self.function = function
        self.name = name
        self.field = field
        self.slot = slot
        self._seal(function, name, field, slot)

    @property
    def owner(self) -> ParamRef:
        """The parameter itself."""
        return ParamRef(self.function, self.name) if self.field else self


@dataclass(frozen=True, slots=True)
class Forward:
    """A call with what the caller passed on: `func(*args, **kwargs)`."""

    star: ParamRef | None
    double: ParamRef | None


@dataclass(frozen=True, slots=True)
class Member:
    """The attribute of one of `owners` that a text names: `getattr(self.client, name)`."""

    owners: tuple[Value, ...]


Step = str | Forward | Member


class ResultOf(Value):
    """What a call of the callable in `param` gives; `steps`: call, await, next, `.method`, a `Forward`.

    `import` and a `Member` are what the text in `param` names.
    """

    __slots__ = ("param", "steps")

    def __init__(self, param: ParamRef, steps: tuple[Step, ...]) -> None:
        self.param = param
        self.steps = steps
        self._seal(param, steps)


Symbol = ParamRef | ResultOf
Bindings = dict[ParamRef, TypeSet]
Env = tuple[tuple[ParamRef, TypeSet], ...]
