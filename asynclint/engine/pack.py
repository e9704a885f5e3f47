"""Pack files: immutable files of keyed entries, and the folder that holds them.

A pack is a header, the entries one after the other, and an index at the end:
    header  magic
    entries raw bytes
    index   for each entry: key, offset (u64), size (u32), CRC-32 (u32), little-endian
    footer  number of entries (u32), CRC-32 of the index (u32), magic
"""

from __future__ import annotations

import contextlib
import os
import secrets
import struct
import tempfile
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

KEY_SIZE = 20

_MAGIC = b"asynclint facts 1\n"
_ENTRY = struct.Struct(f"<{KEY_SIZE}sQII")
_FOOTER = struct.Struct(f"<II{len(_MAGIC)}s")
_SUFFIX = ".pack"
_TEMPORARY = ".tmp"
_STALE = 3_600  # seconds
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache made by asynclint.\n"


class Entry(NamedTuple):
    """Where one value stands in its pack."""

    offset: int
    size: int
    checksum: int


class Pack:
    """One pack file, open for reading; `entries` in the order of the file, `size` in bytes.

    Raises OSError or ValueError for what is not a whole pack.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("rb")
        try:
            self.size = self._file.seek(0, os.SEEK_END)
            self.entries = self._index()
        except BaseException:
            self._file.close()
            raise

    def _index(self) -> dict[bytes, Entry]:
        if self.size < len(_MAGIC) + _FOOTER.size:
            raise ValueError("too short")
        self._file.seek(self.size - _FOOTER.size)
        count, checksum, magic = _FOOTER.unpack(self._file.read(_FOOTER.size))
        start = self.size - _FOOTER.size - count * _ENTRY.size
        if magic != _MAGIC or start < len(_MAGIC):
            raise ValueError("not a pack")
        self._file.seek(start)
        index = self._file.read(count * _ENTRY.size)
        if zlib.crc32(index) != checksum:
            raise ValueError("damaged index")
        return {key: Entry(*place) for key, *place in _ENTRY.iter_unpack(index)}

    def read(self, key: bytes) -> bytes | None:
        """The value of `key`, None where it is not there or damaged."""
        entry = self.entries.get(key)
        if entry is None or entry.offset + entry.size > self.size:
            return None
        try:
            self._file.seek(entry.offset)
            data = self._file.read(entry.size)
        except (OSError, ValueError):
            return None
        return data if len(data) == entry.size and zlib.crc32(data) == entry.checksum else None

    def close(self) -> None:
        """After this every read is a miss."""
        self._file.close()

    def __del__(self) -> None:
        # A run that ends early closes nothing; there is no file where opening failed.
        with contextlib.suppress(AttributeError):
            self._file.close()


class PackFolder:
    """The packs in a folder, the oldest first.  It need not exist; it is made by the first `add`.

    Nothing here raises for the state of the disk.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.packs: list[Pack] = []
        self._damaged: list[Path] = []
        for path in self._listed():
            try:
                self.packs.append(Pack(path))
            except ValueError:
                self._damaged.append(path)
            except OSError:
                continue

    def _listed(self) -> list[Path]:
        try:
            with os.scandir(self._folder) as scan:
                found = [
                    (entry.stat().st_mtime_ns, entry.name)
                    for entry in scan
                    if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False)
                ]
        except (OSError, ValueError):
            return []
        return [self._folder / name for _, name in sorted(found)]

    def add(self, values: Mapping[bytes, bytes], replaces: Collection[Pack]) -> None:
        """Write a pack with `values`; when it stands, remove those that it `replaces`."""
        try:
            prepare_folder(self._folder)
            path = self._write(values)
            pack = Pack(path)
        except (OSError, ValueError):
            return
        for old in replaces:
            old.close()
            self.packs.remove(old)
            _remove(old.path)
        for damaged in self._damaged:
            _remove(damaged)
        self._damaged.clear()
        self.packs.append(pack)

    def _write(self, values: Mapping[bytes, bytes]) -> Path:
        final = self._folder / f"facts-{secrets.token_hex(8)}{_SUFFIX}"
        with replacing(self._folder, final) as file:
            file.write(_MAGIC)
            offset = len(_MAGIC)
            index = bytearray()
            for key, data in values.items():
                file.write(data)
                index += _ENTRY.pack(key, offset, len(data), zlib.crc32(data))
                offset += len(data)
            file.write(index)
            file.write(_FOOTER.pack(len(values), zlib.crc32(index), _MAGIC))
        return final


@contextlib.contextmanager
def replacing(folder: Path, final: Path) -> Iterator[BinaryIO]:
    """A file in a folder of the cache that takes the name `final` at its end, whole.  Raises OSError."""
    handle, name = tempfile.mkstemp(suffix=_TEMPORARY, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).replace(final)
    except BaseException:
        _remove(Path(name))
        raise


def prepare_folder(folder: Path) -> None:
    """Make a folder of the cache where it is missing, and remove what a killed run left.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
        file = folder / name
        if not file.exists():
            with contextlib.suppress(OSError):
                file.write_text(text, encoding="utf-8")
    for file in folder.glob(f"*{_TEMPORARY}"):
        with contextlib.suppress(OSError):
            if time.time() - file.stat().st_mtime > _STALE:
                file.unlink()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
