"""The process of the command line: its start and its end."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from asynclint.cli.main import main


def run() -> NoReturn:
    """Runs the command line, and ends the process with its exit code.

    Of a large application millions of objects are left.  They go with the process: to collect them, and to
    free them one by one, takes a quarter of the time of a run.
    """
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        # A reader that went away has had what it wanted.
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
