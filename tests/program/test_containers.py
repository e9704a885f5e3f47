"""What containers hold: by key, and what is put into them after they were made."""

from __future__ import annotations

import pytest

from tests.program.programs import findings_of, stalled

HEAD = """
import time
from collections import defaultdict, deque
from nowhere import mystery
class Slow:
    def run(self): time.sleep(1)
class Quick:
    def run(self): ...
"""


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source) == sorted(expected)


# --- by key --------------------------------------------------------------------------------------


def test_a_constant_key_tells_what_a_dictionary_holds() -> None:
    check(
        """
TABLE = {"slow": Slow(), "quick": Quick()}
async def f(): TABLE["slow"].run()
async def g(): TABLE["quick"].run()
async def h(): TABLE.get("slow").run()
async def i(): TABLE.get("quick").run()
async def j(key): TABLE[key].run()
async def k(): TABLE["other"].run()
async def m(): TABLE.pop("quick").run()
async def n():
    key = "quick"
    TABLE[key].run()
async def o():
    for each in TABLE.values(): each.run()
""",
        "f",
        "h",
        "j?",
        "o?",
    )


def test_keys_in_nested_dictionaries_and_through_a_spread() -> None:
    check(
        """
BASE = {"a": Slow(), "b": Quick()}
TABLE = {**BASE, "b": Quick(), "in": {"a": Quick(), "b": Slow()}}
async def f(): TABLE["a"].run()
async def g(): TABLE["b"].run()
async def h(): TABLE["in"]["a"].run()
async def i(): TABLE["in"]["b"].run()
""",
        "f",
        "i",
    )


def test_a_key_that_is_set_later_counts_beside_the_display() -> None:
    check(
        """
TABLE = {"a": Quick(), "b": Quick()}
def setup(): TABLE["a"] = Slow()
async def f(): TABLE["a"].run()
async def g(): TABLE["b"].run()
""",
        "f?",
    )


def test_an_unknown_key_that_is_set_counts_for_all_keys() -> None:
    check(
        """
TABLE = {"a": Quick()}
def setup(key): TABLE[key] = Slow()
async def f(): TABLE["a"].run()
""",
        "f?",
    )


def test_a_dictionary_of_a_parameter_stays_open() -> None:
    check(
        """
async def f(found: dict, key):
    found["a"] = Slow()
    found[key].run()
async def g(found: dict):
    found["a"] = Quick()
    found["b"].run()
""",
        "f?",
    )


def test_keyword_arguments_are_told_apart_by_name() -> None:
    check(
        """
def call(func, **kwargs): return func(**kwargs)
def first(one, two): one.run()
def second(one, two): two.run()
async def f(): call(first, one=Slow(), two=Quick())
async def g(): call(second, two=Quick(), one=Slow())
"""[1:],
        "f",
    )


# --- filled later --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fill",
    [
        "THINGS.append(Slow())",
        "THINGS.insert(0, Slow())",
        "THINGS.extend([Slow()])",
        "THINGS[0] = Slow()",
    ],
)
def test_lists_of_a_module(fill: str) -> None:
    check(f"THINGS = []\ndef setup(): {fill}\nasync def f():\n    for each in THINGS: each.run()\n", "f?")


@pytest.mark.parametrize(
    "fill",
    [
        "THINGS[key] = Slow()",
        "THINGS.setdefault(key, Slow())",
        "THINGS.update({key: Slow()})",
        "THINGS.update(a=Slow())",
    ],
)
def test_dictionaries_of_a_module(fill: str) -> None:
    check(f"THINGS = {{}}\ndef setup(key): {fill}\nasync def f(key): THINGS[key].run()\n", "f?")


def test_what_only_looks_something_up_puts_nothing_in() -> None:
    check(
        """
THINGS = {}
def setup(key):
    THINGS.get(Slow())
    THINGS.pop(key, Slow())
    return Slow() in THINGS
async def f(key):
    THINGS[key].run()
    for each in THINGS: each.run()
"""
    )


def test_containers_of_objects_and_classes() -> None:
    check(
        """
class Registry:
    known = {}
    def __init__(self): self.mine = []
    def add(self, thing):
        self.known["thing"] = thing
        self.mine.append(thing)
registry = Registry()
registry.add(Slow())
async def f(): registry.known["thing"].run()
async def g():
    for each in registry.mine: each.run()
async def h(): Registry.known["thing"].run()
""",
        "f",
        "g?",
        "h",
    )


def test_containers_in_another_module() -> None:
    files = {
        "app/registry.py": "THINGS = {}\nOTHERS = []\n",
        "app/names.py": "from app.registry import OTHERS as MORE\n",
        "app/main.py": HEAD
        + """
from app.registry import THINGS
from app import registry, names
THINGS["a"] = Slow()
names.MORE.append(Slow())
async def f(): registry.THINGS["a"].run()
async def g():
    for each in registry.OTHERS: each.run()
""",
    }
    assert stalled(files) == ["f", "g?"]


def test_containers_inside_containers() -> None:
    check(
        """
GROUPS = {"a": [], "b": []}
def setup(): GROUPS["a"].append(Slow())
async def f():
    for each in GROUPS["a"]: each.run()
async def g():
    for each in GROUPS["b"]: each.run()
""",
        "f?",
    )


def test_local_containers() -> None:
    check(
        """
async def f():
    things = []
    things.append(Slow())
    things[0].run()
async def g():
    things = []
    things.append(Quick())
    things[0].run()
""",
        "f?",
    )


def test_classes_that_a_decorator_registers() -> None:
    check(
        """
REGISTRY = {}
def register(name):
    def decorate(cls):
        REGISTRY[name] = cls
        return cls
    return decorate
def plain(cls):
    REGISTRY["plain"] = cls
    return cls
@register("a")
class A(Slow): ...
@plain
class B(Slow): ...
async def f(name): REGISTRY[name]().run()
async def g(): A().run()
async def h(): B().run()
""",
        "f?",
        "g",
        "h",
    )


def test_a_container_of_plain_data_stays_what_it_was() -> None:
    assert findings_of(
        """
import time
STATE = {"mode": "fast"}
def change(): STATE["mode"] = "slow"
async def f():
    if STATE["mode"] == "slow": time.sleep(1)
"""
    ) == ["f: time.sleep -> time.sleep"]
