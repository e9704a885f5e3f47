"""Origins: where the synchronous client was made that an object is, or that it comes from.

An origin says nothing of what an object is: values that differ in it alone are one value, with the
origins of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from asynclint.program.model.entities import Class, Function
    from asynclint.program.values.symbols import ParamRef


class Made(NamedTuple):
    """The call at span index `at` of a module that makes a client of class `cls`.

    `maker` is the function of the library that was called, None for the class itself.
    """

    module: str
    at: int
    cls: Class
    maker: Function | None


# What a caller passes for a parameter has the origins that the caller says.
Origins = frozenset["Made | ParamRef"]

NONE: Final[Origins] = frozenset()
# What may come from more places than this says nothing of any of them.
MOST: Final = 64


def joined(mine: Origins, theirs: Origins) -> Origins:
    """Both; whoever has very many has any.  The set stays too large then, so that joins only go up."""
    if theirs is mine or not theirs or len(mine) > MOST:
        return mine
    if not mine or len(theirs) > MOST:
        return theirs
    return mine if theirs <= mine else mine | theirs
