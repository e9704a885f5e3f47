"""What is put on `app.state` and `request.state`, wherever that is done."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict
from fastapi import FastAPI, Request, WebSocket, Depends
from starlette.middleware.base import BaseHTTPMiddleware
from nowhere import mystery
class Slow:
    def run(self): time.sleep(1)
class Quick:
    def run(self): ...
"""
USES = """
@app.get("/")
async def f(request: Request): request.app.state.thing.run()
@app.get("/mine")
async def g(request: Request): request.state.thing.run()
"""


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source + USES) == sorted(expected)


@pytest.mark.parametrize(
    "put",
    [
        "app = FastAPI()\napp.state.thing = Slow()",
        "app = FastAPI()\nsetattr(app.state, 'thing', Slow())",
        "def create():\n    made = FastAPI()\n    made.state.thing = Slow()\n    return made\napp = create()",
        "def setup(app: FastAPI): app.state.thing = Slow()\napp = FastAPI()\nsetup(app)",
        "app = FastAPI()\n@app.on_event('startup')\nasync def start(): app.state.thing = Slow()",
        "@asynccontextmanager\nasync def life(app: FastAPI):\n    app.state.thing = Slow()\n    yield\n"
        "app = FastAPI(lifespan=life)",
    ],
)
def test_on_the_application(put: str) -> None:
    check(put, "f")
    check(put.replace("Slow", "Quick"))


@pytest.mark.parametrize(
    "put",
    [
        "app = FastAPI()\n@app.middleware('http')\nasync def add(request: Request, call_next):\n"
        "    request.state.thing = Slow()\n    return await call_next(request)",
        "class Add(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n"
        "        request.state.thing = Slow()\n        return await call_next(request)\n"
        "app = FastAPI()\napp.add_middleware(Add)",
        "async def add(request: Request): request.state.thing = Slow()\n"
        "app = FastAPI(dependencies=[Depends(add)])",
        "@asynccontextmanager\nasync def life(app: FastAPI):\n    yield {'thing': Slow(), 'other': Quick()}\n"
        "app = FastAPI(lifespan=life)",
        "@asynccontextmanager\nasync def life(app: FastAPI) -> AsyncIterator[dict[str, object]]:\n"
        "    made = {'other': Quick()}\n    made['thing'] = Slow()\n    yield made\n"
        "app = FastAPI(lifespan=life)",
        "class State(TypedDict):\n    thing: Slow\n"
        "@asynccontextmanager\nasync def life(app: FastAPI) -> AsyncIterator[State]:\n"
        "    yield State(thing=Slow())\napp = FastAPI(lifespan=life)",
    ],
)
def test_on_the_request(put: str) -> None:
    check(put, "g")
    check(put.replace("Slow", "Quick"))


def test_what_nobody_puts_there_is_unknown() -> None:
    check(
        "app = FastAPI()\napp.state.other = Slow()\nasync def h(request: Request): request.state.other.run()"
    )


def test_several_places_that_put_something_there() -> None:
    check("app = FastAPI()\napp.state.thing = Slow()\ndef change(): app.state.thing = Quick()", "f?")
