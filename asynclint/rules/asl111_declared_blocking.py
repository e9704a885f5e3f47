"""ASL111: what the project itself declared as blocking."""

from asynclint.rules.blocking import blocking_rule

_LEGACY = """\
from asynclint.markers import blocks


@blocks
def render(name: str) -> bytes:
    return name.encode()


def invoice(number: int) -> bytes:
    return render(f"invoice-{number}")
"""

RULE = blocking_rule(
    "ASL111",
    "declared-blocking",
    category="declared",
    summary="what the project itself declared as blocking, on the event loop",
    explanation="""\
Some code blocks in a way that cannot be seen in its source: an extension module, a proprietary
driver, a computation that is known to be slow.  A project says so with the marker
`asynclint.markers.blocks` on the function or class, or with stubs of its own, and every call of it
on the event loop is reported here.  The marker changes nothing at run time.

With a category (`@blocks("database", instead="app.db.fetch")`) the call is reported under the code
of that category, and `instead` goes into the advice.

## What to do
- Run the call in a thread: `await asyncio.to_thread(render, name)`.
- Or use the asynchronous counterpart that the project has for it.
""",
    bad={
        "main.py": """\
from fastapi import FastAPI, Response

from legacy import invoice, render

app = FastAPI()


@app.get("/pages/{name}")
async def page(name: str) -> Response:
    return Response(render(name))


@app.get("/invoices/{number}")
async def get_invoice(number: int) -> Response:
    return Response(invoice(number))
""",
        "legacy.py": _LEGACY,
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI, Response

from legacy import invoice, render

app = FastAPI()


@app.get("/pages/{name}")
async def page(name: str) -> Response:
    return Response(await asyncio.to_thread(render, name))


@app.get("/invoices/{number}")
def get_invoice(number: int) -> Response:
    return Response(invoice(number))
""",
        "legacy.py": _LEGACY,
    },
)
