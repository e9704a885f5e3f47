"""ASL105: waiting for other processes on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL105",
    "blocking-subprocess",
    category="subprocess",
    summary="`subprocess`, `os.system` and waiting for processes on the event loop",
    explanation="""\
`subprocess.run`, `check_output`, `os.system` and `Popen.wait` or `.communicate` hold the thread
until the other process ends.  On the event loop nothing else of this worker runs meanwhile, and a
process that hangs takes the whole worker with it.  Starting a process alone (`Popen(...)`) costs a
fork and an exec, which grows with the memory of the server.

## What to do
- `process = await asyncio.create_subprocess_exec("git", "status", stdout=PIPE)`, then
  `out, err = await process.communicate()`.
- Put a limit on it: `async with asyncio.timeout(30): ...`, and kill the process when it is over.
- Or keep the synchronous helper and run it in a thread: `await asyncio.to_thread(convert, path)`.
""",
    bad={
        "main.py": """\
import subprocess

from fastapi import FastAPI

from media import convert

app = FastAPI()


@app.get("/revision")
async def revision() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True)
    return done.stdout


@app.post("/convert")
async def start(path: str) -> None:
    convert(path)
""",
        "media.py": """\
import subprocess


def convert(path: str) -> None:
    subprocess.check_call(["ffmpeg", "-i", path, path + ".mp3"])
""",
    },
    good={
        "main.py": """\
import asyncio

from fastapi import FastAPI

from media import convert

app = FastAPI()


@app.get("/revision")
async def revision() -> str:
    process = await asyncio.create_subprocess_exec(
        "git", "rev-parse", "HEAD", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode()


@app.post("/convert")
async def start(path: str) -> None:
    await asyncio.to_thread(convert, path)
""",
        "media.py": """\
import subprocess


def convert(path: str) -> None:
    subprocess.check_call(["ffmpeg", "-i", path, path + ".mp3"])
""",
    },
    remedy="use `asyncio.create_subprocess_exec`, or move the call to a thread: "
    "`await asyncio.to_thread(...)`",
)
