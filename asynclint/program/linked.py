"""The linked whole: what the rules read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asynclint.finding import Statistics
from asynclint.libraries.loader import Library
from asynclint.program.blocking import BlockingCall
from asynclint.program.clients import Blocked, SyncClient, sync_clients
from asynclint.program.concurrency.findings import (
    AwaitInLoop,
    Concurrency,
    SequentialAwaits,
    UnsafeGather,
)
from asynclint.program.coroutines.dropped import Dropped, dropped_coroutines
from asynclint.program.coroutines.locks import LockAcrossAwait, locks_across_awaits
from asynclint.program.coroutines.tasks import DanglingTask, dangling_tasks
from asynclint.program.coroutines.threadpool import NeedlessThread, needless_threads
from asynclint.program.describing import Describer
from asynclint.program.effects.changes import Changed
from asynclint.program.effects.clients import Clients, Use
from asynclint.program.effects.contexts import Contexts
from asynclint.program.effects.items import Item
from asynclint.program.effects.locks import Locks
from asynclint.program.effects.memos import Memos
from asynclint.program.effects.reach import called_by, function_of, on_the_loop
from asynclint.program.effects.silences import Silences
from asynclint.program.effects.summaries import SIZE, Effects
from asynclint.program.effects.uses import functions_of
from asynclint.program.evaluation.analysis import Analysis
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.schedule import Schedule
from asynclint.program.fixpoint.units import Unit
from asynclint.program.foreign import foreign_packages
from asynclint.program.knowledge import Knowledge, knowledge_of
from asynclint.program.model.declared import Declaration, lay_over
from asynclint.program.model.entities import Function, Module
from asynclint.program.model.misuse import Misuse, misused
from asynclint.program.modules import Modules, Names, Source
from asynclint.program.sites import Sites
from asynclint.program.twins import Twins
from asynclint.program.values.kinds import Instance
from asynclint.program.values.typesets import TypeSet, Value
from asynclint.project.patch import Lines
from asynclint.project.versions import Newest


class Program:
    """Evaluates everything on construction.

    `versions` gives the newest version that the project may run with, by distribution; of what is
    not there the newest is assumed that the stubs know.  `silences` are the lines that silence what
    passes them.  `startup`: what start-up and shutdown run counts too.
    `declared` is what the settings say of callables; `misnamed` are those that meet nothing, and why.
    `python`: the version that decides tests of `sys.version_info`.  `changes` are the changed lines that
    calls are asked about, None to ask nothing.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        names: Names,
        library: Library,
        schedule: Schedule | None = None,
        versions: Mapping[str, Newest] | None = None,
        silences: Silences | None = None,
        *,
        startup: bool = False,
        declared: Sequence[Declaration] = (),
        python: tuple[int, int] | None = None,
        changes: Lines | None = None,
    ) -> None:
        self._startup = startup
        table = self._table = Modules(sources, names, library, declared)
        self._modules = table.own
        self._analysis = Analysis(table.find, table.has_submodules, schedule, versions, python)
        self._analysis.link(self._modules.values())
        # Of what a glob matches, some may be no callable.
        said = lay_over(table.declared, self._linked, self._analysis.symbols)
        self.misnamed = tuple((each, why) for each, why in said if not each.glob)
        self._evaluate()
        units = list(self._analysis.units)
        self.contexts = Contexts(units)
        self._memos = Memos(units, self.contexts, self._analysis.symbols)
        self._locks = Locks(units, self.contexts)
        self.effects = Effects(units, self._locks, self._memos, silences)
        changed = None if changes is None else Changed(units, self.effects, changes)
        self._sites = Sites(self.contexts, changes)
        self._twins = Twins([module for module in self._modules.values() if module.role == "code"])
        self._describe = Describer(self.effects, self.contexts, changed, self._twin)
        self._calls: tuple[BlockingCall, ...] | None = None
        self._clients: tuple[SyncClient, ...] | None = None
        self._concurrency: Concurrency | None = None
        # The units with a blocking call of the loop.
        self._frames: set[Unit] = set()
        # What they block on, by operation and place.
        self._blocked: dict[Use, list[Blocked]] = {}

    def _linked(self, name: str) -> Module | None:
        return self._table.named(name) or self._analysis.find(name, "")

    def _twin(self, dotted: str) -> str:
        """The asynchronous twin of a callable that the settings declare, of a library without a stub."""
        return self._twins.of(dotted) if self._table.is_unstubbed(dotted) else ""

    # --- evaluation ----------------------------------------------------------------------------

    def _evaluate(self) -> None:
        units, solver = self._analysis.units, self._analysis.solver
        solver.begin([units.of_module(module) for module in self._modules.values()])
        modules = self._modules.values()
        solver.begin([units.default(function) for module in modules for function in module.functions])
        self._let_in()
        solver.finish()
        while self._let_in():
            solver.finish()

    def _let_in(self) -> bool:
        """Lets in the declarations of places where nothing arrives; whether there were any."""
        analysis = self._analysis
        found = False
        while analysis.declarations.release(self._called_by_frameworks()):
            analysis.solver.settle()
            found = True
        return found

    def _called_by_frameworks(self) -> Iterator[Function]:
        for unit in self._analysis.units:
            for entry in unit.registrations:
                yield from functions_of(entry.targets)

    @property
    def statistics(self) -> Statistics:
        """Counts over the project: functions, calls, and calls of which no callee resolved."""
        calls: dict[tuple[str, int], bool] = {}
        for unit in self._analysis.units:
            if unit.module.is_stub:
                continue
            for event in unit.events.values():
                if event.kind == "call":
                    place = (unit.module.name, event.at)
                    calls[place] = calls.get(place, False) or bool(event.alternatives)
        return Statistics(
            files=len(self._modules),
            functions=sum(len(module.functions) for module in self._modules.values()),
            calls=len(calls),
            unresolved_calls=sum(1 for resolved in calls.values() if not resolved),
        )

    # --- what the rules read -------------------------------------------------------------------

    def blocking_calls(self) -> Sequence[BlockingCall]:
        """All blocking calls on the loop, one for each place and category."""
        if self._calls is None:
            self._calls = tuple(self._collect())
        return self._calls

    def foreign_packages(self) -> dict[str, int]:
        """The packages without a stub that the project's code imports, each with its calls on the loop."""
        units = list(self._analysis.units)
        modules = [module for module in self._modules.values() if module.role == "code"]
        reached = on_the_loop(units, self.contexts, self._starts)
        return foreign_packages(modules, units, reached, self._table.package_of)

    def knowledge(self, prefixes: Sequence[str]) -> Knowledge:
        """What the stubs at and below some dotted names say."""
        found = [self._analysis.find(name, "") for name in self._table.stubs_below(prefixes)]
        return knowledge_of(module for module in found if module is not None)

    def misused(self) -> Iterator[Misuse]:
        """The wrong markers in the project and in the user's own stubs."""
        for module in (*self._modules.values(), *self._table.own_stubs()):
            yield from misused(module, self._analysis.symbols)

    def sync_clients(self) -> Sequence[SyncClient]:
        """The constructions of synchronous clients that blocking calls of the loop use, in no order."""
        if self._clients is None:
            self._clients = tuple(self._collect_clients())
        return self._clients

    def _collect_clients(self) -> Sequence[SyncClient]:
        self.blocking_calls()
        units = list(self._analysis.units)
        reached = on_the_loop(units, self.contexts, self._starts)
        contexts = self.contexts
        injected = self._analysis.origins.injected
        clients = Clients(units, injected, reached, contexts.runs_on_loop, contexts.is_quiet)
        return sync_clients(units, self._modules, clients.uses(self._blocked), self._blocked)

    def _awaits(self) -> Concurrency:
        if self._concurrency is None:
            self._concurrency = Concurrency(self._analysis.units, self._sites, self._reports)
        return self._concurrency

    def sequential_awaits(self) -> Sequence[SequentialAwaits]:
        """The groups of awaits that could run at once, in no order."""
        return tuple(self._awaits().sequential_awaits())

    def awaits_in_loops(self) -> Sequence[AwaitInLoop]:
        """The awaits of which each iteration of a loop could do without the others, in no order."""
        return tuple(self._awaits().awaits_in_loops())

    def unsafe_gathers(self) -> Sequence[UnsafeGather]:
        """The calls that run at once what must not, or what has run already, in no order."""
        return tuple(self._awaits().unsafe_gathers())

    def dropped_coroutines(self) -> Sequence[Dropped]:
        """The places where a coroutine is made and lost, in no order."""
        return dropped_coroutines(self._analysis.units, self._sites, self._wanted, self._gives)

    def dangling_tasks(self) -> Sequence[DanglingTask]:
        """The tasks that nothing holds, in no order."""
        return dangling_tasks(self._analysis.units, self._sites, self._wanted)

    def locks_across_awaits(self) -> Sequence[LockAcrossAwait]:
        """The sections of thread locks that await, in no order."""
        return locks_across_awaits(self._analysis.units, self._sites, self._reports)

    def needless_threads(self) -> Sequence[NeedlessThread]:
        """The functions that a thread runs for a framework, and that never wait, in no order."""
        return needless_threads(self._analysis.units, self._sites, self._wanted)

    def _reports(self, unit: Unit) -> bool:
        """Whether the loop runs a unit of the project's code, and not only at start-up."""
        return self._wanted(unit) and self.contexts.runs_on_loop(unit)

    def _gives(self, unit: Unit, value: Value) -> TypeSet:
        """What calling a value gives, whatever is passed."""
        return self._analysis.calls.results(Frame(unit, unit, muted=True), TypeSet((value,)))

    def _wanted(self, unit: Unit) -> bool:
        """Whether a unit is of the project's code, and not only for start-up."""
        function = function_of(unit)
        if function is None or unit.module.role != "code" or unit.module.is_stub:
            return False
        return not self.contexts.is_quiet(function) or self._starts(function)

    def silenced(self) -> frozenset[tuple[int, str]]:
        """The marks of `silences` on what blocking calls reach, each with the category that it silences.

        What blocks under a lock in a thread counts as well: a call may wait for it.
        """
        if not self.effects.silenced.found:
            return frozenset()
        self.blocking_calls()
        sections = {unit for unit, _ in self._locks.sections}
        return self.effects.silenced.used(called_by(self._frames | sections))

    def _collect(self) -> Iterator[BlockingCall]:
        found: dict[tuple[str, int, str], list[tuple[Unit, Event, Item]]] = {}
        for unit in self._analysis.units:
            function = function_of(unit)
            if function is None or unit.module.is_stub or not self.contexts.runs_on_loop(unit):
                continue
            if self.contexts.is_quiet(function) and not self._starts(function):
                continue
            covered = unit not in self.contexts.wrappers
            for event in unit.events.values():
                for item in self.effects.items(unit, event, covered=covered):
                    if self._counts(function, item):
                        key = (unit.module.name, event.at, item.leaf.category)
                        found.setdefault(key, []).append((unit, event, item))
        for unit, event in self._dispatches():
            function = function_of(unit)
            for item in self.effects.rare(unit, event):
                if function is not None and self._counts(function, item):
                    key = (unit.module.name, event.at, item.leaf.category)
                    found.setdefault(key, []).append((unit, event, item))
        self._frames = {unit for some in found.values() for unit, _, _ in some}
        # What a call does besides, if its input is large, says nothing new of one that blocks anyway.
        grave = {(m, at) for (m, at, _), some in found.items() if any(i.cost != SIZE for _, _, i in some)}
        for (module, at, category), entries in found.items():
            if (module, at) not in grave or any(item.cost != SIZE for _, _, item in entries):
                call = self._describe(module, category, entries)
                for _, _, item in entries:
                    use = Use(item.leaf.callable, item.leaf.path, item.leaf.line)
                    self._blocked.setdefault(use, []).append((call, item))
                yield call

    def _dispatches(self) -> Iterator[tuple[Unit, Event]]:
        """The calls of methods with many overrides that the loop may run, at whatever depth."""
        if not self.effects.dispatches:
            return
        reached = on_the_loop(self._analysis.units, self.contexts, self._starts)
        for unit, event in self.effects.dispatches:
            if unit in reached and not unit.module.is_stub:
                yield unit, event

    def _starts(self, function: Function) -> bool:
        """Whether a quiet function is wanted all the same."""
        return self._startup and self.contexts.scope(function) == "startup"

    def _counts(self, function: Function, item: Item) -> bool:
        """Whether an effect counts for the frame that reports it: not where the same call has run
        before, nor where no call passes input from outside for what it depends on."""
        if self._memos.ran_before(function, item.kept) and not self.contexts.is_quiet(function):
            return False
        if item.input is None:
            return True
        passed = self._analysis.units.param_cell(item.input).value
        return any(isinstance(value, Instance) and value.sized for value in passed)
