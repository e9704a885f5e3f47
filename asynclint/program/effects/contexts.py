"""Contexts: where each function runs, and the routes and roles that put it there."""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.facts.records import Span
from asynclint.program.effects.loops import on_other_loops
from asynclint.program.effects.routers import included, prefixes_of, routes_of
from asynclint.program.effects.uses import LOOP_ROLES, QUIET_ROLES, ROLE_NAMES, Use
from asynclint.program.fixpoint.units import Registration, Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bound, ClassValue, Dispatch, FunctionValue, Instance, Pending
from asynclint.program.values.typesets import Value

# Roles that hand a function over for later; the one that does so is a caller, not a context.
CALLED_BY_OWNER = frozenset({"dependency", "background"})


class Contexts:
    """Built once, after evaluation, from the events and registrations of all units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._uses: dict[Function, Use] = {}
        self._labels: dict[frozenset[Function], tuple[str, ...]] = {}
        # Equal labels are one object: hundreds of routes may reach thousands of findings.
        self._shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._quiet: dict[Function, bool] = {}
        self.scheduled: dict[Unit, None] = {}
        # What the framework runs before a function, for it: its dependencies, lists included.
        self.dependencies: dict[Function, dict[Function, None]] = {}
        units = list(units)
        registrations = [entry for unit in units for entry in unit.registrations]
        self._prefixes = prefixes_of(registrations)
        self._owned_dependencies(registrations)
        self._entered = {
            edge.unit.function
            for unit in units
            for event in unit.events.values()
            for edge in event.edges
            if edge.how == "enter" and edge.unit is not None
        }
        for unit in units:
            self._calls(unit)
            if unit.function is not None:
                self._hook(unit.function)
        for entry in registrations:
            self._register(entry)
        self._mark_quiet()

    def use(self, function: Function) -> Use:
        """How the function comes to run, as far as it is known."""
        found = self._uses.get(function)
        if found is None:
            found = self._uses[function] = Use()
        return found

    def _calls(self, unit: Unit) -> None:
        for event in unit.events.values():
            for edge in event.edges:
                target = edge.unit
                if target is None or target.function is None or target.module.is_stub or edge.covered:
                    continue
                use = self.use(target.function)
                if edge.how == "schedule" and not target.is_async:
                    self.scheduled[target] = None
                if edge.how == "schedule":
                    use.roles.add("task")
                    use.labels[ROLE_NAMES["task"]] = None
                if edge.how == "offload":
                    use.roles.add("offload")
                    continue
                self._called_from(use, unit, target, edge.how)

    def _called_from(self, use: Use, unit: Unit, target: Unit, how: str) -> None:
        """A call in a body; one at module level counts as being run, in a test as not."""
        caller = unit.function
        is_own = how == "create" and self._entered_by(unit, target)
        while caller is None and unit.outer is not None:
            unit = unit.outer
            caller = unit.function
        if unit.module.role == "test":
            use.quiet_callers = True
        elif caller is None:
            use.outside = True
        elif how == "enter" or is_own:
            use.enterers[caller] = None
        elif caller is not target.function:
            use.callers[caller] = None

    def _entered_by(self, unit: Unit, target: Unit) -> bool:
        """Whether a plain function makes a coroutine for a loop that it, or its helper, runs."""
        if unit.is_async or target.function not in self._entered:
            return False
        return not any(isinstance(v, Pending) and v.unit is target for v in unit.returns.value)

    def _hook(self, function: Function) -> None:
        """An override of a library's method that the library calls on the loop."""
        owner = function.owner
        if owner is None or owner.module.is_stub or function.kind == "staticmethod":
            return
        for cls in (owner, *owner.subclasses):
            for base in cls.mro:
                member = base.members.get(function.name) if base.module.is_stub else None
                for index in member.functions if member is not None else ():
                    behaviour = base.module.functions[index].behaviour
                    if behaviour is not None and behaviour.hook:
                        use = self.use(function)
                        use.roles.add(behaviour.hook)
                        use.labels[ROLE_NAMES[behaviour.hook]] = None

    def _owned_dependencies(self, registrations: list[Registration]) -> None:
        """Dependencies in the lists of a route, a router or an inclusion belong to its routes."""
        modules = {entry.module.name: entry.module for entry in registrations}
        below = included(registrations)
        owners: dict[str, list[tuple[Span, list[Registration]]]] = {}
        routes = [entry for entry in registrations if entry.role in ("route", "websocket")]
        for entry in routes:
            owners.setdefault(entry.module.name, []).append((entry.module.span(entry.at), [entry]))
        for site in {site for entry in routes for site in entry.routers} | below.keys():
            if site[0] in modules:
                span = modules[site[0]].span(site[1])
                owners.setdefault(site[0], []).append((span, routes_of({site}, below, routes)))
        for entry in registrations:
            if entry.role in ("router", "mount"):
                sites = {v.site for v in entry.targets if isinstance(v, Instance) and v.site is not None}
                span = entry.module.span(entry.at)
                owners.setdefault(entry.module.name, []).append((span, routes_of(sites, below, routes)))
        for entry in registrations:
            if entry.role != "dependency" or entry.owner is None or entry.owner.function is not None:
                continue
            inner = entry.module.span(entry.at)
            for span, owned in owners.get(entry.module.name, ()):
                if span[:2] <= inner[:2] and inner[2:] <= span[2:]:
                    for target in functions_of(entry.targets):
                        for route in owned:
                            for function in functions_of(route.targets):
                                self.use(target).callers[function] = None
                                self.dependencies.setdefault(function, {})[target] = None

    def _register(self, entry: Registration) -> None:
        targets = list(functions_of(entry.targets))
        for target in targets:
            use = self.use(target)
            use.roles.add(entry.role)
            owner = entry.owner.function if entry.owner is not None else None
            if entry.role in CALLED_BY_OWNER and owner is not None:
                use.callers[owner] = None
                if entry.role == "dependency":
                    self.dependencies.setdefault(owner, {})[target] = None
            for label in self._label(entry):
                use.labels[label] = None

    def _label(self, entry: Registration) -> list[str]:
        if entry.role in ("route", "websocket"):
            methods = [f"{m} " for m in (entry.method or "GET").split("|")] if entry.role == "route" else [""]
            paths = [path for site in entry.routers for path in self._prefixes.get(site, ("",))] or [""]
            return [f"{entry.role} {m}{path + entry.path or '/'}" for path in paths for m in methods]
        return [ROLE_NAMES[entry.role]] if entry.role in ROLE_NAMES else []

    # --- answers -------------------------------------------------------------------------------

    def labels(self, *functions: Function) -> tuple[str, ...]:
        """The routes that reach functions, sorted; other roles for those that no route reaches."""
        key = frozenset(functions)
        found = self._labels.get(key)
        if found is None:
            if len(key) == 1:
                found = self._reach(functions[0])
            else:
                found = tuple(sorted({label for function in key for label in self.labels(function)}))
            found = self._labels[key] = self._shared.setdefault(found, found)
        return found

    def _reach(self, function: Function) -> tuple[str, ...]:
        seen = {function: None}
        stack = [function]
        routes: dict[str, None] = {}
        others: dict[str, None] = {}
        while stack:
            current = stack.pop()
            use = self._uses.get(current)
            if use is None:
                continue
            for label in use.labels:
                (routes if label.startswith(("route ", "websocket ")) else others)[label] = None
            for caller in use.callers:
                if caller not in seen:
                    seen[caller] = None
                    stack.append(caller)
        own = self._uses.get(function)
        roles = [label for label in (own.labels if own is not None else ()) if label in others]
        return tuple(sorted(set(routes) | set(roles))) or tuple(sorted(others))

    def _mark_quiet(self) -> None:
        """Functions of which all known callers are start-up or test code, or other loops."""
        elsewhere = on_other_loops(self._uses)
        quiet = {f: f in elsewhere or self._starts_quiet(use) for f, use in self._uses.items()}
        changed = True
        while changed:
            changed = False
            for function, use in self._uses.items():
                if quiet[function] and any(not quiet.get(caller, False) for caller in use.callers):
                    quiet[function] = False
                    changed = True
        self._quiet = quiet

    def _starts_quiet(self, use: Use) -> bool:
        loud = use.roles - QUIET_ROLES - {"offload"} or use.outside
        known = use.roles & QUIET_ROLES or use.callers or use.quiet_callers
        return bool(known) and not loud

    def is_quiet(self, function: Function) -> bool:
        """Whether a function runs at start-up, at shutdown or in tests only."""
        outer: Function | None = function
        while outer is not None:
            use = self._uses.get(outer)
            if use is not None and self._quiet.get(outer, False):
                return True
            if use is not None and (use.callers or use.roles):
                return False
            outer = outer.parent
        return False

    def may_run_beside(self, function: Function) -> bool:
        """Whether a synchronous function may run in a thread beside the loop, for all that is known."""
        if self.is_quiet(function):
            return False
        seen = {function}
        stack = [function]
        while stack:
            current = stack.pop()
            if current.facts.is_async:
                continue
            use = self._uses.get(current)
            if use is None or not (use.roles or use.callers or use.outside):
                return True
            if use.roles - LOOP_ROLES - QUIET_ROLES - {"task"}:
                return True
            for caller in use.callers:
                if caller not in seen:
                    seen.add(caller)
                    stack.append(caller)
        return False

    def runs_on_loop(self, unit: Unit) -> bool:
        """Whether the loop itself calls the unit: an asynchronous one, or a callback."""
        function = unit.function
        if function is None:
            return False
        if function.facts.is_async:
            return True
        use = self._uses.get(function)
        return unit in self.scheduled or (use is not None and bool(use.roles & LOOP_ROLES))


def functions_of(values: Iterable[Value]) -> Iterable[Function]:
    """The functions among values: bare, in a partial, or the `__call__` of an object."""
    for value in values:
        while isinstance(value, Bound):
            value = value.target
        if isinstance(value, FunctionValue):
            yield value.function
            for _, inner in value.env:
                yield from functions_of(inner.values)
        elif isinstance(value, Dispatch):
            yield from functions_of(value.targets)
        elif isinstance(value, Instance | ClassValue):
            # A middleware is handed over as its class.
            for name in ("__call__",) if isinstance(value, Instance) else ("__call__", "dispatch"):
                found = value.cls.find(name)
                if found is not None and found[1].functions and not found[0].module.is_stub:
                    yield found[0].module.functions[found[1].functions[0]]
