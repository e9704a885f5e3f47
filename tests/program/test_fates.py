"""What becomes of the results of calls, read off a body."""

from __future__ import annotations

import textwrap

import pytest

from asynclint.facts.reader import read_module
from asynclint.program.coroutines.fates import fates
from asynclint.program.model.entities import Function, Module
from asynclint.program.render import render


def function(body: str) -> Function:
    source = "async def f(given):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    facts = read_module(source.encode(), "app.main", is_package=False)
    return next(f for f in Module(facts, "app/main.py", False).functions if f.name == "f")


def found(body: str, but: frozenset[str] = frozenset()) -> list[str]:
    """Callee and fate of each call that is lost; `*` where its awaited result is."""
    lines = []
    for fate in fates(function(body), but=but):
        how = fate.how + (f" {fate.name}" if fate.name else "")
        lines.append(f"{render(fate.call.func)} {how}" + ("*" if fate.awaited else ""))
    return lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a()", ["a statement"]),
        ("await a()", ["a statement*"]),
        ("given and a()", ["a statement"]),
        ("given or a()", ["a statement"]),
        ("a() if given else b()", ["a statement", "b statement"]),
        ("return a()", []),
        ("given(a())", ["given statement"]),
        ("given.append([a()])", ["given.append statement"]),
        ("yield a()", []),
        ("x = a()", ["a unused x"]),
        ("x = await a()", ["a unused x*"]),
        ("x: object = a()", ["a unused x"]),
        ("x = a() if given else b()", ["a unused x", "b unused x"]),
        ("x = y = a()", []),
        ("x, y = a()", []),
        ("given = a()", []),
        ("given.x = a()", []),
        ("x = a()\nreturn x", []),
        ("x = a()\nx = b()", ["a unused x", "b unused x"]),
        ("x = a()\nx += 1", []),
        ("x = a()\ndel x", []),
        ("x = a()\nreturn lambda: x", []),
        ("x = a()\ndef g():\n    return x", []),
        ("x = a()\ndef g(y=x):\n    pass", []),
        ("x = a()\nclass C:\n    y = x", []),
        ("x = a()\nreturn locals()", []),
        ("global x\nx = a()", []),
        ("if a():\n    pass", ["a tested"]),
        ("if not a():\n    pass", ["a tested"]),
        ("if given and a():\n    pass", ["a tested"]),
        ("if a() and given:\n    pass", ["a tested"]),
        ("if a() or given:\n    pass", ["a tested"]),
        ("while a():\n    pass", ["a tested"]),
        ("assert a()", ["a tested"]),
        ("return b() if a() else given", ["a tested"]),
        ("return [x for x in given if a()]", ["a tested"]),
        ("match given:\n    case 1 if a():\n        pass", ["a tested"]),
        ("return a() or given", []),
        ("return a() and given", ["a tested"]),
        ("return given and a()", []),
        ("if x := a():\n    return x", []),
        ("return a() == 1", ["a compared"]),
        ("return 1 in a()", ["a compared"]),
        ("return f'{a()} {b()!r}'", ["a formatted", "b formatted"]),
    ],
)
def test_fates(body: str, expected: list[str]) -> None:
    assert found(body) == expected


def test_methods_that_do_not_count_as_reading() -> None:
    body = "x = a()\nx.add_done_callback(given)"
    assert found(body, frozenset({"add_done_callback"}))[0] == "a unused x"
    assert "a unused x" not in found(body + "\nreturn x", frozenset({"add_done_callback"}))
    assert "a unused x" not in found(body)
