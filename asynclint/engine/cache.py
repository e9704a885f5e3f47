"""Facts of files, kept between runs and found by content.

The folder holds a few immutable pack files.  A run adds one for what is new, and now and then
merges small ones and drops what is no longer used.  Files are only ever added whole and removed
whole, so that runs may share the folder.  Whatever cannot be read is a miss, whatever cannot be
written is not kept; nothing here raises.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.resources
import sys
from pathlib import Path

import msgspec

import asynclint
from asynclint.engine.pack import KEY_SIZE, Pack, PackFolder
from asynclint.facts.records import RECORDS_VERSION, ModuleFacts

# The folder may grow to this many bytes beyond twice what the last run used.
_SLACK = 64_000_000
_MOST_PACKS = 8
_UNENCODABLE = (ValueError, TypeError, OverflowError, RecursionError, msgspec.MsgspecError)


@functools.cache
def _maker() -> bytes:
    """What facts depend on besides the file: the records, their reader, its parser, Python."""
    digest = hashlib.blake2b(digest_size=KEY_SIZE)
    digest.update(f"{RECORDS_VERSION} {asynclint.__version__} {sys.version_info[:2]}".encode())
    try:
        digest.update(importlib.metadata.version("libcst").encode())
        for file in sorted(
            importlib.resources.files("asynclint.facts").iterdir(), key=lambda file: file.name
        ):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    except (OSError, importlib.metadata.PackageNotFoundError):
        pass
    return digest.digest()


def key_of(source: bytes, module: str, is_package: bool, max_size: int) -> bytes:
    """The key of the facts of a file: equal keys, equal facts."""
    header = f"{module}\0{int(is_package)}\0{max_size}\0".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(_maker() + header + source, digest_size=KEY_SIZE).digest()


def encode(facts: ModuleFacts) -> bytes | None:
    """The facts as bytes, None where they cannot be (a lone surrogate in a string)."""
    try:
        return msgspec.msgpack.encode(facts)
    except _UNENCODABLE:
        return None


def decode(data: bytes) -> ModuleFacts | None:
    """The facts that `encode` wrote, None for anything else."""
    try:
        return msgspec.msgpack.decode(data, type=ModuleFacts)
    except _UNENCODABLE:
        return None


class FactsCache:
    """The cache in `folder`; with None it is off and always misses.

    `put` keeps in memory until `flush` writes.  One process and thread uses an instance; several
    may use the folder.
    """

    def __init__(self, folder: Path | None) -> None:
        self._store = None if folder is None else PackFolder(folder)
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._where: dict[bytes, Pack] = {}
        if self._store is not None:
            for pack in self._store.packs:
                self._where.update(dict.fromkeys(pack.entries, pack))

    def get(self, key: bytes) -> ModuleFacts | None:
        """The facts that were put under `key`, if they are there and whole."""
        data = self.get_bytes(key)
        facts = None if data is None else decode(data)
        if facts is None:
            # Damaged, or made by other records: not to be carried over into a new pack.
            self._used.discard(key)
            self._where.pop(key, None)
        return facts

    def get_bytes(self, key: bytes) -> bytes | None:
        """As `get`, not decoded."""
        data = self._new.get(key)
        if data is None and key in self._where:
            data = self._where[key].read(key)
        if data is not None:
            self._used.add(key)
        return data

    def put(self, key: bytes, facts: ModuleFacts) -> None:
        """Keep `facts`, in memory until `flush`."""
        if self._store is not None:
            data = encode(facts)
            if data is not None:
                self.put_bytes(key, data)

    def put_bytes(self, key: bytes, data: bytes) -> None:
        """As `put`, of what `encode` made (by another process, for instance)."""
        if self._store is not None:
            self._new[key] = data
            self._used.add(key)

    def flush(self) -> None:
        """Write what is new; merge packs and drop unused facts where that is due."""
        if self._store is None or not self._new:
            return
        packs = self._store.packs
        used = sum(map(len, self._new.values()))
        used += sum(self._where[key].entries[key].size for key in self._used if key in self._where)
        total = sum(pack.size for pack in packs) + sum(map(len, self._new.values()))
        if total > 2 * used + _SLACK:
            self._rewrite(packs, used + _SLACK // 2)
        elif len(packs) >= _MOST_PACKS:
            # The largest stays as it is: merging it each time would write all again and again.
            largest = max(packs, key=lambda pack: pack.size)
            self._rewrite([pack for pack in packs if pack is not largest], None)
        else:
            self._store.add(self._new, replaces=())
        self._new = {}
        self._where = {key: pack for pack in self._store.packs for key in pack.entries}

    def close(self) -> None:
        """Close the files; whatever was not flushed is lost, and every `get` misses."""
        if self._store is not None:
            for pack in self._store.packs:
                pack.close()
        self._new = {}

    def _rewrite(self, packs: list[Pack], most: int | None) -> None:
        """One pack in place of `packs`: the new facts, the used, then as many others as fit."""
        assert self._store is not None
        merged = dict(self._new)
        size = sum(map(len, merged.values()))
        # Packs stand in the order of their making, entries in that of their use: newest last.
        keys = [(key, pack) for pack in reversed(packs) for key in reversed(pack.entries)]
        for wanted in (True, False):
            for key, pack in keys:
                if key in merged or (key in self._used) is not wanted or self._where.get(key) is not pack:
                    continue
                if not wanted and most is not None and size + pack.entries[key].size > most:
                    continue
                data = pack.read(key)
                if data is not None:
                    merged[key] = data
                    size += len(data)
        self._store.add(dict(reversed(merged.items())), replaces=packs)
