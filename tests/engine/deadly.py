"""A reader for tests of workers: what a file says in a comment is what becomes of its reader."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from asynclint.facts.errors import FactsError
from asynclint.facts.records import ModuleFacts

HERE = f"{__name__}:read"


def read(source: bytes, name: str, *, is_package: bool = False, max_size: int = 1_000_000) -> ModuleFacts:
    """Empty facts, unless the first line says `# die: WHAT`; no parser, so that it starts fast."""
    _, _, what = source.partition(b"\n")[0].decode().partition("# die: ")
    if what == "exit":
        os._exit(7)
    elif what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "hang":
        time.sleep(600)
    elif what == "raise":
        raise ZeroDivisionError("of the test")
    elif what == "refuse":
        raise FactsError("of the test", 2, 5)
    elif what == "memory":
        raise MemoryError
    elif what == "noise":
        os.write(1, b"not a frame")
        os.write(2, b"noise")
    elif what.startswith("once "):
        marker = Path(what.removeprefix("once "))
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return empty(name, is_package)


def empty(name: str, is_package: bool = False) -> ModuleFacts:
    """The facts of a file without contents."""
    return ModuleFacts(name, is_package, (), (), (), (), (), (), 1, b"")
