"""Results of runs, kept beside the facts by what the runs depended on.

An editor asks again and again after a project in which nothing has changed, or a single buffer has
changed back.  As with the facts, what cannot be read is a miss, and what cannot be written is not kept.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path

from asynclint.engine.pack import prepare_folder, replacing

_FOLDER = "runs"
_SUFFIX = ".run"
# The newest results that are kept.
_MOST = 32
_CHECKSUM = 4  # bytes


class Remembered:
    """The results in a cache folder; with None nothing is kept."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache

    def get(self, key: bytes | None) -> bytes | None:
        """What was put under `key`, if it is there and whole."""
        if self._cache is None or key is None:
            return None
        path = self._path(self._cache, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        checksum, data = data[:_CHECKSUM], data[_CHECKSUM:]
        if len(checksum) < _CHECKSUM or zlib.crc32(data).to_bytes(_CHECKSUM, "little") != checksum:
            return None
        # What is asked for again is the last to go.
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def put(self, key: bytes | None, data: bytes) -> None:
        """Keep `data`, and the newest of the others."""
        if self._cache is None or key is None:
            return
        with contextlib.suppress(OSError):
            # The cache's own folder has the marks that keep it out of git and backups.
            prepare_folder(self._cache)
            path = self._path(self._cache, key)
            path.parent.mkdir(exist_ok=True)
            with replacing(self._cache, path) as file:
                file.write(zlib.crc32(data).to_bytes(_CHECKSUM, "little") + data)
            found = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda each: each.stat().st_mtime_ns)
            for old in found[:-_MOST]:
                old.unlink()

    def _path(self, cache: Path, key: bytes) -> Path:
        return cache / _FOLDER / f"{key.hex()}{_SUFFIX}"
