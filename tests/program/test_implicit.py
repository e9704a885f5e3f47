"""What Python calls where no call is written: truth, texts, operators in place, descriptors."""

from __future__ import annotations

import pytest

from tests.program.programs import findings_of, stalled

HEAD = """
import time
class Slow:
    def __bool__(self): time.sleep(1); return True
    def __str__(self): time.sleep(1); return ""
class Sized:
    def __len__(self): time.sleep(1); return 1
class Both(Sized):
    def __bool__(self): return True
class Shown:
    def __repr__(self): time.sleep(1); return ""
class Formatted(Shown):
    def __format__(self, spec): return ""
class Plain: ...
slow, sized, both, shown, formatted, plain = Slow(), Sized(), Both(), Shown(), Formatted(), Plain()
"""


@pytest.mark.parametrize(
    "body",
    [
        "if slow: pass",
        "if sized: pass",
        "if not slow: pass",
        "if plain and slow: pass",
        "while sized: pass",
        "assert slow",
        "return 1 if slow else 2",
        "return slow or plain",
        "return slow and plain",
        "return not slow",
        "return [1 for _ in 'ab' if slow]",
        "if (found := slow): pass\n    if found: pass",
        "return bool(sized)",
        "return f'{slow}'",
        "return f'{shown}'",
        "return f'{slow!s}'",
        "return f'{shown!r}'",
        "return f'{shown!a}'",
        "return f'{shown=}'",
        "return f'{slow:>10}'",
        "return f'{plain:>{shown}}'",
        "return str(shown)",
        "return format(slow)",
    ],
)
def test_truth_and_texts_run_methods(body: str) -> None:
    assert stalled(f"{HEAD}async def f():\n    {body}") == ["f"]


@pytest.mark.parametrize(
    "body",
    [
        "if both: pass",
        "if plain: pass",
        "if slow is None: pass",
        "return plain or slow",
        "return f'{plain} {formatted}'",
        "return f'{slow!r}'",
        "return f'{slow=}'",
        "return format(formatted, '>10')",
        "return [slow, f'{1}', slow]",
    ],
)
def test_truth_and_texts_that_ask_for_nothing_slow(body: str) -> None:
    assert stalled(f"{HEAD}async def f():\n    {body}") == []


def test_none_is_no_alternative_and_another_class_is() -> None:
    source = """
def one(x): return Slow() if x else None
def other(x): return Slow() if x else Plain()
async def f(x):
    found = one(x)
    if found: pass
async def g(x):
    found = other(x)
    if found: pass
"""
    assert findings_of(HEAD + source) == ["f: found -> time.sleep", "g: found -> time.sleep?"]


def test_the_place_is_the_name_that_is_tested() -> None:
    source = "async def f(x):\n    if x and slow:\n        return f'{plain} {slow}'"
    assert findings_of(HEAD + source) == ["f: slow -> time.sleep", "f: slow -> time.sleep"]


def test_what_a_name_is_tested_for_still_narrows() -> None:
    source = """
class Client:
    def load(self): time.sleep(1)
async def f(client: Client | None = None):
    if not client: return
    client.load()
async def g(client: Client | None = None):
    if client: return
    client.load()
"""
    assert stalled(HEAD + source) == ["f"]


AMOUNT = """
import time
class Amount:
    def __iadd__(self, other): time.sleep(1); return self
    def __radd__(self, other): time.sleep(1); return self
    def __sub__(self, other): time.sleep(1); return self
class Quick:
    def __iadd__(self, other): return self
    def __add__(self, other): time.sleep(1); return self
    def __radd__(self, other): return self
"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a = Amount()\n    a += 1", True),
        ("a = Amount()\n    a -= 1", True),
        ("return 1 + Amount()", True),
        ("return 'a' + Amount()", True),
        ("return [1] + Amount()", True),
        ("a = Quick()\n    a += 1", False),
        ("return 1 + Quick()", False),
        ("return Amount() + Quick()", False),
        ("a = 1\n    a += 2\n    return a", False),
    ],
)
def test_operators_in_place_and_reflected(body: str, found: bool) -> None:
    assert bool(findings_of(f"{AMOUNT}async def f():\n    {body}")) is found


def test_descriptors_are_set() -> None:
    source = """
import time
class Kept:
    def __set__(self, instance, value): time.sleep(1)
class Quick:
    def __set__(self, instance, value): self.value = value
class Model:
    kept = Kept()
    quick = Quick()
async def f(): Model().kept = 1
async def g(): Model().quick = 1
"""
    assert stalled(source) == ["f"]


def test_await_runs_the_plain_part() -> None:
    source = """
import asyncio, time
class Plain:
    def __await__(self):
        time.sleep(1)
        return asyncio.sleep(1).__await__()
class Generator:
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        time.sleep(1)
class Quick:
    def __await__(self): return asyncio.sleep(1).__await__()
async def f(): await Plain()
async def g(): await Generator()
async def h(): await Quick()
async def i(): return Plain()
"""
    assert stalled(source) == ["f", "g"]


def test_definitions_inside_a_function() -> None:
    source = """
import time
def slow(x): time.sleep(1); return x
def quick(x): return x
async def f():
    @slow
    class C: ...
async def g():
    @quick
    class C: ...
    return lambda x=quick(1): slow(x)
async def h(): return lambda x=slow(1): x
async def i():
    def inner(x=slow(1)): ...
async def j():
    def inner(x=1): slow(x)
"""
    assert stalled(source) == ["f", "h", "i"]
