"""Which versions of its dependencies a project pins: its requirement and lock files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from asynclint.project.versions import Newest, exactly, newest_of

# A lock says which version is installed; it goes before the bounds that the other files state.
LOCKS = frozenset({"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"})
STATEMENTS = frozenset({"pyproject.toml", "Pipfile", "constraints.txt"})
_REQUIREMENTS = re.compile(r"(requirements|constraints)[\w.-]*\.(txt|in)", re.IGNORECASE)
_IN_FOLDER = re.compile(r"[\w.-]+\.(txt|in)", re.IGNORECASE)
_LINE = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#)@]*)")

Pin = tuple[str, Newest]


def normalized(name: str) -> str:
    """The name of a distribution as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def states_versions(path: str) -> bool:
    """Whether the file at this path (relative, with `/`) may say which versions a project uses."""
    folder, _, name = path.rpartition("/")
    if name in LOCKS or name in STATEMENTS or _REQUIREMENTS.fullmatch(name):
        return True
    return folder.rpartition("/")[2] == "requirements" and bool(_IN_FOLDER.fullmatch(name))


def project_of(path: str) -> str:
    """The folder of the project that such a file speaks of."""
    folder = path.rpartition("/")[0]
    return folder.rpartition("/")[0] if folder.rpartition("/")[2] == "requirements" else folder


def newest_versions(paths: Iterable[str], read: Callable[[str], bytes]) -> dict[str, Newest]:
    """The newest version of each distribution that the project may run with.

    `paths` are files for which `states_versions` holds.  In one folder a lock goes before all
    bounds, and of bounds the lowest counts; of several folders the highest.  Distributions without
    a lock or an upper bound are left out.  Files that cannot be read say nothing.
    """
    locked: dict[str, dict[str, Newest]] = {}
    stated: dict[str, dict[str, Newest]] = {}
    for path in sorted(paths):
        folder, name = project_of(path), path.rpartition("/")[2]
        try:
            content = read(path)
        except OSError:
            continue
        if name in LOCKS:
            _merge(locked.setdefault(folder, {}), pins(name, content), max)
        else:
            _merge(stated.setdefault(folder, {}), pins(name, content), min)
    newest: dict[str, Newest] = {}
    for folder in sorted({*locked, *stated}):
        _merge(newest, {**stated.get(folder, {}), **locked.get(folder, {})}.items(), max)
    return newest


def _merge(found: dict[str, Newest], pins: Iterable[Pin], better: Callable[[Newest, Newest], Newest]) -> None:
    for name, bound in pins:
        found[name] = better(found[name], bound) if name in found else bound


def pins(name: str, content: bytes) -> Iterator[Pin]:
    """The upper bounds that a file of that name states; nothing where it is broken."""
    text = content.decode("utf-8", "replace").lstrip("\ufeff")
    try:
        if name == "Pipfile.lock":
            yield from _pipfile_lock(json.loads(text))
        elif name in LOCKS:
            yield from _lock(tomllib.loads(text))
        elif name == "pyproject.toml":
            yield from _pyproject(tomllib.loads(text))
        elif name == "Pipfile":
            yield from _pipfile(tomllib.loads(text))
        else:
            yield from _lines(text.replace("\\\n", " ").splitlines())
    except (ValueError, RecursionError):
        return


def _lines(lines: Iterable[object]) -> Iterator[Pin]:
    """Requirements as pip reads them, one each."""
    for line in lines:
        match = _LINE.match(line) if isinstance(line, str) else None
        if match is not None:
            yield from _pin(match[1], re.split(r"\s--", match[2])[0])


def _pin(name: str, specifier: str) -> Iterator[Pin]:
    bound = newest_of(specifier)
    if bound is not None:
        yield normalized(name), bound


def _lock(lock: Mapping[str, Any]) -> Iterator[Pin]:
    for key in ("package", "packages"):
        for package in _tables(lock.get(key)):
            name, version = package.get("name"), package.get("version")
            if isinstance(name, str) and isinstance(version, str):
                bound = exactly(version)
                if bound is not None:
                    yield normalized(name), bound


def _pipfile_lock(lock: object) -> Iterator[Pin]:
    for section in ("default", "develop"):
        yield from _named(_table(_table(lock).get(section)))


def _pipfile(pipfile: Mapping[str, Any]) -> Iterator[Pin]:
    for section in ("packages", "dev-packages"):
        yield from _named(_table(pipfile.get(section)))


def _named(requirements: Mapping[str, Any]) -> Iterator[Pin]:
    """Names to specifiers, or to tables with a `version`, as Poetry and Pipenv write them."""
    for name, value in requirements.items():
        specifier = value if isinstance(value, str) else _table(value).get("version")
        if isinstance(specifier, str):
            yield from _pin(name, specifier)


def _pyproject(document: Mapping[str, Any]) -> Iterator[Pin]:
    project = _table(document.get("project"))
    tool = _table(document.get("tool"))
    poetry, uv, pdm = (_table(tool.get(name)) for name in ("poetry", "uv", "pdm"))
    groups = [project.get("dependencies")]
    groups += _table(project.get("optional-dependencies")).values()
    groups += _table(document.get("dependency-groups")).values()
    groups += [uv.get(f"{kind}-dependencies") for kind in ("constraint", "override", "dev")]
    groups += _table(pdm.get("dev-dependencies")).values()
    for group in groups:
        if isinstance(group, list):
            yield from _lines(group)
    tables = [poetry.get("dependencies"), poetry.get("dev-dependencies")]
    tables += [_table(group).get("dependencies") for group in _table(poetry.get("group")).values()]
    for table in tables:
        yield from _named(_table(table))


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
