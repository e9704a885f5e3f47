"""The modules of a program by their names: the project's, those of the stubs, and written ones."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from asynclint.facts.records import ModuleFacts
from asynclint.libraries.loader import Library, packages
from asynclint.program.model.declared import Declaration, missing
from asynclint.program.model.entities import Module
from asynclint.program.model.globs import expanded
from asynclint.program.model.symbols import Symbols


class Source(msgspec.Struct, frozen=True):
    """One file of the project: its facts, its path relative to the root, its role.

    `role`: code, test or migration.
    """

    facts: ModuleFacts
    path: str
    role: str = "code"


class Names(msgspec.Struct, frozen=True):
    """How the project resolves module names; each takes a name and the importing module.

    `resolve` is sure, `loosely` is asked after the stubs; both give a canonical name or None.
    """

    resolve: Callable[[str, str], str | None]
    loosely: Callable[[str, str], str | None]
    is_namespace: Callable[[str, str], bool]


class Modules:
    """Finds modules as their importers see them; those of stubs are made when they are first asked for.

    `own` are the project's, by name, in one order whatever the order of the files: ties are broken alike in
    every run.  `declared` is what the settings say, globs replaced by what they match; for what it names
    of libraries that have no stub, modules are written.
    """

    def __init__(
        self, sources: Sequence[Source], names: Names, library: Library, declared: Sequence[Declaration]
    ) -> None:
        self._names = names
        self._library = library
        ordered = sorted(sources, key=lambda source: source.facts.name)
        self.own: Mapping[str, Module] = {
            source.facts.name: Module(source.facts, source.path, False, source.role) for source in ordered
        }
        self._stubs: dict[str, Module | None] = {}
        self._found: dict[tuple[str, str], Module | None] = {}
        self._written: set[str] = set()
        self._unstubbed: set[str] = set()
        self.declared = self._expanded(declared)
        self._write_missing()

    def find(self, name: str, importer: str) -> Module | None:
        """The module of a dotted name as the module `importer` sees it; "" sees stubs only."""
        key = (name, importer)
        if key in self._found:
            return self._found[key]
        module: Module | None = None
        if importer in self.own:
            canonical = self._names.resolve(name, importer)
            module = self.own.get(canonical) if canonical is not None else None
        if module is None:
            module = self.stub(name)
        if module is None and importer in self.own:
            canonical = self._names.loosely(name, importer)
            module = self.own.get(canonical) if canonical is not None else None
        self._found[key] = module
        return module

    def stub(self, name: str) -> Module | None:
        """The stub module of that name, or one that was written for it."""
        if name not in self._stubs:
            facts = self._library.find(name)
            self._stubs[name] = None if facts is None else Module(facts, "", True)
        return self._stubs[name]

    def stubs_below(self, prefixes: Sequence[str]) -> Iterator[str]:
        """The names of all stub modules at and below some dotted names."""
        for name in self._library.names():
            if any(f"{name}.".startswith(f"{prefix}.") for prefix in prefixes):
                yield name

    def own_stubs(self) -> Iterator[Module]:
        """The stubs that the user has written."""
        for name in self._library.own:
            module = self.stub(name)
            if module is not None:
                yield module

    def has_submodules(self, name: str) -> bool:
        """Whether modules lie below a name."""
        return (
            name in self._written or self._library.has_submodules(name) or self._names.is_namespace(name, "")
        )

    def named(self, name: str) -> Module | None:
        """The module of the project that a name in the settings means."""
        return self.own.get(name) or self.own.get(self._names.resolve(name, "") or "")

    def is_unstubbed(self, dotted: str) -> bool:
        """Whether a name is one of a library that has no stub but what the settings say."""
        return any(name in self._unstubbed for name in packages(dotted))

    def package_of(self, name: str, importer: str) -> str:
        """The package of an imported module that neither the project nor a stub has, "" for any other."""
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or self._names.is_namespace(top, importer):
            return ""
        if any(self.find(each, importer) is not None for each in (name, *packages(name))):
            return ""
        # Of a namespace that several distributions share (`google.cloud.storage`).
        return ".".join(name.split(".")[:3]) if self._library.has_submodules(top) else top

    def _expanded(self, declared: Sequence[Declaration]) -> Sequence[Declaration]:
        if not any("*" in declaration.name for declaration in declared):
            return declared
        symbols = Symbols(self.find)
        return expanded(declared, self.own.values(), self._library.names(), self.stub, symbols)

    def _write_missing(self) -> None:
        if not self.declared:
            return
        written = missing(
            self.declared,
            lambda name: self.named(name) or self.stub(name),
            Symbols(self.find),
            lambda top: self.named(top) is not None or self._names.is_namespace(top, ""),
        )
        # What was looked up so far may be among them.
        self._found.clear()
        for name, source in written.items():
            self._stubs[name] = Module(self._library.read(name, source), "", True)
            self._written.update(packages(name))
            self._unstubbed.add(name)
