"""Asynchronous twins that the project itself shows of a library without a stub.

Who declares `acme.Client.get` as blocking and imports `acme.AsyncClient`, or awaits `client.aget(...)`,
knows the other colour: the remedy names it.  Names alone are never a reason for a finding.
"""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.facts.nodes import nodes
from asynclint.facts.records import Attr, Await, Call, ImportFrom, Name
from asynclint.program.model.entities import Module

_CLASSES = ("Async{}", "{}Async", "Aio{}")
_METHODS = ("a{}", "async_{}", "{}_async")


class Twins:
    """Reads the project's modules when it is first asked."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = modules
        self._read = False
        # The names that the project imports from a library, with the module; those that it awaits.
        self._imported: dict[tuple[str, str], str] = {}
        self._awaited: set[str] = set()

    def of(self, dotted: str) -> str:
        """The twin of a function or method of a library, "" where the project shows none."""
        if not self._read:
            self._read = True
            for module in self._modules:
                self._look(module)
        *outer, name = dotted.split(".")
        library = dotted.partition(".")[0]
        owner = outer[-1] if len(outer) > 1 and outer[-1][:1].isupper() else ""
        for pattern in _METHODS:
            if pattern.format(name) in self._awaited:
                return ".".join((*outer, pattern.format(name)))
        for pattern in _CLASSES if owner else ():
            place = self._imported.get((library, pattern.format(owner)))
            if place is not None:
                return f"{place}.{pattern.format(owner)}.{name}"
        return ""

    def _look(self, module: Module) -> None:
        for node in nodes(module.facts):
            if isinstance(node, ImportFrom) and not node.level:
                library = node.module.partition(".")[0]
                for each in node.names:
                    self._imported.setdefault((library, each.name), node.module)
            elif isinstance(node, Attr) and isinstance(node.value, Name):
                # `import acme`, then `acme.AsyncClient`.
                self._imported.setdefault((node.value.id, node.name), node.value.id)
            elif isinstance(node, Await) and isinstance(node.value, Call):
                callee = node.value.func
                if isinstance(callee, Attr | Name):
                    self._awaited.add(callee.name if isinstance(callee, Attr) else callee.id)
