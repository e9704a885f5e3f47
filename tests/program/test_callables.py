"""Callables that are passed on, kept, bound, or wrapped by decorators."""

from __future__ import annotations

from tests.program.programs import calls_of, stalled

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


TWO = """
class Slow:
    def run(self): nap()
class Slower:
    def run(self): time.sleep(2)
class Quick:
    def run(self): ...
"""


# --- callables passed ----------------------------------------------------------------------------


def test_a_callable_passed_through_two_frames() -> None:
    source = """
def inner(func): return func()
def outer(func): return inner(func)
async def f(): outer(nap)
async def g(): outer(fast)
async def h(): outer(lambda: nap())
async def i(): outer(lambda: nap)
async def j(): outer(mystery)
"""
    check(source, "f", "h")
    assert chain(source) == ["f", "outer", "inner", "nap", "time.sleep"]


def test_a_helper_that_takes_a_callable_does_not_taint_its_other_users() -> None:
    check(
        """
def apply(func, *args, **kwargs): return func(*args, **kwargs)
def slow_user(): apply(nap)
def fast_user(): apply(fast)
def retry(func):
    for _ in range(3):
        try:
            return apply(func)
        except ValueError:
            pass
async def f(): slow_user()
async def g(): fast_user()
async def h(): retry(fast)
async def i(): retry(nap)
async def j(): apply(func=nap)
""",
        "f",
        "i",
        "j",
    )


def test_a_helper_that_itself_blocks_taints_all() -> None:
    check("def apply(func):\n    nap()\n    return func()\nasync def f(): apply(fast)", "f")


def test_methods_of_what_is_passed() -> None:
    check(
        TWO
        + """
def drive(thing): thing.run()
def twice(thing): drive(thing)
async def f(): twice(Slow())
async def g(): twice(Quick())
""",
        "f",
    )


def test_results_of_callables() -> None:
    check(
        TWO
        + """
def build(factory): return factory()
async def f(): build(Slow).run()
async def g(): build(Quick).run()
async def h(): build(lambda: Slow()).run()
""",
        "f",
        "h",
    )


def test_callables_in_partials_and_bound_methods() -> None:
    check(
        TWO
        + """
def apply(func): return func()
async def f(): apply(functools.partial(nap))
async def g(): apply(Slow().run)
async def h(): apply(Quick().run)
async def i(): apply(functools.partial(fast))
async def j(): functools.partial(apply, nap)()
""",
        "f",
        "g",
        "j",
    )


def test_a_guarded_callable() -> None:
    check(
        """
def apply(func=None):
    if func is not None:
        func()
async def f(): apply(nap)
async def g(): apply()
""",
        "f",
    )


KEPT = """
class Runner:
    def __init__(self, func): self.func = func
    def go(self): self.func()
async def f(): Runner(nap).go()
"""


def test_callables_kept_in_attributes() -> None:
    assert [found.rstrip("?") for found in stalled(HEAD + KEPT)] == ["f"]


def test_callables_kept_in_attributes_are_certain() -> None:
    check(KEPT, "f")


# --- decorators ----------------------------------------------------------------------------------


def test_wrappers_run_what_they_wrap() -> None:
    check(
        """
def logged(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        return func(*args, **kwargs)
    return wrapper
def slowed(func):
    def wrapper():
        nap()
        return func()
    return wrapper
def dropped(func):
    def wrapper(): ...
    return wrapper
def times(n):
    def decorate(func):
        def wrapper(): return func()
        return wrapper
    return decorate
@logged
def a(): nap()
@logged
def b(): ...
@slowed
def c(): ...
@dropped
def d(): nap()
@times(3)
def e(): nap()
@logged
@times(2)
def g(): nap()
@times(2)
def h(): ...
async def fa(): a()
async def fb(): b()
async def fc(): c()
async def fd(): d()
async def fe(): e()
async def fg(): g()
async def fh(): h()
""",
        "fa",
        "fc",
        "fe",
        "fg",
    )


def test_the_wrapper_s_chain_names_wrapper_and_function() -> None:
    source = """
def logged(func):
    def wrapper(): return func()
    return wrapper
@logged
def a(): nap()
async def f(): a()
"""
    assert chain(source) == ["f", "logged.wrapper", "a", "nap", "time.sleep"]


def test_an_unknown_decorator_keeps_the_function_as_likely() -> None:
    check(
        """
@mystery
def a(): nap()
async def f(): a()
async def g():
    @mystery.x(1)
    def b(): nap()
    b()
""",
        "f?",
        "g?",
    )


METHODS = """
def logged(func):
    def wrapper(self): return func(self)
    return wrapper
class Store:
    @logged
    def slow(self): nap()
    @logged
    def quick(self): ...
async def f(): Store().slow()
async def g(): Store().quick()
"""


def test_decorated_methods() -> None:
    assert [found.rstrip("?") for found in stalled(HEAD + METHODS)] == ["f"]


def test_decorated_methods_are_certain() -> None:
    check(METHODS, "f")


def test_a_method_that_its_decorator_drops() -> None:
    check(
        """
def dropped(func):
    def wrapper(self): ...
    return wrapper
class Store:
    @dropped
    def get(self): nap()
async def f(): Store().get()
"""
    )


def test_decorated_coroutines_report_themselves() -> None:
    check(
        """
def logged(func):
    async def wrapper(*args): return await func(*args)
    return wrapper
@logged
async def f(): nap()
@logged
async def g(): ...
async def h(): await f()
""",
        "f",
    )


# --- what callables are called with --------------------------------------------------------------


def test_what_a_helper_calls_a_callable_with() -> None:
    check(
        TWO
        + """
def apply(func, *args, **kwargs): return func(*args, **kwargs)
def on(thing, func): return func(thing)
def runner(thing): thing.run()
async def f(): on(Slow(), lambda thing: thing.run())
async def g(): on(Quick(), lambda thing: thing.run())
async def h(): apply(runner, Slow())
async def i(): apply(runner, Quick())
async def j(): apply(runner, thing=Slow())
async def k(): apply(runner, thing=Quick())
async def m(): sorted([Slow()], key=lambda thing: thing.run())
async def n(): sorted([Quick()], key=lambda thing: thing.run())
async def o(): list(map(runner, [Slow()]))
async def p(): list(map(runner, [Quick()]))
async def q(): apply(apply, runner, Slow())
""",
        "f",
        "h",
        "j",
        "m",
        "o",
        "q",
    )


def test_what_a_wrapper_passes_on() -> None:
    check(
        TWO
        + """
def logged(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs): return func(*args, **kwargs)
    return wrapper
@logged
def run(thing): thing.run()
@logged
def same(thing): return thing
async def f(): run(Slow())
async def g(): run(Quick())
async def h(): run(thing=Slow())
async def i(): same(Slow()).run()
async def j(): same(Quick()).run()
""",
        "f",
        "h",
        "i",
    )


def test_the_arguments_of_a_callable_decide_its_branches() -> None:
    check(
        """
def load(name, fresh):
    if fresh: nap()
def on(func, name): return func(name, False)
def off(func, name): return func(name, True)
async def f(): off(load, "a")
async def g(): on(load, "a")
""",
        "f",
    )


def test_annotated_callables_give_what_they_say() -> None:
    check(
        TWO
        + """
from collections.abc import Awaitable, Callable
Make = Callable[[], Slow]
async def f(make: Callable[..., Slow]): make().run()
async def g(make: Make): make().run()
async def h(make: Callable[[], Awaitable[Slow]]): (await make()).run()
async def i(make: Callable[[], Quick]): make().run()
async def j(make: Callable): make().run()
def first(make: Callable[[], Slow]): make().run()
async def k(): first(Slow)
async def m(): first(mystery)
class Keeper:
    make: Make
    def __init__(self, make: Make, other: Callable[[], Quick]):
        self.make, self.other = make, other
async def n(): Keeper(mystery, mystery).make().run()
async def o(): Keeper(mystery, mystery).other().run()
""",
        "f",
        "g",
        "h",
        "k",
        "m",
        "n",
    )


def test_a_callable_s_annotation_tells_nothing_of_what_it_runs() -> None:
    check(
        """
from collections.abc import Callable
def run(job: Callable[[], int]): return job()
async def f(): run(nap)
async def g(): run(fast)
async def h(job: Callable[[], int]): job()
async def i(): run(mystery)
""",
        "f",
    )


def test_a_default_that_is_a_name() -> None:
    check(
        TWO
        + """
def run(thing=Quick, job=nap): return job()
def make(cls=Slow): return cls()
class Keeper:
    def __init__(self, cls=Slow): self.cls = cls
async def f(): run()
async def g(): run(job=fast)
async def h(): make().run()
async def i(): make(Quick).run()
async def j(): Keeper().cls().run()
""",
        "f",
        "h",
        "j",
    )
