"""Effects: leaves and the ways to them, how sure, how near."""

from __future__ import annotations

import pytest

from tests.program.programs import calls_of, findings_of, stalled

HEAD = """
import time
import functools
import os
from nowhere import mystery, Strange
def nap(): time.sleep(1)
def fast(): ...
"""


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source) == sorted(expected)


def chain(source: str, function: str = "f") -> list[str]:
    """The functions of the chain of the only finding in `function`, and the leaf."""
    (call,) = [c for c in calls_of(HEAD + source) if c.function == f"app.main.{function}"]
    return [*(hop.function.removeprefix("app.main.") for hop in call.chain), call.chain[-1].callee]


# --- ways ----------------------------------------------------------------------------------------


def test_direct_and_through_frames() -> None:
    assert chain("async def f(): time.sleep(1)") == ["f", "time.sleep"]
    assert chain("def b(): nap()\ndef a(): b()\nasync def f(): a()") == ["f", "a", "b", "nap", "time.sleep"]


def test_the_hops_of_a_chain() -> None:
    (call,) = calls_of(
        {
            "app/main.py": "from app.far import go\nasync def f():\n    go()\n",
            "app/far.py": HEAD + "def go(): nap()\n",
        }
    )
    assert [(h.path, h.line, h.function, h.callee) for h in call.chain] == [
        ("app/main.py", 3, "app.main.f", "app.far.go"),
        ("app/far.py", 8, "app.far.go", "app.far.nap"),
        ("app/far.py", 6, "app.far.nap", "time.sleep"),
    ]
    assert [(r.callable, r.path, r.line) for r in call.root_causes] == [("time.sleep", "app/far.py", 6)]


def test_recursion_ends() -> None:
    source = "def a(n):\n    if n: a(n - 1)\n    nap()\nasync def f(): a(3)"
    assert chain(source) == ["f", "a", "nap", "time.sleep"]


def test_mutual_recursion_ends_and_every_member_blocks() -> None:
    check(
        """
def a(n): b(n)
def b(n): c(n)
def c(n):
    if n: a(n)
    nap()
def x(n): y(n)
def y(n): x(n)
async def f(): a(1)
async def g(): b(1)
async def h(): c(1)
async def quiet(): x(1)
""",
        "f",
        "g",
        "h",
    )
    source = "def a(n): b(n)\ndef b(n):\n    a(n)\n    nap()\nasync def f(): a(1)"
    assert chain(source) == ["f", "a", "b", "nap", "time.sleep"]


def test_the_shortest_way_is_shown() -> None:
    source = """
def far(): further()
def further(): furthest()
def furthest(): end()
def near(): end()
def end(): time.sleep(1)
def both():
    far()
    near()
async def f(): both()
"""
    assert chain(source) == ["f", "both", "near", "end", "time.sleep"]


def test_several_leaves_of_one_category_are_one_finding() -> None:
    source = "def two():\n    time.sleep(1)\n    nap()\nasync def f(): two()"
    (call,) = calls_of(HEAD + source)
    causes = [(cause.callable, cause.line) for cause in call.root_causes]
    assert causes == [("time.sleep", 9), ("time.sleep", 6)]


def test_categories_are_reported_apart() -> None:
    source = "def two():\n    nap()\n    os.system('x')\nasync def f(): two()"
    assert findings_of(HEAD + source) == ["f: two -> time.sleep", "f: two -> os.system"]
    assert [call.category for call in calls_of(HEAD + source)] == ["sleep", "subprocess"]


def test_the_innermost_asynchronous_frame_reports() -> None:
    check("async def inner(): nap()\nasync def outer(): await inner()\nasync def f(): await outer()", "inner")


def test_a_function_that_nobody_calls_on_the_loop_is_silent() -> None:
    check("def a(): nap()\ndef b(): a()\nclass C:\n    def m(self): nap()\nnap()")


# --- how sure ------------------------------------------------------------------------------------

TWO = """
class Slow:
    def run(self): nap()
class Slower:
    def run(self): time.sleep(2)
class Quick:
    def run(self): ...
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("async def f(x: Slow): x.run()", ["f"]),
        ("async def f(x: Slow | None): x.run()", ["f"]),
        ("async def f(x: Slow | Slower): x.run()", ["f"]),
        ("async def f(x: Slow | Quick): x.run()", ["f?"]),
        ("async def f(x: Slow | Strange): x.run()", ["f?"]),
        ("async def f(x: Quick): x.run()", []),
        ("async def f(x: Strange): x.run()", []),
        ("async def f(c):\n    (nap if c else fast)()", ["f?"]),
        ("async def f(c):\n    (nap if c else mystery)()", ["f?"]),
        ("async def f(c):\n    if c: nap()", ["f"]),
        ("def go(x: Slow | Quick): x.run()\nasync def f(x): go(x)", ["f?"]),
        ("def go(x: Slow | Quick):\n    x.run()\n    nap()\nasync def f(x): go(x)", ["f"]),
    ],
)
def test_certain_and_likely(body: str, expected: list[str]) -> None:
    assert stalled(HEAD + TWO + body) == expected


def test_the_surer_way_goes_before_the_nearer() -> None:
    source = (
        TWO
        + """
def unsure(x: Slow | Quick): x.run()
def deep(): deeper()
def deeper(): nap()
def both(x):
    unsure(x)
    deep()
async def f(x): both(x)
"""
    )
    assert chain(source) == ["f", "both", "deep", "deeper", "nap", "time.sleep"]


def test_unannotated_parameters_have_the_types_that_calls_pass() -> None:
    check(
        TWO
        + """
def only(x): x.run()
def mixed(x): x.run()
async def f(): only(Slow())
async def g(): mixed(Slow())
async def h(): mixed(Quick())
""",
        "f",
        "g",
    )


def test_one_of_two_classes_passed_is_likely() -> None:
    check(
        TWO
        + """
def drive(x): x.run()
def apply(func): func()
async def f(c): drive(Slow() if c else Quick())
async def g(c): apply(nap if c else fast)
async def h(c): drive(Slow() if c else Slower())
""",
        "f?",
        "g?",
        "h",
    )


def test_elements_of_elements() -> None:
    check(
        TWO
        + """
def make(flag):
    if flag: return {"a": [Quick()]}
    return {"a": [Quick(), Slow()]}
async def f(c):
    for some in make(c).values():
        for one in some: one.run()
""",
        "f?",
    )
