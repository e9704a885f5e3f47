"""Lazy things: nothing runs when they are made, all of it where they are consumed."""

from __future__ import annotations

from tests.program.programs import calls_of, stalled

HEAD = """
import asyncio
import time
from contextlib import asynccontextmanager, contextmanager
def nap(): time.sleep(1)
def rows():
    nap()
    yield 1
def quick():
    yield 1
"""


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source) == sorted(expected)


def test_calling_a_generator_runs_nothing() -> None:
    check("async def f(): rows()\nasync def g():\n    x = rows()\n    return x")


def test_consuming_runs_it() -> None:
    check(
        """
async def a():
    for _ in rows(): pass
async def b(): list(rows())
async def c(): next(rows())
async def d(): return [r for r in rows()]
async def e(): return {r: 1 for r in rows()}
async def f(): return tuple(rows())
async def g(): return sum(rows())
async def h(): return [*rows()]
async def i(): return 1 in rows()
async def j():
    for i, r in enumerate(rows()): pass
async def quiet(): return [r for r in quick()]
""",
        *"abcdefghij",
    )


def test_the_place_is_where_it_is_consumed() -> None:
    (call,) = calls_of(HEAD + "async def f():\n    x = rows()\n    for _ in x:\n        pass\n")
    assert (call.span.line, call.callee, call.chain[0].callee) == (13, "x", "app.main.rows")


def test_yield_from_and_generators_of_generators() -> None:
    check(
        """
def outer(): yield from rows()
def third():
    for r in outer(): yield r
def kept(): yield rows()
async def f(): list(outer())
async def g(): list(third())
async def h(): list(kept())
async def i():
    for inner in kept():
        for _ in inner: pass
async def quiet(): third()
""",
        "f",
        "g",
        "i",
    )


def test_a_generator_returned_by_a_helper() -> None:
    check(
        """
def make(): return rows()
async def f():
    for _ in make(): pass
async def quiet(): make()
""",
        "f",
    )


def test_generator_expressions_are_lazy() -> None:
    check(
        """
async def f():
    g = (nap() for _ in range(3))
    return g
async def g():
    for _ in (nap() for _ in range(3)): pass
async def h():
    list(nap() for _ in range(3))
async def i():
    x = (1 for _ in rows_now())
def rows_now():
    nap()
    return [1]
""",
        "g",
        "h",
        # The first iterable is evaluated at once.
        "i",
    )


def test_generator_expressions_passed_to_a_thread() -> None:
    check("async def f(): await asyncio.to_thread(list, (nap() for _ in range(3)))")


def test_generators_passed_to_helpers() -> None:
    check(
        """
def consume(items):
    for _ in items: pass
def keep(items): return items
async def f(): consume(rows())
async def g(): keep(rows())
async def h(): consume(quick())
async def i(): consume(keep(rows()))
async def j(): consume([1, 2])
""",
        "f",
        "i",
    )


def test_asynchronous_generators_report_themselves() -> None:
    check(
        """
async def stream():
    nap()
    yield 1
async def f():
    async for _ in stream(): pass
""",
        "stream",
    )


def test_context_managers_run_at_the_with() -> None:
    check(
        """
@contextmanager
def locked():
    nap()
    yield 1
@contextmanager
def leaving():
    yield 1
    nap()
@contextmanager
def light():
    yield 1
async def f():
    with locked(): pass
async def g():
    with leaving() as x: pass
async def h():
    with light(): pass
async def quiet():
    return locked()
""",
        "f",
        "g",
    )


def test_what_a_context_manager_gives() -> None:
    check(
        """
class Slow:
    def run(self): nap()
@contextmanager
def opened():
    yield Slow()
@asynccontextmanager
async def opened_later():
    yield Slow()
async def f():
    with opened() as x: x.run()
async def g():
    async with opened_later() as x: x.run()
""",
        "f",
        "g",
    )


def test_classes_with_enter_and_exit() -> None:
    check(
        """
class In:
    def __enter__(self): nap()
    def __exit__(self, *args): ...
class Out:
    def __enter__(self): return self
    def __exit__(self, *args): nap()
class Both:
    async def __aenter__(self): return self
    async def __aexit__(self, *args): ...
    def __enter__(self): nap()
    def __exit__(self, *args): ...
async def f():
    with In(): pass
async def g():
    with Out(): pass
async def h():
    async with Both(): pass
""",
        "f",
        "g",
    )


def test_classes_that_iterate() -> None:
    check(
        """
class Iter:
    def __iter__(self):
        nap()
        yield 1
class Step:
    def __iter__(self): return self
    def __next__(self): nap()
class Items:
    def __getitem__(self, i): nap()
async def f():
    for _ in Iter(): pass
async def g():
    for _ in Step(): pass
async def h():
    for _ in Items(): pass
async def quiet():
    iter(Iter())
""",
        "f",
        "g",
        "h",
    )


def test_coroutines_that_are_kept_report_themselves_once() -> None:
    check("async def slow(): nap()\nasync def f():\n    c = slow()\n    await c", "slow")


def test_unpacking_consumes() -> None:
    source = "async def f():\n    x, = rows()\nasync def g():\n    x, *y = rows()\n"
    check(source + "async def h(): print(*rows())", "f", "g", "h")


HANDED = """
def each(func):
    yield func()
def consume(func): return list(each(func))
def quick_one(): ...
async def f(): consume(nap)
async def g(): consume(quick_one)
"""


def test_a_lazy_call_of_a_parameter_in_a_loop() -> None:
    check(HANDED.replace("return list(each(func))", "return [x for x in each(func)]"), "f")


def test_a_lazy_call_of_a_parameter_consumed_by_a_stub() -> None:
    check(HANDED, "f")


def test_a_context_manager_that_gives_what_it_got() -> None:
    check("@contextmanager\ndef kept(func): yield func\nasync def f():\n    with kept(nap) as g: g()\n", "f")


def test_what_is_zipped_is_no_element_of_the_list() -> None:
    source = """
import time
from fastapi import FastAPI
app = FastAPI()
def rows():
    time.sleep(1)
    yield 1
@app.get("/")
async def f(): return list(zip(rows(), "ab"))
@app.get("/made")
async def g(): return zip("ab", "cd")
"""
    assert stalled(source) == ["f"]
