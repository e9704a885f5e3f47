"""The markers at run time: they import nothing and change nothing.  And what reads them in the stubs."""

from __future__ import annotations

import ast
import asyncio
import dataclasses
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asynclint import markers
from asynclint.facts.records import Name
from asynclint.libraries.loader import STUBS, module_of
from asynclint.program.model.behaviour import FLAGS, NAMED, Behaviour, behaviour_of
from asynclint.program.model.behaviour import MARKERS as PREFIX

MARKERS = {name: each for name, each in vars(markers).items() if inspect.isfunction(each) and name[0] != "_"}
# Those that stand as they are, and some arguments for the others.
BARE = {name for name in MARKERS if list(inspect.signature(MARKERS[name]).parameters) == ["target"]}
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "reads_attribute": ("owner", "name"),
    "writes_attribute": ("owner", "name", "value"),
    "deletes_attribute": ("owner", "name"),
}


def decorators() -> list[Any]:
    both = {"blocks", "unwraps", "streams", "sized"}
    bare = [pytest.param(MARKERS[name], id=name) for name in sorted(BARE | both)]
    called = [
        pytest.param(MARKERS[name](*ARGUMENTS.get(name, ("arg",))), id=f"{name}()")
        for name in sorted(set(MARKERS) - BARE)
    ]
    return bare + called


def function(arg: int) -> int:
    return arg + 1


async def coroutine(arg: int) -> int:
    return arg + 1


class Client:
    def method(self, arg: int) -> int:
        return arg + 1


@pytest.mark.parametrize("decorator", decorators())
def test_a_marker_returns_what_it_decorates(decorator: Callable[[Any], Any]) -> None:
    assert decorator(function) is function
    assert decorator(coroutine) is coroutine
    assert decorator(Client) is Client
    assert decorator(Client.method) is Client.method
    assert asyncio.run(decorator(coroutine)(1)) == decorator(function)(1) == Client().method(1) == 2


def test_importing_them_imports_nothing_else() -> None:
    code = "import sys; old = {*sys.modules}; import asynclint.markers; print(*sorted({*sys.modules} - old))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["asynclint", "asynclint.markers"]


def test_flags_and_names_are_markers_and_fields() -> None:
    fields = {field.name for field in dataclasses.fields(Behaviour)}
    assert fields >= FLAGS | NAMED
    assert MARKERS.keys() >= FLAGS | NAMED


@pytest.mark.parametrize("name", sorted(FLAGS))
def test_a_flag_is_read(name: str) -> None:
    found = behaviour_of([(PREFIX + name, Name(name))], lambda version: True)
    assert found is not None
    assert {field.name for field in dataclasses.fields(found) if getattr(found, field.name)} == {name}


def markers_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> set[str]:
    return {each.id for each in node.decorator_list if isinstance(each, ast.Name)}


@pytest.mark.parametrize("path", sorted(STUBS.rglob("*.pyi")), ids=module_of)
def test_no_stub_says_both_of_what_excludes_each_other(path: Path) -> None:
    """Nothing both only observes and changes; methods are not exclusive, their class is."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ClassDef):
            assert not markers_of(node) & {"reads", "writes"}, node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not markers_of(node) >= {"reads", "writes"}, node.name
            assert "exclusive" not in markers_of(node), node.name
