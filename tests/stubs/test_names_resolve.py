"""Every name that a stub of a third-party library states exists in the installed library."""

from __future__ import annotations

import ast
import dis
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import asynclint.libraries

STUBS = Path(asynclint.libraries.__file__).parent / "stubs"
SLOW = frozenset({"pandas"})
LIBRARIES = sorted(p.name for p in STUBS.iterdir() if p.is_dir() and p.name != "stdlib")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Names that the newest version lacks but that older ones have, or that exist only on instances.
# A pattern is matched against the whole dotted name.
ABSENT = {
    r"starlette\.applications\.Starlette\.(route|websocket_route|middleware|exception_handler|on_event"
    r"|add_event_handler|add_websocket_route)": "removed in Starlette 1.0",
    r"starlette\.routing\.Router\.(route|websocket_route|on_event|add_event_handler)": (
        "removed in Starlette 1.0"
    ),
    r"fastapi\.applications\.FastAPI\.add_event_handler": "inherited from Starlette before 1.0",
    r"sqlalchemy\.engine\.Engine\.execute": "SQLAlchemy 1.4",
    r"sqlalchemy\.pool\.FallbackAsyncAdaptedQueuePool": "SQLAlchemy 2.0",
    r"stripe\.error(\..*)?": "removed in stripe 13",
    r"(sqlalchemy\.orm\.DeclarativeBase|sqlmodel\.SQLModel)\.(metadata|registry|__\w+__)": (
        "declarative puts it on the subclasses"
    ),
    r"sqlalchemy\.(Column|orm\.\w*Mapped)\.__[gs]et__": "declarative replaces it by a descriptor",
}
# Where the stub says `async def` and the library has a plain function that returns an awaitable.
RETURNS_AWAITABLE = {
    r"redis\.asyncio\.(\w+\.)*(Redis|RedisCluster|PubSub|Lock|AsyncScript|Monitor)\.\w+": (
        "one class of commands serves both clients and returns what its connection gives"
    ),
    r"stripe\..*_async": "a descriptor lets it be called on the class and on an object",
}
# Names to show that no attribute has.
SHOWN_ONLY = {r"boto3\.resource\.\w+(\.\w+)?": "boto3 makes these classes at run time from data"}

# Classes whose attributes are made by descriptors without a useful annotation: an object is asked.
INSTANCES = ("openai.OpenAI", "openai.AsyncOpenAI")


class Entry(NamedTuple):
    """A definition in a stub: its dotted name, the node, and the node of its class."""

    dotted: str
    node: ast.AST
    owner: ast.ClassDef | None


def excused(dotted: str, table: dict[str, str]) -> bool:
    return any(re.fullmatch(pattern, dotted) for pattern in table)


def stub_modules(library: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((STUBS / library).rglob("*.pyi")):
        parts = path.relative_to(STUBS).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def markers(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for decorator in getattr(node, "decorator_list", ()):
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name):
            yield decorator.func.id, decorator


def public_name(node: ast.AST) -> str:
    for name, call in markers(node):
        if name == "public" and isinstance(call.args[0], ast.Constant):
            return str(call.args[0].value)
    return ""


def has_decorator(node: ast.AST, *names: str) -> bool:
    plain = {d.id for d in getattr(node, "decorator_list", ()) if isinstance(d, ast.Name)}
    return bool(plain & set(names))


def entries(module: str, tree: ast.Module) -> Iterator[Entry]:
    """All public definitions; those of a private class only where the class has a public name."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            dotted = public_name(node) or f"{module}.{node.name}"
            if node.name.startswith("_") and not public_name(node):
                yield from (
                    Entry(public_name(item), item, node)
                    for item in node.body
                    if isinstance(item, FUNCTIONS) and public_name(item)
                )
                continue
            yield Entry(dotted, node, None)
            for item in node.body:
                if isinstance(item, FUNCTIONS):
                    yield Entry(public_name(item) or f"{dotted}.{item.name}", item, node)
                elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                    yield Entry(f"{dotted}.{item.target.id}", item, node)
        elif isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            yield Entry(public_name(node) or f"{module}.{node.name}", node, None)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                Entry(f"{module}.{alias.asname}", node, None)
                for alias in node.names
                if alias.asname == alias.name
            )
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            local = isinstance(node.value, ast.Call)  # T = TypeVar("T")
            if isinstance(target, ast.Name) and not target.id.startswith("_") and not local:
                yield Entry(f"{module}.{target.id}", node, None)


def import_longest(dotted: str) -> tuple[ModuleType, list[str]]:
    parts = dotted.split(".")
    for size in range(len(parts), 0, -1):
        try:
            return importlib.import_module(".".join(parts[:size])), parts[size:]
        except ModuleNotFoundError:
            continue
    raise ModuleNotFoundError(dotted)


def on_instances(cls: Any, name: str) -> bool:
    """Whether objects of `cls` get an attribute that the class itself does not have."""
    for base in inspect.getmro(cls):
        if name in getattr(base, "__annotations__", {}) or name in getattr(base, "__slots__", ()):
            return True
        for function in filter(inspect.isfunction, map(unwrapped, vars(base).values())):
            steps = dis.get_instructions(inspect.unwrap(function))
            if any(step.opname == "STORE_ATTR" and step.argval == name for step in steps):
                return True
    return False


def unwrapped(value: Any) -> Any:
    """The function behind a static or class method or a property."""
    if isinstance(value, staticmethod | classmethod):
        return value.__func__
    return value.fget if isinstance(value, property) else value


@cache
def instance(dotted: str) -> object:
    return resolve(dotted)(api_key="-")


def resolve(dotted: str) -> Any:
    """The object of that name; a descriptor stands for all that lies behind it."""
    value, rest = import_longest(dotted)
    found: Any = value
    for prefix in INSTANCES:
        if dotted.startswith(prefix + "."):
            found, rest = instance(prefix), dotted.removeprefix(prefix + ".").split(".")
    for name in rest:
        if isinstance(found, property | cached_property) or (
            hasattr(found, "__get__") and not callable(found)
        ):
            return found
        if inspect.isclass(found):
            try:
                found = inspect.getattr_static(found, name)
            except AttributeError:
                if hasattr(found, name):
                    found = getattr(found, name)
                elif on_instances(found, name):
                    return None
                else:
                    raise
        else:
            found = getattr(found, name)
    return found


def problems_of(entry: Entry) -> Iterator[str]:
    node = entry.node
    if excused(entry.dotted, ABSENT) or excused(entry.dotted, SHOWN_ONLY):
        return
    try:
        real = resolve(entry.dotted)
    except (AttributeError, ModuleNotFoundError):
        yield f"{entry.dotted} does not exist"
        return
    if isinstance(real, staticmethod | classmethod):
        real = real.__func__
    if isinstance(node, ast.ClassDef) and not inspect.isclass(real) and not callable(real):
        yield f"{entry.dotted} is no class"
    if not isinstance(node, FUNCTIONS):
        return
    is_function = inspect.isroutine(real)
    if has_decorator(node, "property"):
        if inspect.isfunction(real):
            yield f"{entry.dotted} is a function, not a property"
        return
    if isinstance(real, property):
        yield f"{entry.dotted} is a property"
    if not is_function:
        return
    is_async = inspect.iscoroutinefunction(inspect.unwrap(real)) or inspect.iscoroutinefunction(real)
    if isinstance(node, ast.AsyncFunctionDef):
        if not is_async and not excused(entry.dotted, RETURNS_AWAITABLE) and not node.name.startswith("__"):
            yield f"{entry.dotted} is not a coroutine function"
    elif is_async:
        yield f"{entry.dotted} is a coroutine function"
    yield from parameter_problems(entry, node, real)


def parameter_problems(
    entry: Entry, node: ast.FunctionDef | ast.AsyncFunctionDef, real: Any
) -> Iterator[str]:
    try:
        parameters = inspect.signature(real).parameters.values()
    except (TypeError, ValueError):
        return
    if any(p.kind is p.VAR_KEYWORD for p in parameters):
        return
    named = {p.name for p in parameters}
    stated = [a.arg for a in (*node.args.args[1 if entry.owner is not None else 0 :], *node.args.kwonlyargs)]
    static = has_decorator(node, "staticmethod")
    for name in stated:
        if name not in named and not name.startswith("_") and not static and not node.name.startswith("__"):
            yield f"{entry.dotted} has no parameter {name}"


def marker_problems(entry: Entry) -> Iterator[str]:
    """What a marker names: a parameter of the stub, an asynchronous twin."""
    for name, call in markers(entry.node):
        values = [a.value for a in call.args if isinstance(a, ast.Constant)]
        arg = values[1] if name == "registers" and len(values) > 1 else None
        if name in ("offloads", "schedules", "greenlet", "binds"):
            arg = values[0]
        if arg is not None and isinstance(entry.node, FUNCTIONS):
            spec = entry.node.args
            if arg not in {a.arg for a in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)}:
                yield f"{entry.dotted}: @{name} names {arg}, which is no parameter"
        for keyword in call.keywords:
            if keyword.arg == "instead" and isinstance(keyword.value, ast.Constant):
                yield from twin_problems(entry, str(keyword.value.value))


def twin_problems(entry: Entry, instead: str) -> Iterator[str]:
    text = re.sub(r"^(await|async for over) ", "", instead).replace("()", "")
    dotted = re.split(r"[^\w.]", text)[0]
    if "." not in dotted or dotted.split(".")[0] not in {*LIBRARIES, "asyncio", "anyio"}:
        return
    try:
        resolve(dotted)
    except (AttributeError, ModuleNotFoundError):
        yield f"{entry.dotted}: {instead} does not exist"


@pytest.mark.parametrize(
    "library", [pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in LIBRARIES]
)
@pytest.mark.filterwarnings("ignore")
def test_names_resolve(library: str) -> None:
    problems = []
    for module, tree in stub_modules(library):
        if excused(module, ABSENT):
            continue
        try:
            importlib.import_module(module)
        except ImportError as error:
            problems.append(f"{module}: {error}")
            continue
        for entry in entries(module, tree):
            problems.extend(problems_of(entry))
            problems.extend(marker_problems(entry))
    assert not problems, "\n".join(sorted(set(problems)))


@pytest.mark.parametrize(
    "text",
    [
        "def nonsense() -> None: ...",
        "class Session:\n    def nonsense(self) -> None: ...",
        "class Session:\n    nonsense: int",
        "class Session:\n    async def get(self, url) -> None: ...",
        "class Session:\n    def mount(self, nonsense) -> None: ...",
        "from requests.api import nonsense as nonsense",
        "@public('requests.nonsense')\nclass _Private: ...",
    ],
)
def test_fiction_is_found(text: str) -> None:
    found = [p for e in entries("requests", ast.parse(text)) for p in problems_of(e)]
    assert found


def test_missing_twin_is_found() -> None:
    (entry,) = entries(
        "requests", ast.parse("@blocks('http', instead='httpx.AsyncClient().nonsense')\ndef get(): ...")
    )
    assert list(marker_problems(entry))
