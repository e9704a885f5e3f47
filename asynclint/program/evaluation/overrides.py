"""Overrides: which method runs where the object may be of any subclass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.model.entities import Class, Function
from asynclint.program.values.kinds import Instance
from asynclint.program.values.typesets import LIMIT, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


Target = tuple[Class | None, Function]


class Overrides:
    """Overrides by class and name; all of it is static, and each is worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._targets: dict[tuple[Class, str, Function], list[Target]] = {}
        self._classes: dict[Class, list[Class]] = {}

    def targets(self, value: Instance, function: Function, name: str) -> list[tuple[Instance, Function]]:
        """What `value.name` may run, `function` being what the class of `value` itself has."""
        if value.exact or function.module.is_stub:
            return [(value, function)]
        key = (value.cls, name, function)
        found = self._targets.get(key)
        if found is None:
            found = self._targets[key] = self._of_class(value.cls, function, name)
        return [(value if cls is None else Instance(cls, exact=False), method) for cls, method in found]

    def classes(self, cls: Class) -> list[Class]:
        """The classes of which an object declared as a `cls` may be: those that somebody makes."""
        found = self._classes.get(cls)
        if found is None:
            below = [cls, *cls.subclasses]
            found = [c for c in below if self._a.liveness.is_live(c) and not _is_unfinished(c)]
            self._classes[cls] = found
        return found

    def without(self, value: Value, excluded: tuple[Class, ...]) -> list[Value]:
        """What an object may be that is no instance of the excluded classes, which its own class is not."""
        if not isinstance(value, Instance) or value.exact:
            return [value]
        made = self.classes(value.cls)
        rest = [c for c in made if not any(e in c.mro for e in excluded)]
        if len(rest) == len(made) or len(rest) > LIMIT:
            return [value]
        return [Instance(c) for c in rest or [value.cls]]

    def _of_class(self, cls: Class, function: Function, name: str) -> list[Target]:
        """Functions with the class to bind them to; None stands for the object as it is known."""
        made = _overrides(self.classes(cls), function, name)
        if not made:
            # Nobody is known to make any of them: then any of them may come from anywhere.
            outside = [c for c in (cls, *cls.subclasses) if c.module.role != "test"]
            made = _overrides(outside, function, name)
        return made or [(None, function)]


def _overrides(classes: list[Class], function: Function, name: str) -> list[Target]:
    """The methods that objects of the classes run, abstract ones aside."""
    own: list[Target] = []
    others: dict[Function, Class] = {}
    for cls in classes:
        method = _method(cls, name)
        if method is function or method is None:
            own = [] if function.only_declares else [(None, function)]
        elif not method.only_declares:
            others.setdefault(method, cls)
    return [*own, *((cls, method) for method, cls in others.items())]


def _is_unfinished(cls: Class) -> bool:
    """Whether the class cannot be made: it has methods marked as abstract."""
    names = {name for base in cls.mro if not base.module.is_stub for name in base.members}
    methods = (_method(cls, name) for name in names)
    return any(method is not None and method.is_abstract for method in methods)


def _method(cls: Class, name: str) -> Function | None:
    found = cls.find(name)
    if found is None or not found[1].functions:
        return None
    functions = [found[0].module.functions[index] for index in found[1].functions]
    getter = next((f for f in functions if f.kind == "property"), None)
    return getter or (functions[0] if functions[0].overload else functions[-1])
