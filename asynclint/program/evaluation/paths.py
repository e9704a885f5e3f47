"""What tests tell of attributes (`if self.client is not None`), kept among the names of a frame.

An entry `.self.client` says what the attribute holds from here on.  It ends where the attribute,
or an object on the way to it, is assigned.  Calls do not end it, as little as for the type
checkers: between a test and the use of what it tests, other code seldom exchanges the object.
Only what was found to be None or another constant ends at the next call or await: that may well
be the one that fills it (`if self.client is None: self.connect()`).
"""

from __future__ import annotations

from asynclint.facts.records import Attr, Expr, Name, NamedExpr
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.typesets import Literal


def subject_of(expr: Expr) -> str | None:
    """What a test narrows: a name, or the path of an attribute of one; None for anything else."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, NamedExpr):
        return expr.name
    return path_of(expr) if isinstance(expr, Attr) else None


def path_of(node: Attr) -> str | None:
    """The entry of an attribute: `.self.client`; None where it does not start at a name."""
    names = [node.name]
    value = node.value
    while isinstance(value, Attr):
        names.append(value.name)
        value = value.value
    if not isinstance(value, Name):
        return None
    return f".{value.id}.{'.'.join(reversed(names))}"


def forget_name(frame: Frame, name: str) -> None:
    """The name is assigned: nothing is known of its attributes any more."""
    start = f".{name}."
    for path in [path for path in frame.env if path.startswith(start)]:
        del frame.env[path]


def forget_attribute(frame: Frame, name: str) -> None:
    """An attribute of that name is assigned, whatever the object is called there."""
    end, inside = f".{name}", f".{name}."
    for path in [path for path in frame.env if path[0] == "." and (path.endswith(end) or inside in path)]:
        del frame.env[path]


def forget_constants(frame: Frame) -> None:
    """Other code runs: what was None may be filled."""
    gone = [
        path
        for path, types in frame.env.items()
        if path[0] == "." and all(isinstance(value, Literal) for value in types.values)
    ]
    for path in gone:
        del frame.env[path]
