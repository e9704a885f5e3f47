"""Keys of two calls: which surely differ."""

from __future__ import annotations

import textwrap

import pytest

from asynclint.program.concurrency.keys import Keys
from asynclint.program.conduct.summaries import Conducts
from tests.program.programs import deep, program_of

HEAD = """
import httpx
from redis.asyncio import Redis

cache = Redis()
other = Redis()
client = httpx.AsyncClient()


async def own(key, value=None):
    await cache.set(key, value)


async def f(name, number, keys):
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("await cache.get('a')\nawait cache.get('b')", True),
        ("await cache.get('a')\nawait cache.get('a')", False),
        ("await cache.get('a')\nawait cache.set('b', 1)", True),
        ("await cache.get('a')\nawait other.get('b')", False),
        ("await cache.get(name)\nawait cache.get(number)", False),
        ("await cache.get(f'a:{name}')\nawait cache.get(f'b:{name}')", True),
        ("await cache.get(f'a:{name}')\nawait cache.get(f'a:{number}')", False),
        ("await cache.get(f'a{name}b')\nawait cache.get(f'ab{name}c')", False),
        ("one = f'a:{name}'\ntwo = f'b:{name}'\nawait cache.get(one)\nawait cache.get(two)", True),
        ("one = 'a'\none = name\nawait cache.get(one)\nawait cache.get('b')", False),
        ("await cache.set('a', 1)\nawait cache.set('a', 2)", False),
        ("await cache.get(*keys)\nawait cache.get('b')", False),
        ("await client.request('GET', '/a')\nawait client.request('POST', '/a')", False),
        ("await client.request('GET', '/a')\nawait client.request('GET', '/b')", True),
        # SQL and sentences are no keys; constants tell a function of the project what to do.
        ("await cache.eval('return a')\nawait cache.eval('return b')", False),
        ("await own('a')\nawait own('b')", False),
        ("await own(f'a:{name}')\nawait own(f'b:{name}')", True),
    ],
)
def test_keys_of_two_calls(body: str, expected: bool) -> None:
    source = HEAD + textwrap.indent(body, "    ")
    with deep():
        program = program_of(source)
        units = program._analysis.units
        (unit,) = (each for each in units if each.dotted == "app.main.f")
        view = Conducts(units).view(unit)
    assert view is not None
    one, two = (call for at, call in sorted(view.text.calls.items()) if at in view.text.awaited)
    assert Keys(view).differ(one, two) is expected
    assert Keys(view).differ(two, one) is expected
