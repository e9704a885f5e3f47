"""What a constant names: attributes, modules, and the names that a module gives on demand."""

from __future__ import annotations

from tests.program.programs import stalled

HEAD = """
import time
import importlib
class Slow:
    def run(self): time.sleep(1)
    @property
    def late(self): time.sleep(1)
class Quick:
    def run(self): ...
"""


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source) == sorted(expected)


def test_attributes_by_a_constant_name() -> None:
    check(
        """
NAME = "run"
async def f(): getattr(Slow(), "run")()
async def g(): getattr(Slow(), NAME)()
async def h(): getattr(Slow(), "run", None)()
async def i(): getattr(Quick(), "run")()
async def j(): getattr(Slow(), "other", None)
async def k(): getattr(Slow(), "late")
async def m(): hasattr(Slow(), "late")
async def n(): getattr(Slow(), "run")
""",
        "f",
        "g",
        "h",
        "k",
        "m",
    )


def test_attributes_by_any_name_are_unknown() -> None:
    check(
        """
async def f(name): getattr(Slow(), name)()
async def g(name):
    for name in ("walk", name): getattr(Slow(), name)()
def by(thing, name): return getattr(thing, name)
async def h(): by(Quick(), "late")
"""
    )


def test_attributes_that_are_set_by_name() -> None:
    check(
        """
class Holder:
    def __init__(self):
        setattr(self, "one", Slow())
        object.__setattr__(self, "two", Slow())
        super().__setattr__("three", Quick())
    def __getattr__(self, name): time.sleep(1)
class Plain: ...
plain = Plain()
setattr(plain, "thing", Slow())
async def f(): Holder().one.run()
async def g(): Holder().two.run()
async def h(): Holder().three.run()
async def i(): plain.thing.run()
async def j(): Holder().four
""",
        "f",
        "g",
        "i",
        "j",
    )


def test_attributes_that_are_deleted() -> None:
    check(
        """
class Row:
    @property
    def name(self): return ""
    @name.deleter
    def name(self): time.sleep(1)
class Remote:
    def __delattr__(self, name): time.sleep(1)
async def f():
    row = Row()
    del row.name
async def g():
    remote = Remote()
    del remote.name
async def h(): delattr(Remote(), "name")
async def i():
    quick = Quick()
    del quick.name
""",
        "f",
        "g",
        "h",
    )


def test_modules_by_name() -> None:
    files = {
        "app/__init__.py": "",
        "app/work.py": "import time\ndef slow(): time.sleep(1)\n",
        "app/main.py": HEAD
        + """
one = importlib.import_module("app.work")
two = importlib.import_module(".work", __package__)
three = importlib.import_module("app.other")
async def f(): one.slow()
async def g(): two.slow()
async def h(): three.slow()
async def i(name): importlib.import_module(name).slow()
""",
    }
    assert stalled(files) == ["f", "g"]


LAZY = """
import importlib
_TABLE = {"Table": "app.lazy.impl", "Pair": ("app.lazy.impl", "Slow"), "Near": ".impl"}
def __getattr__(name):
    if name == "One":
        from app.lazy.impl import One
        return One
    elif name in ("Two", "Three"):
        from app.lazy import impl
        return getattr(impl, name)
    if name in _TABLE:
        return load(name)
    raise AttributeError(name)
def load(name): return getattr(importlib.import_module(_TABLE[name]), name)
"""
IMPL = (
    HEAD
    + "".join(f"class {name}(Slow): ...\n" for name in ("One", "Two", "Table", "Near"))
    + "class Three(Quick): ..."
)


def test_names_that_a_module_gives_on_demand() -> None:
    files = {
        "app/lazy/__init__.py": LAZY,
        "app/lazy/impl.py": IMPL,
        "app/main.py": """
from app import lazy
from app.lazy import One, Table
async def f(): One().run()
async def g(): lazy.Two().run()
async def h(): lazy.Three().run()
async def i(): Table().run()
async def j(thing: lazy.Pair): thing.run()
async def k(thing: lazy.Near): thing.run()
async def m(): lazy.Missing().run()
class Mine(One): ...
async def n(): Mine().run()
""",
    }
    assert stalled(files) == ["f", "g", "i", "j", "k", "n"]
