"""What functions and classes say about themselves."""

from __future__ import annotations

import pytest

from asynclint.facts.reader import read_module
from asynclint.facts.records import FunctionFacts

NESTED = b"""
class A(B, *C, metaclass=D):
    @property
    async def f[T](self):
        def g(x):
            class E:
                def h(self): pass
        return lambda y: y
class Outer:
    class Inner: pass
"""


def function(source: str, name: str = "f") -> FunctionFacts:
    return next(f for f in read_module(source.encode(), "m").functions if f.name == name)


def test_owners_parents_and_names() -> None:
    facts = read_module(NESTED, "m")
    assert [(f.qualname, f.parent, f.owner) for f in facts.functions] == [
        ("A.f", -1, 0),
        ("A.f.<locals>.g", 0, -1),
        ("A.f.<locals>.g.<locals>.E.h", 1, 1),
        ("A.f.<locals>.<lambda>", 0, -1),
    ]
    assert [(c.qualname, c.parent, c.owner) for c in facts.classes] == [
        ("A", -1, -1),
        ("A.f.<locals>.g.<locals>.E", 1, -1),
        ("Outer", -1, -1),
        ("Outer.Inner", -1, 2),
    ]
    method = facts.functions[0]
    assert (method.line, method.first_line, method.end_line) == (4, 3, 8)
    assert facts.span(method.at) == (4, 15, 4, 16)
    assert method.is_async
    assert method.type_params == ("T",)
    assert len(facts.classes[0].bases) == 2
    assert [k.name for k in facts.classes[0].keywords] == ["metaclass"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a = (b, *c) = d.e = g[h] = 1", "a b c"),
        ("for a, (b, c) in x: pass", "a b c"),
        ("with x as (a, b.c), y as d: pass", "a d"),
        ("import a.b, c.d as e; from x import g, h as i; from . import j", "a e g i j"),
        ("try: pass\n except E as a: b = 1", "a b"),
        ("[a := b for c in d]; {e: (h := 1) for e in x}", "a h"),
        ("lambda a: (b := a)", ""),
        ("def a(b=(c := 1)): d = 1", "c a"),
        ("class A(x := B): b = 1", "x A"),
        ("a: int", "a"),
        ("a += 1", "a"),
        ("del a", "a"),
        ("global a; a = b = 1", "b"),
        ("nonlocal a; a = b = 1", "b"),
        ("match x:\n  case {'k': a, **b}: pass\n  case [c, *d] as e: pass", "b a c d e"),
        ("type X = int", "X"),
    ],
)
def test_bindings(body: str, expected: str) -> None:
    assert function(f"def f():\n {body}\n").bindings == tuple(expected.split())


def test_globals_and_nonlocals() -> None:
    facts = function("def f(p):\n global a, b\n nonlocal c\n def a(): pass\n")
    assert (facts.globals, facts.nonlocals, facts.bindings) == (("a", "b"), ("c",), ("p",))
    assert function("def f():\n global a\n def a(): pass\n", "a").qualname == "a"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("self.a = self.b = 1", "a b"),
        ("self.a: int = 1; self.b += 1", "a b"),
        ("(self.a, [self.b, *self.c]) = x", "a b c"),
        ("with x as self.a: pass", "a"),
        ("for self.a in x: self.b = 1", "a b"),
        ("other.a = self.b.c = self.d[0] = 1", ""),
        ("def g(): self.a = 1", "a"),
        ("def g(self): self.a = 1", ""),
        ("def g():\n  self = 1\n  self.a = 1", ""),
        ("class C:\n  def g(this): self.a = this.b = 1", "a"),
        ("setattr(self, 'a', 1); setattr(other, 'b', 1); setattr(self, name, 1)", "a"),
        (
            "object.__setattr__(self, 'a', 1); super().__setattr__('b', 1); super().__setattr__(name, 1)",
            "a b",
        ),
    ],
)
def test_self_stores(body: str, expected: str) -> None:
    assert function(f"def f(self, other):\n {body}\n").self_stores == tuple(expected.split())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("yield", True),
        ("x = [(yield from a)]", True),
        ("def g(): yield", False),
        ("return (a for a in b)", False),
        ("lambda: (yield)", False),
        ("def g(a=(yield)): pass", True),
    ],
)
def test_generators(body: str, expected: bool) -> None:
    assert function(f"def f():\n {body}\n").is_generator is expected


def test_stub() -> None:
    source = "class A:\n x: int\n @overload\n def f(self) -> int: ...\n def f(self, a: 'B' = ...): ...\n"
    facts = read_module(source.encode(), "m", is_package=True)
    assert facts.is_package
    assert [(f.name, f.line, f.first_line, f.end_line) for f in facts.functions] == [
        ("f", 4, 3, 4),
        ("f", 5, 5, 5),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "try: pass\n except A:\n  pass",
        "if a:\n  pass\n elif b:\n  pass",
        "match a:\n  case 1:\n   pass",
        "for a in b:\n  pass\n else:\n  pass",
        "with a: pass",
        "return '''\n'''",
    ],
)
def test_end_lines(body: str) -> None:
    source = f"def f():\n {body}\n\n# comment\n"
    assert function(source).end_line == 1 + len(body.splitlines())


def test_mentions_are_the_names_that_are_used_as_values() -> None:
    facts = read_module(
        b"""
__all__ = ["Listed"]
from stores import Imported

class Own(Base):
    held: Held

def f(passed: Passed, text: "Quoted") -> Returned:
    local: Local = None
    if isinstance(passed, Asked):
        raise stores.Raised()
    try:
        return Made()
    except Caught:
        return load("stores.disk:Loaded", lower, "No class, a text")
""",
        "m",
    )
    assert set(facts.mentions) == {"Held", "Passed", "Quoted", "Raised", "Made", "Loaded"}
