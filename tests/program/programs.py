"""Small programs from sources in memory, and what is found in them as short text."""

from __future__ import annotations

import functools
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts
from asynclint.libraries.loader import Library
from asynclint.program.blocking import BlockingCall
from asynclint.program.evaluation.analysis import Analysis
from asynclint.program.fixpoint.schedule import Schedule
from asynclint.program.linked import Program
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.modules import Names, Source
from asynclint.program.values.kinds import (
    Bound,
    CallableValue,
    ClassValue,
    FunctionValue,
    Instance,
    ResultOf,
    Symbol,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import Literal, TypeSet, Value

Files = Mapping[str, str] | str
MAIN = "app/main.py"


@functools.cache
def read(source: bytes, name: str, is_package: bool) -> ModuleFacts:
    """Facts, once for each content: stubs are parsed once for all tests."""
    return read_module(source, name, is_package=is_package)


@functools.cache
def library() -> Library:
    """The bundled stubs, read through the cache."""
    return Library(read)


def sources_of(files: Files, roles: Mapping[str, str] | None = None) -> list[Source]:
    """The sources of a project: paths to contents; a bare string is `app/main.py`.

    Contents are dedented.  `roles` are by path, "code" where not given.
    """
    files = {MAIN: files} if isinstance(files, str) else files
    found = []
    for path, text in files.items():
        parts = path.removesuffix(".py").split("/")
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        facts = read(textwrap.dedent(text).encode(), name, is_package)
        found.append(Source(facts, path, (roles or {}).get(path, "code")))
    return found


def names_of(sources: Iterable[Source]) -> Names:
    """Module names as they are written: nothing is guessed."""
    known = frozenset(source.facts.name for source in sources)
    return Names(
        lambda name, importer: name if name in known else None,
        lambda name, importer: None,
        lambda name, importer: any(other.startswith(f"{name}.") for other in known),
    )


@contextmanager
def deep() -> Iterator[None]:
    """Room for nested evaluation; the engine gives more."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def linked(sources: Sequence[Source], schedule: Schedule | None = None) -> Program:
    """The program of these sources, in this order, evaluated in the order of `schedule`."""
    with deep():
        return Program(sources, names_of(sources), library(), schedule)


def program_of(files: Files, roles: Mapping[str, str] | None = None) -> Program:
    """The program of a project."""
    return linked(sources_of(files, roles))


def calls_of(files: Files, roles: Mapping[str, str] | None = None) -> list[BlockingCall]:
    """The blocking calls of a project, by place and category."""
    calls = program_of(files, roles).blocking_calls()
    return sorted(calls, key=lambda call: (call.path, call.span, call.category))


def findings_of(files: Files, roles: Mapping[str, str] | None = None) -> list[str]:
    """`function: callee -> root callable`, with `?` at the end where it is only likely.

    The module `app.main` is left out of function names.
    """
    return [described(call) for call in calls_of(files, roles)]


def described(call: BlockingCall) -> str:
    """One blocking call as a line of text."""
    roots = ", ".join(cause.callable for cause in call.root_causes)
    mark = "" if call.confidence == "certain" else "?"
    return f"{call.function.removeprefix('app.main.')}: {call.callee} -> {roots}{mark}"


def stalled(files: Files) -> list[str]:
    """The functions with a finding, sorted, with `?` where all of it is only likely."""
    best: dict[str, bool] = {}
    for call in calls_of(files):
        name = call.function.removeprefix("app.main.")
        best[name] = best.get(name, False) or call.confidence == "certain"
    return sorted(name if sure else f"{name}?" for name, sure in best.items())


# --- linked, but not evaluated -------------------------------------------------------------------


class Linked:
    """Modules joined statically: what the linker and the annotations read."""

    def __init__(self, files: Files) -> None:
        sources = sources_of(files)
        self.modules = {s.facts.name: Module(s.facts, s.path, False, s.role) for s in sources}
        self._stubs: dict[str, Module | None] = {}
        self.analysis = Analysis(self._find, library().has_submodules)
        self.analysis.link(self.modules.values())

    def _find(self, name: str, importer: str) -> Module | None:
        found = self.modules.get(name)
        if found is None and name not in self._stubs:
            facts = library().find(name)
            self._stubs[name] = None if facts is None else Module(facts, "", True)
        return found or self._stubs.get(name)

    def cls(self, name: str, module: str = "app.main") -> Class:
        """The class of that name."""
        return next(c for c in self.modules[module].classes if c.name == name)

    def function(self, qualname: str, module: str = "app.main") -> Function:
        """The last function of that qualified name."""
        return [f for f in self.modules[module].functions if f.facts.qualname == qualname][-1]


def shown(types: TypeSet) -> str:
    """A type set as text, sorted; `?` stands for the unknown."""
    parts = sorted(_shown(value) for value in types.values)
    parts.extend(sorted(_symbol(symbol) for symbol in types.symbols))
    return " | ".join([*parts, "?"] if types.unknown else parts) or "nothing"


def _shown(value: Value) -> str:
    if isinstance(value, Literal):
        return "None" if value.kind == "none" else f"{value.kind}={value.value!r}"
    if isinstance(value, Instance):
        return value.cls.name + _args(value.args)
    if isinstance(value, ClassValue):
        return f"type[{value.cls.name}{_args(value.args)}]"
    if isinstance(value, TupleValue):
        return f"({', '.join(shown(item) for item in value.items)})"
    if isinstance(value, CallableValue):
        return f"({', '.join(shown(p) for p in value.params)}) -> {shown(value.result)}"
    if isinstance(value, TypeVarValue):
        return f"~{value.name}"
    if isinstance(value, FunctionValue):
        return f"{value.function.name}()"
    return f"partial({_shown(value.target)})" if isinstance(value, Bound) else type(value).__name__


def _symbol(symbol: Symbol) -> str:
    if isinstance(symbol, ResultOf):
        return f"{_symbol(symbol.param)} {' '.join(symbol.steps)}"
    return f"${symbol.name}"


def _args(args: tuple[TypeSet, ...]) -> str:
    return f"[{', '.join(shown(arg) for arg in args)}]" if args else ""
