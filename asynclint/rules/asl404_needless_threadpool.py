"""ASL404: a `def` that a framework runs in its thread pool although it never waits."""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.rules.base import Draft, Program, Rule
from asynclint.rules.sites import draft

_CODE = "ASL404"
_NAME = "needless-threadpool"


def _check(program: Program) -> Iterator[Draft]:
    for needless in program.needless_threads():
        site = needless.site
        message = (
            f"{needless.role} `{site.callee}` never blocks, and costs a thread of the pool at each request"
        )
        yield draft(_CODE, _NAME, site, message, "make it an `async def`", severity="warning")


RULE = Rule(
    code=_CODE,
    name=_NAME,
    summary="a `def` route or dependency that never blocks: a thread hop for nothing",
    explanation="""\
FastAPI runs `def` routes and dependencies in a thread pool of 40 threads, because they may block.  One
that only looks at its arguments pays for it: the hop to the thread and back takes longer than the work,
and while all threads wait for the database the hop waits for one of them to be free.

This rule reports `def` routes and dependencies of which everything that they call is known, and nothing
in it blocks or loops.  It says nothing of any other.  It is off by default: select it with
`extend-select = ["ASL404"]`.

## What to do
- Write `async def`; the body stays as it is.
- Leave it a `def` where it is going to block soon, or keep it `async def` and move that part off the
  loop with `await asyncio.to_thread(...)`.
""",
    bad={
        "main.py": """\
from fastapi import Depends, FastAPI

from deps import page

app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/items")
async def items(first: int = Depends(page)) -> int:
    return first
""",
        "deps.py": """\
def page(number: int = 0, size: int = 20) -> int:
    return number * size
""",
    },
    good={
        "main.py": """\
from fastapi import Depends, FastAPI

from deps import page

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/items")
async def items(first: int = Depends(page)) -> int:
    return first
""",
        "deps.py": """\
async def page(number: int = 0, size: int = 20) -> int:
    return number * size
""",
    },
    severity="warning",
    check=_check,
    default=False,
    confidence="certain",
)
