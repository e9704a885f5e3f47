"""ASL104: files, directories and archives on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL104",
    "blocking-file-io",
    category="file",
    summary="files, directories, `pathlib`, `shutil`, `tempfile` and archives on the event loop",
    explanation="""\
The operating system has no asynchronous side for ordinary files: `open`, `read`, `write`,
`Path.read_text`, `shutil.copyfile`, `os.listdir` and the archive modules hold the thread until the
disk answers.  That is short for a small file in the page cache, and long for an upload, a network
file system, a container volume that is being throttled, or a disk that others keep busy.  On the
event loop all other requests of this worker wait as well.

This is a warning, since many such reads are short.

## What to do
- Put the whole piece of file work into one function and run that in a thread:
  `await asyncio.to_thread(save, path, data)`.  One hop for all of it costs less than one for each
  `read`.
- Or use `anyio.Path(path).read_text()`, `anyio.open_file` or `aiofiles.open`, which do the same.
- Read configuration and templates at start-up, once.
- Return a file with `FileResponse`: Starlette reads it in threads.
""",
    bad={
        "main.py": """\
from pathlib import Path

from fastapi import FastAPI

from notes import append

app = FastAPI()


@app.get("/motd")
async def motd() -> str:
    return Path("motd.txt").read_text()


@app.post("/notes")
async def add_note(text: str) -> None:
    append(text)
""",
        "notes.py": """\
def append(text: str) -> None:
    with open("notes.txt", "a") as notes:
        notes.write(text)
""",
    },
    good={
        "main.py": """\
import asyncio

import anyio
from fastapi import FastAPI

from notes import append

app = FastAPI()


@app.get("/motd")
async def motd() -> str:
    return await anyio.Path("motd.txt").read_text()


@app.post("/notes")
async def add_note(text: str) -> None:
    await asyncio.to_thread(append, text)
""",
        "notes.py": """\
def append(text: str) -> None:
    with open("notes.txt", "a") as notes:
        notes.write(text)
""",
    },
    severity="warning",
    remedy="do the file work in a thread: `await asyncio.to_thread(...)`, or use `anyio.Path` or "
    "`anyio.open_file`",
)
