"""Every name in the standard library's stubs exists in the real standard library."""

from __future__ import annotations

import ast
import asyncio
import configparser
import functools
import importlib
import inspect
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.synchronize
import sys
import threading
import typing
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import asynclint.libraries
from tools.stubs import check

ROOT = Path(asynclint.libraries.__file__).parent / "stubs" / "stdlib"

# Modules and names that some versions of Python lack: first version with, first version without.
SINCE = {
    "builtins.PythonFinalizationError": (3, 13),
    "itertools.batched": (3, 12),
    "pathlib.Path.is_junction": (3, 12),
    "pathlib.Path.walk": (3, 12),
    "typing.TypeIs": (3, 13),
}
UNTIL = {
    "asyncio.DefaultEventLoopPolicy": (3, 16),
    "asyncio.get_event_loop_policy": (3, 16),
    "asyncio.set_event_loop_policy": (3, 16),
    "asyncio.events.get_event_loop_policy": (3, 16),
    "asyncio.events.set_event_loop_policy": (3, 16),
    "crypt": (3, 13),
    "telnetlib": (3, 13),
    "configparser.LegacyInterpolation": (3, 13),
}

# What to look at instead: the class that a factory function makes, or an instance where it has
# methods that its class lacks.
STAND_INS: dict[str, Any] = {
    "asyncio.Condition": asyncio.Condition(),
    "configparser.SectionProxy": configparser.ConfigParser()["DEFAULT"],
    "multiprocessing.BoundedSemaphore": multiprocessing.BoundedSemaphore(),
    "multiprocessing.Event": multiprocessing.synchronize.Event,
    "multiprocessing.JoinableQueue": multiprocessing.queues.JoinableQueue,
    "multiprocessing.Lock": multiprocessing.Lock(),
    "multiprocessing.Pool": multiprocessing.pool.Pool,
    "multiprocessing.Queue": multiprocessing.queues.Queue,
    "multiprocessing.RLock": multiprocessing.RLock(),
    "multiprocessing.Semaphore": multiprocessing.Semaphore(),
    "multiprocessing.SimpleQueue": multiprocessing.queues.SimpleQueue,
    "threading.Condition": threading.Condition(),
    "threading.Lock": threading.Lock(),
    "threading.RLock": threading.RLock(),
    "typing.NamedTuple": typing.NamedTuple("Row", [("a", int)]),
    "typing.TypedDict": dict,
}

# Written with `async def` in the stubs, though the real one only returns an awaitable.
AWAITABLE = {"builtins.anext"}

# Not there under that name, and why the stub says so.
DYNAMIC = {
    "tempfile.SpooledTemporaryFile.__next__": "iterates through __iter__",
    "urllib.error.HTTPError.read": "the body's, through __getattr__",
    "urllib.error.HTTPError.close": "the body's, through __getattr__",
    "xml.etree.ElementTree.Element.__iter__": "iterates through __getitem__",
}

STUBS = sorted(ROOT.rglob("*.pyi"))
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def exists_here(dotted: str) -> bool:
    """Whether this Python should have the name, as far as the tables know."""
    parts = dotted.split(".")
    prefixes = [".".join(parts[: i + 1]) for i in range(len(parts))]
    return all(
        sys.version_info >= SINCE.get(prefix, (3, 0)) and sys.version_info < UNTIL.get(prefix, (4, 0))
        for prefix in prefixes
    )


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def names_of(node: ast.stmt) -> list[str]:
    """The names that a statement of a stub's module binds and that users may import."""
    if isinstance(node, Definition):
        return [node.name]
    if isinstance(node, ast.ImportFrom):
        return [alias.asname for alias in node.names if alias.asname]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        if isinstance(node.value, ast.Call):  # TypeVar("T")
            return []
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def fictions(tree: ast.Module, module: ModuleType, dotted: str) -> Iterator[str]:
    """The names of a stub that the real module lacks, or that differ in `async`."""
    for node in tree.body:
        for name in names_of(node):
            full = f"{dotted}.{name}"
            if is_private(name) or not exists_here(full):
                continue
            if not hasattr(module, name):
                yield full
            elif isinstance(node, ast.ClassDef):
                real = getattr(module, name)
                # `typing.Iterable` hides the methods of the class that it stands for.
                yield from class_fictions(node, STAND_INS.get(full, typing.get_origin(real) or real), full)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from async_fictions(node, getattr(module, name), full)


def class_fictions(node: ast.ClassDef, cls: Any, dotted: str) -> Iterator[str]:
    for inner in node.body:
        if not isinstance(inner, Definition) or is_private(inner.name):
            continue
        full = f"{dotted}.{inner.name}"
        if not exists_here(full) or full in DYNAMIC or inner.name == "__getattr__":
            continue
        if not hasattr(cls, inner.name):
            yield full
        elif not isinstance(inner, ast.ClassDef):
            yield from async_fictions(inner, getattr(cls, inner.name), full)


def async_fictions(node: ast.FunctionDef | ast.AsyncFunctionDef, real: Any, dotted: str) -> Iterator[str]:
    if not callable(real) and not isinstance(real, property) and not inspect.isdatadescriptor(real):
        yield f"{dotted} (not callable)"
    is_async = inspect.iscoroutinefunction(real)
    if is_async != isinstance(node, ast.AsyncFunctionDef) and dotted not in AWAITABLE:
        yield f"{dotted} ({'async' if is_async else 'not async'})"


@pytest.mark.parametrize("path", STUBS, ids=module_name)
def test_names_exist(path: Path) -> None:
    dotted = module_name(path)
    if not exists_here(dotted):
        pytest.skip("not in this version of Python")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        module = importlib.import_module(dotted)
        missing = list(fictions(ast.parse(path.read_bytes()), module, dotted))
    assert missing == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def sleep(s): ...", []),
        ("def slumber(s): ...", ["time.slumber"]),
        ("async def sleep(s): ...", ["time.sleep (not async)"]),
        ("class struct_time:\n    def nothing(self): ...", ["time.struct_time.nothing"]),
        ("NOWHERE: int", ["time.NOWHERE"]),
        ("def _private(): ...", []),
    ],
)
def test_fictions_are_found(source: str, expected: list[str]) -> None:
    assert list(fictions(ast.parse(source), importlib.import_module("time"), "time")) == expected


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = node.args
    named = [arg.arg for arg in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return named + [arg.arg for arg in (arguments.vararg, arguments.kwarg) if arg]


@pytest.mark.parametrize("path", STUBS, ids=module_name)
def test_markers_are_well_formed(path: Path) -> None:
    """Markers name real parameters and known categories; instead of what blocks stands something real."""
    categories = {
        *("sleep", "http", "database", "file", "subprocess", "sdk"),
        *("synchronization", "cpu", "input", "loop", "path"),
    }
    for node in functions(ast.parse(path.read_bytes())):
        for decorator in node.decorator_list:
            if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Name):
                continue
            marker = decorator.func.id
            first = decorator.args[0].value if decorator.args else None  # type: ignore[attr-defined]
            if marker == "sized":
                for name in [first, *(ast.literal_eval(keyword.value) for keyword in decorator.keywords)]:
                    assert name is None or name in parameters(node), f"{node.name}: sized({name!r})"
            if marker in {"offloads", "schedules", "binds"}:
                assert first in parameters(node), f"{node.name}: {marker}({first!r})"
            if marker == "blocks":
                assert first in categories, f"{node.name}: {first!r}"
                keywords = {keyword.arg: ast.literal_eval(keyword.value) for keyword in decorator.keywords}
                assert keywords.keys() <= {"instead", "cost"}
                assert keywords.get("cost", "size") in {"size", "contended"}
                for text in keywords.get("instead", "").split(" or "):
                    assert text_is_real(text), f"{node.name}: instead={text!r}"


@functools.cache
def stubbed() -> frozenset[str]:
    """All names of the bundled stubs."""
    return check.names_of(check.read_stubs())


def text_is_real(text: str) -> bool:
    """Whether a hint resolves; of a library its stub says so, which its own check has proved."""
    first, *rest = text.replace("()", "").split(".")
    if not rest:
        return text in {"", "await"}
    if first == "loop":
        first, rest = "asyncio", ["AbstractEventLoop", *rest]
    try:
        value: Any = importlib.import_module(first)
    except ImportError:
        return ".".join([first, *rest]) in stubbed()
    for name in rest:
        if not hasattr(value, name) and isinstance(value, ModuleType):
            try:
                importlib.import_module(f"{value.__name__}.{name}")
            except ImportError:
                return False
        if not hasattr(value, name):
            return False
        value = getattr(value, name)
    return True


def test_overloads_stand_together() -> None:
    """A name is defined more than once only as overloads, one after the other."""
    for path in STUBS:
        tree = ast.parse(path.read_bytes())
        bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
        for body in bodies:
            seen: set[str] = set()
            previous = ""
            for node in body:
                if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    previous = ""
                    continue
                overloaded = any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)
                setter = any(isinstance(d, ast.Attribute) for d in node.decorator_list)
                again = node.name in seen and not setter
                assert not again or (overloaded and previous == node.name), f"{path.name}: {node.name}"
                seen.add(node.name)
                previous = node.name
