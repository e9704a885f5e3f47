"""Dotted names to the objects of the installed libraries."""

from __future__ import annotations

import contextlib
import dis
import importlib
import inspect
import warnings
from collections.abc import Iterable
from functools import cached_property
from types import ModuleType
from typing import Any

# What importing and looking around may raise besides: modules that want other libraries, lazy attributes.
MISSING = (AttributeError, ImportError)


class Resolver:
    """Finds objects by their names.

    `instances` are classes whose attributes exist, or have a signature, on objects only: one is made.
    """

    def __init__(self, instances: Iterable[str] = ()) -> None:
        self._instances = tuple(instances)
        self._made: dict[str, object] = {}

    def resolve(self, dotted: str) -> Any:
        """The object of that name; a descriptor stands for all that lies behind it.

        Raises what is in `MISSING`.
        """
        found, rest = self._start(dotted)
        for name in rest:
            if isinstance(found, property | cached_property) or (
                hasattr(type(found), "__get__") and not callable(found) and not isinstance(found, ModuleType)
            ):
                return found
            if not inspect.isclass(found):
                found = getattr(found, name)
                continue
            try:
                found = inspect.getattr_static(found, name)
            except AttributeError:
                if not hasattr(found, name):
                    if on_instances(found, name):
                        return None
                    raise
                found = getattr(found, name)
        return found

    def _start(self, dotted: str) -> tuple[Any, list[str]]:
        for prefix in self._instances:
            if dotted.startswith(f"{prefix}."):
                if prefix not in self._made:
                    self._made[prefix] = _instance(self.resolve(prefix))
                return self._made[prefix], dotted.removeprefix(f"{prefix}.").split(".")
        return import_longest(dotted)


def _instance(cls: Any) -> object:
    """An object of a client, which connects to nothing as long as nobody asks it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for given in ({"api_key": "-"}, {"hosts": "http://localhost:1"}):
            with contextlib.suppress(TypeError, ValueError):
                return cls(**given)
        return cls()


def import_longest(dotted: str) -> tuple[ModuleType, list[str]]:
    """The innermost module of a dotted name, and what is left of it."""
    parts = dotted.split(".")
    for size in range(len(parts), 0, -1):
        name = ".".join(parts[:size])
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return importlib.import_module(name), parts[size:]
        except ModuleNotFoundError as error:
            # A module that is there and wants another library is no reason to look further out.
            if error.name is not None and not f"{name}.".startswith(f"{error.name}."):
                raise
    raise ModuleNotFoundError(dotted)


def on_instances(cls: Any, name: str) -> bool:
    """Whether objects of `cls` get an attribute that the class itself does not have."""
    for base in inspect.getmro(cls):
        if name in getattr(base, "__annotations__", {}) or name in getattr(base, "__slots__", ()):
            return True
        for function in filter(inspect.isfunction, map(unwrapped, list(vars(base).values()))):
            steps = dis.get_instructions(inspect.unwrap(function))
            if any(step.opname == "STORE_ATTR" and step.argval == name for step in steps):
                return True
    return False


def unwrapped(value: Any) -> Any:
    """The function behind a static or class method or a property."""
    if isinstance(value, staticmethod | classmethod):
        return value.__func__
    return value.fget if isinstance(value, property) else value
