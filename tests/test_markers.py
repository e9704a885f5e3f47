"""The markers at run time: they import nothing and change nothing."""

from __future__ import annotations

import asyncio
import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from asynclint import markers

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
