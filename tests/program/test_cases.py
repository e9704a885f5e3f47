"""Cases: what a helper gives is tied to the arguments of the call."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import inspect
import time
import requests
def nap(): time.sleep(1)
class Fast:
    def run(self): pass
class Slow:
    def run(self): nap()
"""

PICK = {
    "early returns": "def pick(name):\n    if name == 'fast':\n        return Fast()\n    return Slow()\n",
    "one way out": "def pick(name):\n    made = Slow()\n    if name == 'fast':\n        made = Fast()\n"
    "    return made\n",
    "a conditional expression": "def pick(name):\n    return Fast() if name == 'fast' else Slow()\n",
    "a chain": "def pick(name):\n    if name == 'other':\n        made = None\n    elif name == 'fast':\n"
    "        made = Fast()\n    else:\n        made = Slow()\n    return made\n",
    "in a try": "def pick(name):\n    try:\n        if name == 'fast':\n            return Fast()\n"
    "    except ValueError:\n        raise\n    return Slow()\n",
    "a match": "def pick(name):\n    match name:\n        case 'fast':\n            return Fast()\n"
    "        case _:\n            return Slow()\n",
    "a declared result": "class Base: pass\nclass Fast(Base):\n    def run(self): pass\n"
    "class Slow(Base):\n    def run(self): nap()\ndef pick(name: str) -> Base:\n    if name == 'fast':\n"
    "        return Fast()\n    return Slow()\n",
}


@pytest.mark.parametrize("pick", PICK.values(), ids=PICK.keys())
def test_arguments_choose_what_a_helper_gives(pick: str) -> None:
    source = HEAD + pick + "async def fast(): pick('fast').run()\nasync def slow(): pick('slow').run()\n"
    assert stalled(source) == ["slow"]


@pytest.mark.parametrize(
    "call",
    [
        "async def f(name: str): pick(name).run()",
        "import unknown\nasync def f(): pick(unknown.NAME).run()",
        "async def f(*names): pick(*names).run()",
    ],
)
def test_arguments_that_are_not_known_choose_nothing(call: str) -> None:
    assert stalled(HEAD + PICK["early returns"] + call) == ["f?"]


def test_what_was_assigned_anew_is_no_argument() -> None:
    pick = PICK["early returns"].replace("    if", "    name = name.strip()\n    if", 1)
    assert stalled(HEAD + pick + "async def f(): pick('fast').run()") == ["f?"]


TELLS = {
    "one test": "def tells(name):\n    return name == 'slow'\n",
    "annotated": "def tells(name: str) -> bool:\n    return name.startswith('slow')\n",
    "two returns": "def tells(name):\n    if name == 'slow':\n        return True\n    return False\n",
    "several values": "def tells(name):\n    if name == 'slow':\n        return True\n"
    "    if name == 'slower':\n        return True\n    return False\n",
    "another helper": "def inner(name): return name == 'slow'\ndef tells(name): return inner(name)\n",
    "keywords": "def tells(*, name): return name in ('slow', 'slower')\n",
}


@pytest.mark.parametrize("tells", TELLS.values(), ids=TELLS.keys())
@pytest.mark.parametrize(
    "use",
    [
        "def work(name):\n    if tells(name=name):\n        nap()\n",
        "def work(name):\n    found = tells(name=name)\n    if not found:\n        return\n    nap()\n",
    ],
)
def test_a_helper_tells_of_its_callers_parameter(tells: str, use: str) -> None:
    source = HEAD + tells + use + "async def fast(): work('fast')\nasync def slow(): work('slow')\n"
    assert stalled(source) == ["slow"]


def test_a_helper_of_which_several_ways_say_yes_tells_nothing_that_may_not_hold() -> None:
    tells = TELLS["two returns"].replace("return False", "return unknown.ask()")
    use = "def work(name):\n    if tells(name):\n        nap()\n"
    assert stalled(HEAD + "import unknown\n" + tells + use + "async def f(): work('fast')") == ["f"]


EITHER = """
def either(f):
    def plain(*args):
        nap()
        return f(*args)
    async def waiting(*args):
        return await f(*args)
    if {test}:
        return waiting
    return plain
@either
async def later(): pass
@either
def now(): pass
async def awaits(): await later()
async def keeps():
    made = later()
    await made
async def calls(): now()
"""


@pytest.mark.parametrize(
    "test",
    [
        "inspect.iscoroutinefunction(f)",
        "not not inspect.iscoroutinefunction(f)",
        "inspect.iscoroutinefunction(f) and callable(f)",
    ],
)
def test_the_decorated_function_chooses_its_wrapper(test: str) -> None:
    assert stalled(HEAD + EITHER.format(test=test)) == ["calls"]


def test_what_is_awaited_got_the_asynchronous_wrapper_whatever_chooses_it() -> None:
    source = "import unknown\n" + EITHER.format(test="unknown.ask(f)")
    assert stalled(HEAD + source) == ["calls?", "keeps?"]


def test_a_plain_function_beside_a_coroutine_function_counts_where_it_gives_something_to_await() -> None:
    source = """
import unknown
async def job(): pass
async def waiting(): pass
def plain():
    nap()
    return job()
def plainer():
    nap()
    return unknown.ask()
async def f(): await (waiting if unknown.flag else plain)()
async def g(): await (waiting if unknown.flag else plainer)()
async def h(): await plainer()
"""
    assert stalled(HEAD + source) == ["f?", "h"]


OR = {
    "a name": "    mode = mode or 'fast'\n    if mode == 'slow': nap()\n",
    "another name": "    chosen = mode or 'fast'\n    if chosen == 'slow': nap()\n",
    "in the test": "    if (mode or 'fast') == 'slow': nap()\n",
    "of a set": "    chosen = mode or 'fast'\n    if chosen not in ('slow', 'slower'): return\n    nap()\n",
}


@pytest.mark.parametrize("body", OR.values(), ids=OR.keys())
def test_a_constant_in_place_of_an_argument_that_is_missing(body: str) -> None:
    source = HEAD + "def work(mode=None):\n" + body
    source += "async def clean():\n    work()\n    work('fast')\n    work('')\n"
    source += "async def bad(): work('slow')\n"
    assert stalled(source) == ["bad"]


def test_a_missing_argument_may_be_the_slow_one() -> None:
    source = "def work(mode=None):\n    mode = mode or 'slow'\n    if mode == 'slow': nap()\n"
    calls = "async def f(): work()\nasync def g(mode): work(mode)\nasync def clean(): work('fast')\n"
    assert stalled(HEAD + source + calls) == ["f", "g"]


def test_what_stands_for_a_missing_argument_may_be_unknown() -> None:
    body = OR["a name"].replace("'fast'", "unknown.mode")
    source = "import unknown\n" + HEAD + "def work(mode=None):\n" + body
    assert stalled(source + "async def f(): work()") == ["f"]
