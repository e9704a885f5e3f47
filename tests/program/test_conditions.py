"""Conditions: what holds in a branch, and which branches cannot be taken."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import time
from typing import Any, Literal, Optional, Union, TypeGuard, TypeIs
from nowhere import anything, Strange

class Slow:
    def run(self): time.sleep(1)
class Slower(Slow):
    def extra(self): time.sleep(1)
class Quick:
    def run(self): ...
class Odd:
    def __bool__(self): return False
    def run(self): time.sleep(1)
def nap(): time.sleep(1)
def is_slow(x) -> TypeGuard[Slow]: ...
def is_quick(x) -> TypeIs[Quick]: ...
"""


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "source", "bad"),
    [
        ("isinstance keeps", "if isinstance(x, Slow): x.run()", True),
        ("isinstance drops", "if isinstance(x, Quick): x.run()", False),
        ("else of isinstance drops", "if isinstance(x, Slow): pass\n    else: x.run()", False),
        ("not isinstance", "if not isinstance(x, Slow): x.run()", False),
        ("early return", "if isinstance(x, Slow): return\n    x.run()", False),
        ("early raise", "if not isinstance(x, Slow): raise ValueError\n    x.run()", True),
        ("tuple of classes", "if isinstance(x, (Slow, Quick)): x.run()", True),
        ("tuple of others", "if isinstance(x, (Odd, Quick)): x.run()", False),
        ("and", "if x and isinstance(x, Quick): x.run()", False),
        ("short circuit", "isinstance(x, Quick) and x.run()", False),
        ("short circuit holds", "isinstance(x, Slow) and x.run()", True),
        ("conditional expression", "x.run() if isinstance(x, Quick) else None", False),
        ("assert", "assert isinstance(x, Quick)\n    x.run()", False),
        ("type guard", "if is_slow(x): x.run()", True),
        ("type guard of another", "if is_quick(x): x.run()", False),
        ("while", "while isinstance(x, Quick): x.run()", False),
        ("comprehension", "[x.run() for y in (1,) if isinstance(x, Quick)]", False),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value and ":" not in value else "",
)
def test_narrowing_of_a_union(name: str, source: str, bad: bool) -> None:
    found = stalled(f"{HEAD}async def f(x: Union[Slow, Quick]):\n    {source}\n")
    assert [item.rstrip("?") for item in found] == (["f"] if bad else []), name


def test_without_a_test_a_union_is_only_likely() -> None:
    check("async def f(x: Slow | Quick): x.run()\nasync def g(x: Slow | None): x.run()", "f?", "g")


def test_isinstance_makes_a_narrowed_call_certain() -> None:
    check("async def f(x: Slow | Quick):\n    if isinstance(x, Slow): x.run()", "f")


def test_isinstance_tells_the_class_of_an_unknown() -> None:
    check("async def f(x):\n    if isinstance(x, Slow): x.run()\nasync def g(x: Any): x.run()", "f")


def test_isinstance_goes_down_to_a_subclass() -> None:
    check(
        """
async def f(x: Slow):
    if isinstance(x, Slower):
        x.extra()
async def g(x: Quick):
    if isinstance(x, Slower):
        x.extra()
""",
        "f",
    )


def test_an_unknown_class_in_isinstance_narrows_nothing() -> None:
    check("async def f(x: Slow):\n    if isinstance(x, Strange): x.run()\n    else: pass", "f")


@pytest.mark.parametrize(
    ("test", "bad"),
    [
        ("x is None", False),
        ("x is not None", True),
        ("not x", False),
        ("x", True),
        ("x == None", False),
        ("not (x is None)", True),
        ("x is None or x is not None", True),
        ("x is None and x is not None", False),
    ],
)
def test_none_in_a_union(test: str, bad: bool) -> None:
    source = f"async def f(x: Optional[Slower]):\n    if {test}:\n        x.run()\n"
    assert stalled(HEAD + source) == (["f"] if bad else [])


def test_an_object_with_a_truth_of_its_own_may_be_false() -> None:
    check("async def f(x: Odd):\n    if not x: x.run()\nasync def g(x: Slower):\n    if not x: x.run()", "f")


def test_a_branch_over_a_value_that_is_always_none_is_dead() -> None:
    check(
        """
NOTHING = None
async def f():
    x = None
    if x is not None:
        nap()
async def g():
    x = None
    if x is None:
        return
    nap()
async def h():
    x = None
    x = x or Slow()
    if x is not None:
        nap()
""",
        "h",
    )


def test_constants_decide_branches() -> None:
    check(
        """
async def f():
    mode = "quick"
    if mode == "slow":
        nap()
async def g():
    mode = "slow"
    if mode == "slow":
        nap()
async def h():
    mode = "quick"
    if mode in ("slow", "slower"):
        nap()
async def i(more):
    mode = "quick"
    if more:
        mode = "slow"
    if mode != "quick":
        nap()
async def j():
    if False:
        nap()
""",
        "g",
        "i",
    )


LITERALS = """
def mode() -> Literal["a", "b"]: ...
async def f():
    m = mode()
    if m == "c":
        nap()
async def g():
    m = mode()
    if m == "b":
        nap()
async def h():
    m = mode()
    if m not in ("a", "b"):
        nap()
"""


def test_literal_annotations_decide_branches() -> None:
    check(LITERALS, "g")


def test_literal_annotations_of_parameters_decide_branches() -> None:
    source = LITERALS.replace("    m = mode()\n", "").replace("():", "(m: Literal['a', 'b']):")
    check(source, "g")


def test_text_order_counts() -> None:
    check(
        """
async def f():
    x = Quick()
    x.run()
    x = Slow()
async def g():
    x = Quick()
    x = Slow()
    x.run()
async def h(c):
    if c:
        x = Slow()
    else:
        x = Quick()
    x.run()
async def loop():
    x = Quick()
    for _ in range(3):
        x.run()
        x = Slow()
""",
        "g",
        "h?",
        "loop?",
    )


def test_code_behind_an_end_is_dead() -> None:
    check(
        """
async def f():
    return
    nap()
async def g():
    raise ValueError
    nap()
async def h(c):
    if c:
        return 1
    else:
        return 2
    nap()
async def i():
    while True:
        await anything()
    nap()
async def j():
    while True:
        break
    nap()
async def k():
    for _ in ():
        continue
    nap()
async def l():
    try:
        return
    finally:
        nap()
async def m():
    try:
        anything()
    except ValueError:
        return
    nap()
async def n():
    try:
        return
    except ValueError:
        nap()
""",
        "j",
        "k",
        "l",
        "m",
        "n",
    )


def test_walrus_narrows() -> None:
    check(
        """
def maybe() -> Optional[Slow]: ...
async def f():
    if (x := maybe()) is None:
        x.run()
async def g():
    if x := maybe():
        x.run()
""",
        "g",
    )


def test_match_narrows_by_class() -> None:
    check(
        """
async def f(x: Slow | Quick):
    match x:
        case Quick():
            pass
        case Slow() as y:
            y.run()
async def g(x: Slow | Quick):
    match x:
        case Quick() as y:
            y.run()
""",
        "f",
    )


def test_type_guards_of_typing_extensions() -> None:
    check(
        """
from typing_extensions import TypeIs as Is
def is_fast(x) -> Is[Quick]: ...
async def f(x: Slow | Quick):
    if is_fast(x): x.run()
"""
    )


def test_the_value_of_some_member_of_an_enumeration_is_not_known() -> None:
    found = stalled(
        """
        import enum, time
        from typing import Optional
        class System(enum.Enum):
            AWS = "aws"
            LOCAL = "local"
        chosen: Optional[System] = None
        def choose(system: System):
            global chosen
            chosen = system
        def read(manager: str):
            if manager == "aws":
                time.sleep(1)
        async def some():
            system = chosen
            manager = "local"
            if system is not None:
                manager = system.value
            read(manager)
        async def local():
            read("local")
        """
    )
    assert found == ["some"]
