"""Running the real command in a folder: as a process, or in this one, which is faster."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import TextIO

from asynclint.cli.main import main

# The commands that read files, and the options that say where facts of them are kept.
_READERS = frozenset({"check", "baseline"})
_CACHE_OPTIONS = ("--cache-dir", "--no-cache")
CACHE = "ASYNCLINT_TESTS_CACHE"


def process(folder: Path, *arguments: str, stdin: bytes = b"", **environ: str) -> CompletedProcess[str]:
    """`asynclint ARGUMENTS` in `folder`; the text of its streams, and its exit code."""
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "asynclint", *_with_cache(arguments)],
        cwd=folder,
        env={**inherited, "PYTHONPATH": os.pathsep.join(sys.path), **environ},
        input=stdin,
        capture_output=True,
        check=False,
    )
    return CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def asynclint(folder: Path, *arguments: str, stdin: bytes = b"") -> CompletedProcess[str]:
    """As `process`, in this process: with its own streams and current folder."""
    given = _with_cache(arguments)
    standard = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
    with contextlib.chdir(folder), streams(*standard):
        code = main(given)
    out, err = (written(stream) for stream in standard[1:])
    return CompletedProcess(list(given), code, out, err)


def _with_cache(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Facts are kept where the tests keep them, unless the arguments say something else.

    The stubs need not be read anew in each run.
    """
    cache = os.environ.get(CACHE)
    if (
        cache
        and _READERS.intersection(arguments[:1])
        and not any(a.startswith(_CACHE_OPTIONS) for a in arguments)
    ):
        return (arguments[0], "--cache-dir", cache, *arguments[1:])
    return arguments


@contextlib.contextmanager
def streams(stdin: TextIO, out: TextIO, err: TextIO) -> Iterator[None]:
    """Puts these in the place of the process's own."""
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = stdin, out, err
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
