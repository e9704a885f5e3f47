"""Records: what the attributes of the objects that one place makes may be.

An attribute's cell is shared by all objects of a class.  A cache that is given a client here and
none there would always have one, so that its every use would reach the client.  A `Record` keeps
apart, for the objects made at one place, what their construction and the methods called on them
store; guards over attributes are decided by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asynclint.program.fixpoint.units import Cell
from asynclint.program.values.typesets import TypeSet, join_all

if TYPE_CHECKING:
    from asynclint.program.model.entities import Class, Function

CONSTRUCTORS = frozenset({"__init__", "__post_init__"})


@dataclass(slots=True)
class Stores:
    """What is stored on objects of which it is not known where they were made, by class and name
    (class None: the class is not known either), and the methods of which calls are known."""

    anywhere: dict[tuple[Class | None, str], Cell] = field(default_factory=dict)
    called: dict[Function, None] = field(default_factory=dict)

    def cell(self, cls: Class | None, name: str) -> Cell:
        """What was stored under `name` on some object of `cls`."""
        found = self.anywhere.get((cls, name))
        if found is None:
            found = self.anywhere[cls, name] = Cell()
        return found


class Record:
    """The attributes of the objects of `cls` made at span index `at` of a module."""

    __slots__ = ("at", "cells", "cls", "module", "stores")

    def __init__(self, cls: Class, module: str, at: int, stores: Stores) -> None:
        self.cls = cls
        self.module = module
        self.at = at
        self.cells: dict[str, Cell] = {}
        self.stores = stores

    def cell(self, name: str) -> Cell:
        """What was stored on objects of this place."""
        found = self.cells.get(name)
        if found is None:
            found = self.cells[name] = Cell()
        return found

    def field(self, name: str) -> TypeSet | None:
        """What the attribute may be once all is evaluated; None where that is not known.

        A method that stores the attribute and of which no call is known may have been called on
        these objects too.
        """
        own = self.cells.get(name)
        if own is None or not own.value:
            return None
        for cls in self.cls.mro:
            for function in cls.stores.get(name, ()):
                if function.name not in CONSTRUCTORS and function not in self.stores.called:
                    return None
        others = [self.stores.anywhere.get((cls, name)) for cls in (*self.cls.mro, None)]
        return join_all([own.value, *(cell.value for cell in others if cell is not None)])
