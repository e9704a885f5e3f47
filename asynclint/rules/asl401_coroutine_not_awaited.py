"""ASL401: a coroutine that is made and dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.blocking import one_line
from asynclint.rules.sites import draft

if TYPE_CHECKING:
    from asynclint.program.coroutines.dropped import Dropped

_CODE = "ASL401"
_NAME = "coroutine-not-awaited"


def _check(program: Program) -> Iterator[Draft]:
    for dropped in program.dropped_coroutines():
        yield draft(_CODE, _NAME, dropped.site, _message(dropped), _remedy(dropped))


def _message(dropped: Dropped) -> str:
    site = dropped.site
    cause = site.root_causes[0]
    written = one_line(site.callee)
    made, name, called = dropped.kind, dropped.name, cause.callable
    fate = "awaited" if made == "coroutine" else "iterated"
    if dropped.how == "called":
        return f"`{name}` runs at once, on the event loop: `{written}` gets its result, which is no callable"
    if dropped.how == "handed":
        return f"`{written}` gets a coroutine of `{called}`, which no thread can call: nothing awaits it"
    if dropped.how == "thread":
        return f"`{written}` calls `{called}` in a thread, which only makes a {made}: nothing awaits it"
    if dropped.how == "registered":
        return f"`{name}` runs in a thread: the {made} of `{called}` that it returns is never {fate}"
    shown = f"`{written}`" if written == called else f"`{written}` (`{called}`)"
    if len(site.chain) > 1:
        shown = f"`{written}` (through `{called}` at {cause.path}:{cause.line})"
    return f"{shown} makes {'an' if made[0] == 'a' else 'a'} {made} {_fate(dropped, fate)}"


def _fate(dropped: Dropped, fate: str) -> str:
    if dropped.how == "statement":
        return f"that is never {fate}: nothing of it runs"
    if dropped.how == "unused":
        return f"in `{dropped.name}` that is never {fate}: nothing of it runs"
    if dropped.how == "tested":
        return "that is tested without `await`: it is always true, and nothing of it runs"
    if dropped.how == "compared":
        return "that is compared without `await`: nothing of it runs"
    return "that is put into a text without `await`: nothing of it runs"


def _remedy(dropped: Dropped) -> str:
    cause = dropped.site.root_causes[0].callable
    if dropped.how == "called":
        return "hand the callable over, and its arguments after it"
    if dropped.how in ("thread", "handed"):
        return f"`await` `{cause}` itself, without a thread"
    if dropped.how == "registered":
        return f"make `{dropped.name}` an `async def` that awaits, or put `functools.wraps` on it"
    return "`await` it" if dropped.kind == "coroutine" else "iterate over it with `async for`"


RULE = Rule(
    code=_CODE,
    name=_NAME,
    summary="a coroutine that is made and never awaited, so that nothing of it runs",
    explanation="""\
Calling an `async def` function runs nothing: it makes a coroutine, and what the function says happens
when the coroutine is awaited.  Where the `await` is missing the mail is not sent, the row is not
written, and a test such as `if is_admin(user):` is always true, because every coroutine is.  Python
tells of it with a `RuntimeWarning` at best, at some later time, on a log that nobody reads.

This rule follows the call through the project: a helper or method that returns the coroutine of another
file counts as well, and so do partials and the asynchronous functions of libraries.  It reports a
coroutine that

- is made by a statement of its own, or given to a name that nothing reads;
- is tested, compared, or put into a text;
- is made in a thread: by `asyncio.to_thread(f)`, `run_in_threadpool(f)` or `loop.run_in_executor(None,
  f)` with an `async def` function, or by a wrapper without `functools.wraps`, or a lambda, that FastAPI
  takes for a plain `def`.

It also reports `asyncio.to_thread(f())`, where `f` runs at once, on the event loop, and the thread gets
its result instead of something that it could call.  A coroutine that is returned, passed on, stored or
gathered is not reported, nor is a call that may also be one of a plain `def`.

## What to do
- `await` the call; `asyncio.create_task(...)`, with the task kept, where it shall run beside.
- Write `await f()` instead of `await asyncio.to_thread(f)` where `f` is an `async def`.
- Hand over the callable and its arguments: `await asyncio.to_thread(f, x)`.
- Put `functools.wraps` on a wrapper, or make it an `async def` that awaits what it wraps.
""",
    bad={
        "main.py": """\
import asyncio

from fastapi import FastAPI, HTTPException

from mails import confirm, may_order

app = FastAPI()


async def record(order: int) -> None:
    await asyncio.sleep(0.1)


@app.post("/orders/{order}")
async def place(order: int) -> None:
    if not may_order(order):
        raise HTTPException(403)
    record(order)
    confirm(order)
""",
        "mails.py": """\
import asyncio
from collections.abc import Coroutine
from typing import Any


async def may_order(order: int) -> bool:
    await asyncio.sleep(0.1)
    return order > 0


async def send(order: int, text: str) -> None:
    await asyncio.sleep(0.1)


def confirm(order: int) -> Coroutine[Any, Any, None]:
    return send(order, "Thank you")
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI, HTTPException

from mails import confirm, may_order

app = FastAPI()


async def record(order: int) -> None:
    await asyncio.sleep(0.1)


@app.post("/orders/{order}")
async def place(order: int) -> None:
    if not await may_order(order):
        raise HTTPException(403)
    await record(order)
    await confirm(order)
""",
        "mails.py": """\
import asyncio
from collections.abc import Coroutine
from typing import Any


async def may_order(order: int) -> bool:
    await asyncio.sleep(0.1)
    return order > 0


async def send(order: int, text: str) -> None:
    await asyncio.sleep(0.1)


def confirm(order: int) -> Coroutine[Any, Any, None]:
    return send(order, "Thank you")
""",
    },
    severity="error",
    check=_check,
    confidence="certain",
)
