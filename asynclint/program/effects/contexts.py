"""Contexts: where each function runs, and the routes and roles that put it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from asynclint.facts.records import Span
from asynclint.program.fixpoint.units import Registration, Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bound, ClassValue, Dispatch, FunctionValue, Instance
from asynclint.program.values.typesets import Value

Site = tuple[str, int]

ROLE_NAMES = {
    "background": "background task",
    "dependency": "dependency",
    "middleware": "middleware",
    "exception-handler": "exception handler",
    "validator": "validator",
    "task": "background task",
    "startup": "startup",
    "shutdown": "shutdown",
    "lifespan": "lifespan",
}
QUIET_ROLES = frozenset({"startup", "shutdown", "lifespan"})
# Roles whose `def` functions FastAPI calls on the loop.
LOOP_ROLES = frozenset({"validator", "middleware"})
# Roles that hand a function over for later; the one that does so is a caller, not a context.
CALLED_BY_OWNER = frozenset({"dependency", "background"})


@dataclass(slots=True)
class Use:
    """How one function comes to run: roles, labels, and the functions that lead to it."""

    labels: dict[str, None] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    callers: dict[Function, None] = field(default_factory=dict)
    outside: bool = False
    quiet_callers: bool = False


class Contexts:
    """Built once, after evaluation, from the events and registrations of all units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._uses: dict[Function, Use] = {}
        self._labels: dict[Function, tuple[str, ...]] = {}
        self._quiet: dict[Function, bool] = {}
        self.scheduled: dict[Unit, None] = {}
        units = list(units)
        registrations = [entry for unit in units for entry in unit.registrations]
        self._prefixes = _prefixes(registrations)
        self._owned_dependencies(registrations)
        for unit in units:
            self._calls(unit)
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
                self._called_from(use, unit, target.function)

    def _called_from(self, use: Use, unit: Unit, target: Function) -> None:
        """A call in a body; one at module level counts as being run, in a test as not."""
        caller = unit.function
        while caller is None and unit.outer is not None:
            unit = unit.outer
            caller = unit.function
        if unit.module.role == "test":
            use.quiet_callers = True
        elif caller is None:
            use.outside = True
        elif caller is not target:
            use.callers[caller] = None

    def _owned_dependencies(self, registrations: list[Registration]) -> None:
        """Dependencies in the lists of a route, a router or an inclusion belong to its routes."""
        modules = {entry.module.name: entry.module for entry in registrations}
        below = _included(registrations)
        owners: dict[str, list[tuple[Span, list[Registration]]]] = {}
        routes = [entry for entry in registrations if entry.role in ("route", "websocket")]
        for entry in routes:
            owners.setdefault(entry.module.name, []).append((entry.module.span(entry.at), [entry]))
        for site in {site for entry in routes for site in entry.routers} | below.keys():
            if site[0] in modules:
                span = modules[site[0]].span(site[1])
                owners.setdefault(site[0], []).append((span, _routes_of({site}, below, routes)))
        for entry in registrations:
            if entry.role in ("router", "mount"):
                sites = {v.site for v in entry.targets if isinstance(v, Instance) and v.site is not None}
                span = entry.module.span(entry.at)
                owners.setdefault(entry.module.name, []).append((span, _routes_of(sites, below, routes)))
        for entry in registrations:
            if entry.role != "dependency" or entry.owner is None or entry.owner.function is not None:
                continue
            inner = entry.module.span(entry.at)
            for span, owned in owners.get(entry.module.name, ()):
                if span[:2] <= inner[:2] and inner[2:] <= span[2:]:
                    for target in functions_of(entry.targets):
                        for route in owned:
                            self.use(target).callers.update(dict.fromkeys(functions_of(route.targets)))

    def _register(self, entry: Registration) -> None:
        targets = list(functions_of(entry.targets))
        for target in targets:
            use = self.use(target)
            use.roles.add(entry.role)
            owner = entry.owner.function if entry.owner is not None else None
            if entry.role in CALLED_BY_OWNER and owner is not None:
                use.callers[owner] = None
            for label in self._label(entry):
                use.labels[label] = None

    def _label(self, entry: Registration) -> list[str]:
        if entry.role in ("route", "websocket"):
            methods = [f"{m} " for m in (entry.method or "GET").split("|")] if entry.role == "route" else [""]
            paths = [path for site in entry.routers for path in self._prefixes.get(site, ("",))] or [""]
            return [f"{entry.role} {m}{path + entry.path or '/'}" for path in paths for m in methods]
        return [ROLE_NAMES[entry.role]] if entry.role in ROLE_NAMES else []

    # --- answers -------------------------------------------------------------------------------

    def labels(self, function: Function) -> tuple[str, ...]:
        """The routes that reach a function, sorted; its other roles where no route does."""
        found = self._labels.get(function)
        if found is None:
            found = self._labels[function] = self._reach(function)
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
        """Functions of which all known callers are start-up or test code."""
        quiet = {function: self._starts_quiet(use) for function, use in self._uses.items()}
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


def _included(registrations: list[Registration]) -> dict[Site, set[Site]]:
    """The routers that each router includes or mounts."""
    below: dict[Site, set[Site]] = {}
    for entry in registrations:
        if entry.role in ("router", "mount"):
            for value in entry.targets:
                if isinstance(value, Instance) and value.site is not None:
                    for site in entry.routers:
                        below.setdefault(site, set()).add(value.site)
    return below


def _routes_of(
    sites: set[Site], below: dict[Site, set[Site]], routes: list[Registration]
) -> list[Registration]:
    """The routes of some routers and of all that those include."""
    reached = set(sites)
    stack = list(sites)
    while stack:
        for inner in below.get(stack.pop(), ()):
            if inner not in reached:
                reached.add(inner)
                stack.append(inner)
    return [route for route in routes if reached & set(route.routers)]


def _prefixes(registrations: list[Registration]) -> dict[Site, tuple[str, ...]]:
    """The full prefixes of every router, joined over all ways of inclusion."""
    own: dict[Site, str] = {}
    parents: dict[Site, list[tuple[Site, str]]] = {}
    for entry in registrations:
        if entry.role == "prefix":
            for site in entry.routers:
                own[site] = entry.path
        elif entry.role in ("router", "mount"):
            for value in entry.targets:
                if isinstance(value, Instance) and value.site is not None:
                    ways = parents.setdefault(value.site, [])
                    ways.extend((router, entry.path) for router in entry.routers)
    full: dict[Site, tuple[str, ...]] = {}

    def resolve(site: Site, below: tuple[Site, ...]) -> tuple[str, ...]:
        if site in full:
            return full[site]
        mine = own.get(site, "")
        ways = [(parent, prefix) for parent, prefix in parents.get(site, ()) if parent not in below]
        paths = [
            above.rstrip("/") + prefix.rstrip("/") + mine
            for parent, prefix in ways
            for above in resolve(parent, (*below, site))
        ] or [mine]
        result = tuple(dict.fromkeys(paths))
        if not below:
            full[site] = result
        return result

    for site in {**own, **parents}:
        resolve(site, ())
    return full
