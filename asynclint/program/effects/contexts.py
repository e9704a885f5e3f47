"""Contexts: where each function runs, and the routes and roles that put it there."""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.program.effects.quiet import quiet_functions
from asynclint.program.effects.routers import prefixes_of
from asynclint.program.effects.serving import Serving, decorated_callers, owned_dependencies
from asynclint.program.effects.uses import LOOP_ROLES, QUIET_ROLES, ROLE_NAMES, Use, functions_of
from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Pending
from asynclint.settings.model import Scope

# Roles that hand a function over for later; the one that does so is a caller, not a context.
CALLED_BY_OWNER = frozenset({"dependency", "background"})
QUIET_LABELS = frozenset(ROLE_NAMES[role] for role in QUIET_ROLES)
STARTING = QUIET_LABELS - {ROLE_NAMES["command"]}


class Contexts:
    """Built once, after evaluation, from the events and registrations of all units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._uses: dict[Function, Use] = {}
        self._labels: dict[frozenset[Function], tuple[str, ...]] = {}
        # Equal labels are one object: hundreds of routes may reach thousands of findings.
        self._shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        # Synchronous units that the loop itself runs.
        self.scheduled: dict[Unit, None] = {}
        # What the framework runs before a function, for it: its dependencies, lists included.
        self.dependencies: dict[Function, dict[Function, None]] = {}
        # Those among them that run there only for some of what they are passed.
        self.wrappers: dict[Unit, None] = {}
        units = list(units)
        registrations = [entry for unit in units for entry in unit.registrations]
        self._prefixes = prefixes_of(registrations)
        self._entered = {
            edge.unit.function
            for unit in units
            for event in unit.events.values()
            for edge in event.edges
            if edge.how == "enter" and edge.unit is not None
        }
        serving = Serving(registrations)
        for unit in units:
            if unit.serves is not None:
                self._serve(unit, unit.serves, serving)
            elif not unit.module.is_stub:
                self._calls(unit, serving)
            if unit.function is not None:
                self._hook(unit.function)
        self.wrappers.update((unit, None) for entry in registrations for unit in entry.wrappers)
        self.scheduled.update(self.wrappers)
        wrapping = {unit.function for unit in self.wrappers}
        for entry in registrations:
            self._register(entry, wrapping)
        for dependency, endpoint in owned_dependencies(registrations, serving):
            self.use(dependency).callers[endpoint] = None
            self.dependencies.setdefault(endpoint, {})[dependency] = None
        for callee, caller in decorated_callers(units):
            self.use(callee).callers[caller] = None
        self._quiet = quiet_functions(self._uses)

    def use(self, function: Function) -> Use:
        """How the function comes to run, as far as it is known."""
        found = self._uses.get(function)
        if found is None:
            found = self._uses[function] = Use()
        return found

    def _calls(self, unit: Unit, serving: Serving) -> None:
        for event in unit.events.values():
            for edge in event.edges:
                target = edge.unit
                if target is None or target.function is None or edge.covered:
                    continue
                if target.module.is_stub:
                    for inner in serving.behind(target) if edge.how == "call" else ():
                        assert inner.function is not None
                        self._called_from(self.use(inner.function), unit, inner, "call")
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
        """A call in a body; one at module level counts as being run, in a test as not.

        A test that calls what a library calls as well tells nothing of that.
        """
        caller = unit.function
        is_own = how == "create" and self._entered_by(unit, target)
        while caller is None and unit.outer is not None:
            unit = unit.outer
            caller = unit.function
        if unit.module.role == "test":
            assert target.function is not None
            use.quiet_callers = use.quiet_callers or not _may_serve_library(target.function)
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

    def _serve(self, unit: Unit, entry: Registration, serving: Serving) -> None:
        """What the loop runs around the callable of a registration belongs to its routes."""
        endpoints = serving.endpoints(unit, entry)
        for role, inner in serving.runs(unit, entry):
            self.scheduled[inner] = None
            if inner.function is None:
                # A generator expression: its function says the rest.
                continue
            use = self.use(inner.function)
            use.served.update(dict.fromkeys(endpoints))
            use.roles.add(role)
            if role in ROLE_NAMES:
                use.labels[ROLE_NAMES[role]] = None
            if not endpoints:
                use.labels.update(dict.fromkeys(self._label(entry)))

    def _register(self, entry: Registration, wrapping: set[Function | None]) -> None:
        on_loop = {unit.function for unit in entry.wrappers}
        for target in functions_of(entry.targets):
            if target in wrapping and target not in on_loop:
                # Here it wraps something else, and runs in a worker.
                continue
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
        own = self._uses.get(function)
        seen = {function: None}
        stack = [function]
        if own is not None and own.served and not function.facts.is_async:
            # Elsewhere it runs as part of its callers, which report it themselves.
            stack = list(own.served)
            seen = dict.fromkeys(stack)
        routes: dict[str, None] = {}
        others: dict[str, None] = {}
        while stack:
            current = stack.pop()
            use = self._uses.get(current)
            if use is None:
                continue
            for label in use.labels:
                (routes if _is_route(label) else others)[label] = None
            for caller in (*use.callers, *use.served):
                if caller not in seen:
                    seen[caller] = None
                    stack.append(caller)
        labels = own.labels if own is not None else {}
        routes.update((label, None) for label in labels if _is_route(label))
        roles = [label for label in labels if not _is_route(label)]
        return tuple(sorted({*routes, *roles})) or tuple(sorted(others))

    def is_quiet(self, function: Function) -> bool:
        """Whether a function runs at start-up, at shutdown or in tests only."""
        outer: Function | None = function
        while outer is not None:
            if outer in self._quiet:
                return True
            use = self._uses.get(outer)
            if use is not None and (use.callers or use.roles):
                return False
            outer = outer.parent
        return False

    def scope(self, function: Function) -> Scope:
        """What runs a function on the loop, as far as it is known."""
        labels = set(self.labels(function))
        if labels - QUIET_LABELS:
            return "routes"
        return "startup" if labels & STARTING and self.is_quiet(function) else "async"

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
        if unit.is_async or unit in self.scheduled:
            return True
        use = self._uses.get(unit.function) if unit.function is not None else None
        return use is not None and bool(use.roles & LOOP_ROLES)


def _may_serve_library(function: Function) -> bool:
    """Whether a library may call a method: its own that is overridden, or any where it is not known."""
    owner = function.owner
    if owner is None:
        return False
    return owner.has_unknown_base or any(
        base.module.is_stub and function.name in base.members for base in owner.mro
    )


def _is_route(label: str) -> bool:
    return label.startswith(("route ", "websocket "))
