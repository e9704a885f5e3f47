"""Names in a block: what is needed from before, and what is surely bound behind it."""

from __future__ import annotations

import textwrap

import pytest

from asynclint.facts.reader import read_module
from asynclint.program.concurrency.flow import Flows


def flow(body: str) -> tuple[str, str]:
    """Both as sorted words, for the body of a function."""
    source = "def f():\n" + textwrap.indent(textwrap.dedent(body), "    ")
    facts = read_module(source.encode(), "app.main", is_package=False)
    function = next(each for each in facts.functions if each.name == "f")
    needed, bound = Flows(facts).block(function.body)
    return " ".join(sorted(needed)), " ".join(sorted(bound))


@pytest.mark.parametrize(
    ("body", "needed", "bound"),
    [
        ("a = b", "b", "a"),
        ("a = b\nc = a", "b", "a c"),
        ("a += b", "a b", "a"),
        ("a.x = b", "a b", ""),
        ("a[i] = b", "a b i", ""),
        ("a, (b, *c) = d", "d", "a b c"),
        ("a: int = b", "b", "a"),
        ("(a := b)", "b", "a"),
        ("if a:\n    b = 1\nelse:\n    b = 2\nc = b", "a", "b c"),
        ("if a:\n    b = 1\nc = b", "a b", "c"),
        ("if a:\n    b = 1\nelse:\n    return\nc = b", "a", "b c"),
        ("for a in b:\n    c = a\nd = c", "b c", "d"),
        ("while a:\n    b = c", "a c", ""),
        ("with a as b:\n    c = b", "a", "b c"),
        ("try:\n    a = b\nexcept E:\n    a = None\nc = a", "E b", "a c"),
        ("try:\n    a = b\nexcept E as e:\n    print(e)\nc = a", "E a b print", "c"),
        ("try:\n    a = b\nfinally:\n    c = 1", "b", "a c"),
        ("match a:\n    case 1:\n        b = 1\n    case _:\n        b = 2", "a", ""),
        ("a = [b for b in c if b]", "c", "a"),
        ("a = lambda b: b + c", "c", "a"),
        ("def a(b):\n    return b + c", "c", "a"),
        ("import a.b as c, d.e", "", "c d"),
    ],
)
def test_flow(body: str, needed: str, bound: str) -> None:
    assert flow(body) == (needed, bound)
