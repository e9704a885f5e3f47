"""ASL109: waiting for the terminal on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL109",
    "blocking-input",
    category="input",
    summary="`input`, `getpass` and debuggers on the event loop",
    explanation="""\
`input()`, `getpass.getpass()`, `breakpoint()` and `pdb.set_trace()` wait for somebody at the
terminal of the server.  On the event loop the whole worker stands still until that somebody types;
in production nobody is there, and the worker hangs or the call fails.

## What to do
- Remove the debugger before the code is merged.
- Take what the code needs from the request, from settings or from the environment.
- In a console tool that runs a loop: `line = await asyncio.to_thread(input, "> ")`.
""",
    bad={
        "main.py": """\
from fastapi import FastAPI

from console import confirm

app = FastAPI()


@app.post("/name")
async def name() -> str:
    return input("name: ")


@app.delete("/items/{item_id}")
async def delete_item(item_id: int) -> bool:
    return confirm(item_id)
""",
        "console.py": """\
def confirm(item_id: int) -> bool:
    return input(f"delete {item_id}? ") == "y"
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from console import confirm

app = FastAPI()


@app.post("/name")
async def name(name: str) -> str:
    return name


@app.delete("/items/{item_id}")
async def delete_item(item_id: int) -> bool:
    return await asyncio.to_thread(confirm, item_id)
""",
        "console.py": """\
def confirm(item_id: int) -> bool:
    return input(f"delete {item_id}? ") == "y"
""",
    },
    remedy="take the value from the request or the settings; a debugger does not belong here",
)
