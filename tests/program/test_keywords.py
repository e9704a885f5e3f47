"""`*args` and `**kwargs`: what a function reads from its own, and what it passes on."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import time
def nap(): time.sleep(1)
def load(name, mode="fast", *, force=False):
    if mode == "slow": nap()
    if force: nap()
"""
CALLS = """
async def clean(): f("a")
async def also_clean(): f("a", mode="fast", limit=1)
async def bad(): f("a", mode="slow")
"""

READS = {
    "get": "    if kwargs.get('mode') == 'slow': nap()\n",
    "get with a default": "    mode = kwargs.get('mode', 'fast')\n    if mode == 'slow': nap()\n",
    "pop": "    mode = kwargs.pop('mode', None)\n    if mode == 'slow': nap()\n",
    "in": "    if 'mode' in kwargs and kwargs['mode'] != 'fast': nap()\n",
    "not in": "    if 'mode' not in kwargs or kwargs.get('mode') == 'fast': return\n    nap()\n",
    "none": "    mode = kwargs.get('mode')\n    if mode is None or mode == 'fast': return\n    nap()\n",
    "passed as an argument": "    load(name, kwargs.get('mode'))\n",
    "passed on": "    inner(name, **kwargs)\n"
    "def inner(name, **options):\n    if options.get('mode') == 'slow': nap()\n",
}


@pytest.mark.parametrize("body", READS.values(), ids=READS.keys())
def test_what_a_function_reads_from_its_keywords(body: str) -> None:
    assert stalled(HEAD + "def f(name, **kwargs):\n" + body + CALLS) == ["bad"]


FORWARDS = {
    "keywords": "def f(name, **kwargs): g(name, **kwargs)\n"
    "def g(name, mode='fast', limit=0):\n    if mode == 'slow': nap()\n",
    "all": "def f(*args, **kwargs): g(*args, **kwargs)\ndef g(name, mode='fast', limit=0):\n"
    "    if mode == 'slow': nap()\n",
    "two frames": "def f(*args, **kwargs): h(*args, **kwargs)\ndef h(*args, **kwargs): g(*args, **kwargs)\n"
    "def g(name, mode='fast', limit=0):\n    if mode == 'slow': nap()\n",
    "a copy with more": "def f(name, **kwargs):\n    options = {**kwargs, 'extra': 1}\n"
    "    g(name, **options)\ndef g(name, mode='fast', limit=0, extra=0):\n    if mode == 'slow': nap()\n",
    "a display": "def f(name, **kwargs): g(name, **{**kwargs, 'extra': 1})\n"
    "def g(name, mode='fast', limit=0, extra=0):\n    if mode == 'slow': nap()\n",
    "a decorator": "def wraps(h):\n    def inner(*args, **kwargs): return h(*args, **kwargs)\n"
    "    return inner\n@wraps\ndef f(name, mode='fast', limit=0):\n    if mode == 'slow': nap()\n",
    "another key taken out": "def f(name, **kwargs):\n    kwargs.pop('extra', None)\n    g(name, **kwargs)\n"
    "def g(name, mode='fast', limit=0):\n    if mode == 'slow': nap()\n",
}


@pytest.mark.parametrize("source", FORWARDS.values(), ids=FORWARDS.keys())
def test_what_a_function_passes_on(source: str) -> None:
    assert stalled(HEAD + source + CALLS) == ["bad"]


def test_arguments_by_position_that_are_passed_on() -> None:
    source = "def f(*args): load(*args)\nasync def clean(): f('a', 'fast')\nasync def bad(): f('a', 'slow')\n"
    assert stalled(HEAD + source) == ["bad"]


@pytest.mark.parametrize("given", ["'slow'", "'fast', force=True"])
def test_a_partial_keeps_its_constants(given: str) -> None:
    source = f"""
from functools import partial
clean_load = partial(load, mode="fast")
slow_load = partial(load, "a", {given})
async def clean(): clean_load("a")
async def bad(): slow_load()
"""
    assert stalled(HEAD + source) == ["bad"]


CHANGED = {
    "set": "    kwargs['mode'] = unknown.mode\n    g(name, **kwargs)\n",
    "set and read": "    kwargs['mode'] = unknown.mode\n    if kwargs.get('mode') == 'slow': nap()\n",
    "updated": "    kwargs.update(unknown.options)\n    g(name, **kwargs)\n",
    "set by default": "    kwargs.setdefault('mode', unknown.mode)\n    g(name, **kwargs)\n",
    "some key set": "    kwargs[unknown.key] = 'slow'\n    g(name, **kwargs)\n",
    "more beside": "    g(name, **kwargs, **unknown.options)\n",
    "a copy set": "    options = {**kwargs, 'limit': 1}\n    options['mode'] = unknown.mode\n"
    "    g(name, **options)\n",
    "overridden": "    g(name, **{**kwargs, 'mode': unknown.mode})\n",
    "set in a loop": "    for key in unknown.keys:\n        if kwargs.get('mode') == 'slow': nap()\n"
    "        kwargs['mode'] = key\n",
}


@pytest.mark.parametrize("body", CHANGED.values(), ids=CHANGED.keys())
def test_what_the_body_changes_is_no_longer_what_was_given(body: str) -> None:
    source = "import unknown\ndef g(name, mode='fast', limit=0):\n    if mode == 'slow': nap()\n"
    source += "def f(name, **kwargs):\n" + body + "async def a(): f('a')\n"
    assert stalled(HEAD + source) == ["a"]


def test_unknown_keywords_may_be_there() -> None:
    source = "import unknown\ndef f(name, **kwargs): load(name, **kwargs)\n"
    calls = "async def a(): f('a', **unknown.options)\nasync def b(options: dict): f('a', **options)\n"
    assert stalled(HEAD + source + calls) == ["a", "b"]
