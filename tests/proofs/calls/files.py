"""Files, and programs that read them: a pipe that nobody writes to yet."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import aiofiles

from tests.proofs.proving import Place, proves
from tests.proofs.watch import Kind, Watch


@proves(Kind.BLOCKS, "builtins.open", "pipe")
async def open_file(place: Place, watch: Watch) -> None:
    with watch.call():
        file = open(place.path)  # noqa: PTH123, SIM115
    file.close()


@proves(Kind.BLOCKS, "pathlib.Path.read_text", "pipe")
async def path_read_text(place: Place, watch: Watch) -> None:
    with watch.call():
        Path(place.path).read_text()


@proves(Kind.RETURNS, "pathlib.Path.with_suffix", "pipe")
async def path_with_suffix(place: Place, watch: Watch) -> None:
    with watch.call():
        Path(place.path).with_suffix(".txt")


@proves(Kind.AWAITS, "aiofiles.open", "pipe")
async def aiofiles_open(place: Place, watch: Watch) -> None:
    with watch.call():
        file = await aiofiles.open(place.path)
    await file.close()


@proves(Kind.AWAITS, "asyncio.to_thread", "pipe")
async def read_in_a_thread(place: Place, watch: Watch) -> None:
    with watch.call():
        await asyncio.to_thread(Path(place.path).read_text)


@proves(Kind.BLOCKS, "subprocess.run", "pipe")
async def subprocess_run(place: Place, watch: Watch) -> None:
    with watch.call():
        subprocess.run(["cat", place.path], capture_output=True, check=True)


@proves(Kind.AWAITS, "asyncio.subprocess.Process.communicate", "pipe")
async def subprocess_communicate(place: Place, watch: Watch) -> None:
    process = await asyncio.create_subprocess_exec("cat", place.path, stdout=subprocess.PIPE)
    with watch.call():
        await process.communicate()
