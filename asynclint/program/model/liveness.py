"""Which classes of the project may have objects at all.

An abstract method runs only in classes of which somebody makes an object.  What makes one is not
known before the evaluation, but a class that no code names outside tests, other than to speak of
it, can have none.  The names are compared without resolving them: two classes of one name count
as one, which keeps a class too many and never drops one.
"""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.program.model.entities import Class, Module
from asynclint.program.model.symbols import Symbols

# Decorators that keep a class to themselves; any other may hand it on, to a registry for one.
DISCREET = ("dataclasses.", "typing.", "typing_extensions.", "attr.", "attrs.", "functools.", "enum.")
# Reading a class's subclasses hands all of them on.
SUBCLASSES = "__subclasses__"


class Liveness:
    """Answers for the classes of the project; `add` comes before the first question."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._mentions: set[str] = set()
        self._live: dict[Class, bool] = {}

    def add(self, modules: Iterable[Module]) -> None:
        """The project's modules: what those that are no tests use as values."""
        for module in modules:
            if module.is_stub or module.role == "test":
                continue
            mentions = module.facts.mentions
            self._mentions.update(mentions)
            for statement in module.facts.imports:
                for item in statement.names:
                    if item.alias in mentions:
                        self._mentions.add(item.name.rpartition(".")[2])

    def is_live(self, cls: Class) -> bool:
        """Whether somebody may make an object of just this class."""
        found = self._live.get(cls)
        if found is None:
            found = self._live[cls] = self._is_live(cls)
        return found

    def _is_live(self, cls: Class) -> bool:
        module = cls.module
        if module.is_stub:
            return True
        if module.role == "test":
            return False
        # Only capitalised names are counted as mentions.
        if cls.name in self._mentions or not cls.name.lstrip("_")[:1].isupper():
            return True
        return self._is_handed_on(cls)

    def _is_handed_on(self, cls: Class) -> bool:
        """Whether the definition itself hands the class to somebody: a registry, a metaclass."""
        for decorator in cls.facts.decorators:
            if not self._symbols.dotted(cls.module, decorator).startswith(DISCREET):
                return True
        for base in cls.mro:
            if base.module.is_stub:
                continue
            if base is not cls and "__init_subclass__" in base.members:
                return True
            for keyword in base.facts.keywords:
                if keyword.name == "metaclass" and "ABC" not in self._symbols.dotted(
                    base.module, keyword.value
                ):
                    return True
        return SUBCLASSES in self._mentions and any(
            base is not cls and base.name in self._mentions for base in cls.mro
        )
