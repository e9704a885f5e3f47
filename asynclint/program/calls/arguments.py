"""Arguments of calls, as they meet parameters."""

from __future__ import annotations

from dataclasses import dataclass, field

from asynclint.program.values.kinds import Forward, ParamRef, Step
from asynclint.program.values.typesets import TypeSet


@dataclass(slots=True)
class Arguments:
    """Arguments of a call; `more` says that `*args` or `**kwargs` of unknown content follow.

    `awaited`: the call stands under `await`.  `star` and `double` are parameters `*args` and
    `**kwargs` of the caller that it passes on as they are; `more` is set then too.  `changed` are the
    keys of the latter that the caller has changed before; `open` says that more than these two follows.
    """

    positional: list[TypeSet] = field(default_factory=list)
    keywords: dict[str, TypeSet] = field(default_factory=dict)
    more: bool = False
    awaited: bool = False
    star: ParamRef | None = None
    double: ParamRef | None = None
    changed: frozenset[str] = frozenset()
    open: bool = False


def either(mine: Arguments, theirs: Arguments) -> Arguments:
    """The arguments of one of two calls."""
    if mine == theirs:
        return mine
    count = min(len(mine.positional), len(theirs.positional))
    names = [name for name in mine.keywords if name in theirs.keywords]
    uneven = len(mine.positional) != len(theirs.positional) or mine.keywords.keys() != theirs.keywords.keys()
    return Arguments(
        [a.join(b) for a, b in zip(mine.positional[:count], theirs.positional, strict=False)],
        {name: mine.keywords[name].join(theirs.keywords[name]) for name in names},
        mine.more or theirs.more or uneven,
        star=mine.star if mine.star == theirs.star else None,
        double=mine.double if mine.double == theirs.double else None,
        changed=mine.changed | theirs.changed,
        open=mine.open or theirs.open or uneven,
    )


def step_of(arguments: Arguments) -> Step:
    """The step of a call in what a parameter gives."""
    only = not arguments.positional and not arguments.keywords
    if only and (arguments.star is not None or arguments.double is not None):
        return Forward(arguments.star, arguments.double)
    return "call"
