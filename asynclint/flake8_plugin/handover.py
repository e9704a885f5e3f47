"""What a run of flake8 hands to workers that do not inherit it: findings, in a file.

Forked workers have all that their parent has.  Under spawn and forkserver (macOS, Windows, Linux from
Python 3.14 on) flake8 parses its options anew in each; without this, each would analyse the project.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from asynclint.flake8_plugin.findings import Rows

# Names a folder of this process's own.  It stays the same from run to run, since a fork server keeps
# the environment of its start.
_VARIABLE = "_ASYNCLINT_FLAKE8_RUN"
_FILE = "run"


class Handover(msgspec.Struct, frozen=True):
    """The findings of a session, and the process that made them."""

    parent: int
    rows: Rows
    complete: tuple[str, ...]


def give(rows: Rows, complete: Sequence[str]) -> None:
    """Writes the file where workers of this process would need it.  Without it they do the work again."""
    if _start_method() == "fork":
        return
    with contextlib.suppress(OSError):
        folder = _folder()
        data = msgspec.msgpack.encode(Handover(os.getpid(), rows, tuple(complete)))
        temporary = folder / f"{_FILE}.tmp"
        temporary.write_bytes(data)
        temporary.replace(folder / _FILE)


def taken() -> Handover | None:
    """What the parent of this process has found, None outside of a worker of flake8."""
    parent = multiprocessing.parent_process()
    folder = os.environ.get(_VARIABLE)
    if parent is None or folder is None:
        return None
    try:
        found = msgspec.msgpack.decode(Path(folder, _FILE).read_bytes(), type=Handover)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.parent == parent.pid else None


def _start_method() -> str:
    """How this process starts others, without fixing it."""
    return multiprocessing.get_start_method(allow_none=True) or multiprocessing.get_all_start_methods()[0]


def _folder() -> Path:
    """A private folder that goes when this process ends.  Raises OSError."""
    known = os.environ.get(_VARIABLE, "")
    owner = Path(known, "owner")
    if known and owner.is_file() and owner.read_text() == str(os.getpid()):
        return owner.parent
    folder = Path(tempfile.mkdtemp(prefix="asynclint-flake8-"))
    (folder / "owner").write_text(str(os.getpid()))
    os.environ[_VARIABLE] = str(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
