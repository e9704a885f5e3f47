"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

# What others may do with a new file, before the process's own mask.
_MODE = 0o666


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A stream (UTF-8, lines end with a newline) whose text takes the place of the file at its end.

    Whatever goes wrong leaves the old file.  What is there and no regular file, such as a device, is
    written to.  Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    # Of a link, what it points to is replaced.
    path = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else _MODE & ~_mask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
