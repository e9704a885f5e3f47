"""ASL112: short questions about a path, on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL112",
    "blocking-path-check",
    category="path",
    summary="`exists`, `is_file`, `stat`, `resolve` and kin on the event loop",
    explanation="""\
`Path.exists`, `is_file`, `stat`, `resolve`, `os.path.isdir` and kin ask the file system.  On a
local disk the answer takes microseconds; on a network file system, an overlay of a container or an
automount it takes as long as the server behind it likes, and on the event loop every other request
of this worker waits for it.

This is a warning with a code of its own, so that a project whose files are all local can switch it
off (`--ignore ASL112`) and keep ASL104.

## What to do
- Ask in the thread that opens the file anyway: one function with check and read, called with
  `await asyncio.to_thread(load, path)`.  That also shortens the time in which the answer can become
  wrong.
- Or `await anyio.Path(path).exists()`.
- Check what does not change at start-up, once.
""",
    bad={
        "main.py": """\
import os

from fastapi import FastAPI

from media import has_media

app = FastAPI()


@app.get("/maintenance")
async def maintenance() -> bool:
    return os.path.exists("/srv/share/maintenance")


@app.get("/media/{name}")
async def media(name: str) -> bool:
    return has_media(name)
""",
        "media.py": """\
from pathlib import Path

MEDIA = Path("/srv/share/media")


def has_media(name: str) -> bool:
    return (MEDIA / name).is_file()
""",
    },
    good={
        "main.py": """\
import asyncio

import anyio
from fastapi import FastAPI

from media import has_media

app = FastAPI()


@app.get("/maintenance")
async def maintenance() -> bool:
    return await anyio.Path("/srv/share/maintenance").exists()


@app.get("/media/{name}")
async def media(name: str) -> bool:
    return await asyncio.to_thread(has_media, name)
""",
        "media.py": """\
from pathlib import Path

MEDIA = Path("/srv/share/media")


def has_media(name: str) -> bool:
    return (MEDIA / name).is_file()
""",
    },
    severity="warning",
    remedy="use `anyio.Path`, or ask in a thread: `await asyncio.to_thread(...)`",
)
