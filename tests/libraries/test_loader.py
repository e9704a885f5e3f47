"""Only the stubs of what is imported are read."""

from __future__ import annotations

import ast
import functools
import textwrap
from pathlib import Path

import pytest

from asynclint.engine.deep import run_deep
from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts
from asynclint.libraries.loader import STANDARD, STUBS, Library, module_of, packages
from asynclint.program.linked import Program
from asynclint.program.modules import Names, Source
from tests.project.trees import write

SHIPPED_WITH_PYTHON = {
    ".".join(path.relative_to(STUBS / STANDARD).with_suffix("").parts).removesuffix(".__init__")
    for path in (STUBS / STANDARD).rglob("*.pyi")
}


class Recording:
    """Reads modules, and remembers which."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, source: bytes, name: str, is_package: bool) -> ModuleFacts:
        self.names.append(name)
        return read_module(source, name, is_package=is_package, max_size=10_000_000)


def test_modules_are_found_where_people_import_them(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "Pack/__init__.pyi": "",
            "Pack/sub/deep.pyi": "",
            "single.pyi": "",
            "only/__init__.pyi": "",
            "stdlib/os/path.pyi": "",
            "stdlib/os/__init__.pyi": "",
        },
    )
    read = Recording()
    library = Library(read, tmp_path)
    assert read.names == []
    for name in ("Pack", "Pack.sub.deep", "single", "os", "os.path"):
        found = library.find(name)
        assert found is not None
        assert (found.name, found.is_package) == (name, name in ("Pack", "os"))
    missing = ("pack", "Pack.sub", "stdlib", "stdlib.os", "stdlib.os.path", "single.x", "", ".", "__init__")
    assert [name for name in missing if library.find(name) is not None] == []
    below = ("Pack", "Pack.sub", "os", "Pack.sub.deep", "single", "only", "stdlib", "pack", "")
    assert [name for name in below if library.has_submodules(name)] == ["Pack", "Pack.sub", "os"]


def test_own_modules_go_before(tmp_path: Path) -> None:
    write(tmp_path, {"a.pyi": ""})
    read = Recording()
    own = read(b"x = 1", "a.b", False)
    library = Library(read, tmp_path, {"a.b": own})
    assert library.find("a.b") is own
    assert library.has_submodules("a")


def read_by(source: str) -> set[str]:
    """The bundled modules that are read for a program of one module."""
    read = Recording()
    module = read_module(textwrap.dedent(source).encode(), "app", is_package=False, max_size=10_000_000)
    nowhere = Names(lambda name, importer: None, lambda name, importer: None, lambda name, importer: False)
    run_deep(lambda: Program([Source(module, "app.py")], nowhere, Library(read)))
    return {name for name in read.names if name not in SHIPPED_WITH_PYTHON}


@functools.cache
def closure(*names: str) -> frozenset[str]:
    """Stub modules, the packages they lie in, and what these import, at any depth."""
    files = {module_of(path): path for path in STUBS.rglob("*.pyi")}
    waiting, found = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in found or name not in files:
            continue
        found.add(name)
        waiting += packages(name)
        for node in ast.walk(ast.parse(files[name].read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.module is not None
                assert not node.level
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return frozenset(found)


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import bcrypt\nasync def f(): bcrypt.hashpw(b'', b'')", ("bcrypt",)),
        ("from requests import get\nasync def f(): get('/')", ("requests",)),
        ("import redis\nasync def f(): redis.Redis().get('a')", ("redis",)),
        ("import sqlite3, time\nasync def f(): time.sleep(1)", ()),
        ("import acme", ()),
    ],
)
def test_only_the_stubs_of_what_is_imported_are_read(source: str, imported: tuple[str, ...]) -> None:
    read = read_by(source)
    assert set(imported) <= read
    assert read <= closure(*imported)
