"""Silenced lines in the program: marks go up to the callers, and another way wins."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from asynclint.program.blocking import BlockingCall
from asynclint.program.linked import Program
from tests.program.programs import MAIN, deep, library, names_of, sources_of
from tests.program.projects import PROJECTS
from tests.program.schedules import Shuffled

SEEDS = range(12)


class Lines:
    """Silences by place: `path:line`, with the number of its mark."""

    def __init__(self, places: Mapping[tuple[str, int], int]) -> None:
        self._places = places
        self.modules = {module for module, _ in places}

    def marks(self, module: str, line: int, category: str) -> frozenset[int]:
        mark = self._places.get((module, line))
        return frozenset() if mark is None else frozenset((mark,))


Line = int | tuple[str, int]


def program(files: Mapping[str, str] | str, *lines: Line, seed: int | None = None) -> Program:
    """The program with these lines silenced, of `app.main` or as path and line; marks are line numbers."""
    sources = sources_of(files)
    schedule = None
    if seed is not None:
        random.Random(seed).shuffle(sources)
        schedule = Shuffled(seed)
    placed = [line if isinstance(line, tuple) else (MAIN, line) for line in lines]
    silences = Lines({(path.removesuffix(".py").replace("/", "."), line): line for path, line in placed})
    with deep():
        return Program(sources, names_of(sources), library(), schedule, silences=silences)


def calls(files: Mapping[str, str] | str, *lines: Line, seed: int | None = None) -> list[BlockingCall]:
    found = program(files, *lines, seed=seed).blocking_calls()
    return sorted(found, key=lambda call: (call.path, call.span, call.category))


def test_a_silenced_helper_is_still_reported_through_another_way() -> None:
    source = """
        import time
        def nap(): time.sleep(1)
        def quiet():
            nap()
        def loud(x):
            quiet()
            longer()
        def longer(): longest()
        def longest(): nap()
        async def f(): quiet()
        async def g(x): loud(x)
        """
    found = calls(source, 5)
    assert [(call.span.line, call.silenced) for call in found] == [(11, True), (12, False)]
    assert [hop.line for hop in found[1].chain] == [12, 8, 9, 10, 3]


def test_more_variants_than_are_told_apart_lose_no_unsilenced_way() -> None:
    tests = "\n".join(f"    if x{n}: nap()" for n in range(20))
    params = ", ".join(f"x{n}" for n in range(20))
    source = (
        f"import time\ndef nap(): time.sleep(1)\ndef many({params}):\n{tests}\nasync def f(*a): many(*a)\n"
    )
    lines = list(range(4, 24))
    for kept in (4, 13, 23):
        for seed in (None, *SEEDS):
            (call,) = calls(source, *(line for line in lines if line != kept), seed=seed)
            assert not call.silenced
    (call,) = calls(source, *lines)
    assert call.silenced


def test_marks_are_told_of_what_the_loop_may_run() -> None:
    source = """
        import time
        def nap():
            time.sleep(1)
        def nobody():
            nap()
        async def f():
            nap()
            input()
        """
    assert program(source, 2, 4, 6, 7, 8, 9).silenced() == {(4, "sleep"), (8, "sleep"), (9, "input")}
    assert program(source).silenced() == frozenset()


def test_a_lock_is_silenced_where_all_its_sections_are() -> None:
    source = """
        import threading, time
        from fastapi import FastAPI
        app = FastAPI()
        lock = threading.Lock()
        def one():
            with lock:
                time.sleep(1)
        def two():
            with lock:
                time.sleep(1)
        @app.get("/a")
        def a():
            one()
            two()
        @app.get("/b")
        async def b():
            with lock: pass
        """
    assert [call.silenced for call in calls(source, 8, 11)] == [True]
    assert [call.silenced for call in calls(source, 8)] == [False]
    assert [call.silenced for call in calls(source, 11)] == [False]


@pytest.mark.parametrize("files", [pytest.param(f, id=n) for n, f in PROJECTS.items()])
def test_no_order_changes_what_is_silenced(files: Mapping[str, str]) -> None:
    plain = calls(files)
    chosen = sorted({(hop.path, hop.line) for call in plain for hop in call.chain})[::3]
    first = calls(files, *chosen)
    assert {(c.path, c.span, c.category) for c in first} == {(c.path, c.span, c.category) for c in plain}
    assert any(call.silenced for call in first)
    for seed in SEEDS:
        assert calls(files, *chosen, seed=seed) == first


def test_variants_that_are_joined_keep_the_unsilenced_way() -> None:
    params = ", ".join(f"x{n}" for n in range(9))
    tests = "\n".join(f"        if x{n}: nap()" for n in range(9))
    source = (
        "import time\ndef nap(): time.sleep(1)\n"
        f"def many(x, y, {params}):\n    if x:\n{tests}\n    if y: nap()\nasync def f(*a): many(*a)\n"
    )
    silenced = [*range(5, 13), 14]
    (call,) = calls(source, *silenced)
    assert not call.silenced
    (call,) = calls(source, *silenced, 13)
    assert call.silenced


def test_a_section_that_waits_for_another_lock_wakes_those_that_wait_for_it() -> None:
    source = """
        import threading, time
        from fastapi import FastAPI
        app = FastAPI()
        first = threading.Lock()
        second = threading.Lock()
        def waits():
            with first: pass
        @app.get("/a")
        def a():
            with first:
                time.sleep(1)
                with second: pass
        @app.get("/b")
        def b():
            with second:
                time.sleep(1)
        @app.get("/c")
        async def c(): waits()
        """
    assert [call.silenced for call in calls(source, 12)] == [False]
    assert [call.silenced for call in calls(source, 12, 13)] == [True]
