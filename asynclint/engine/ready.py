"""Facts of the bundled stubs that an installed asynclint brings along: its first run parses none.

The wheel's build makes them (`hatch_build.py`).  A checkout has none: its stubs are read, and cached, as
they are.  What does not belong to the stub as it stands is not taken.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import asynclint
from asynclint.engine.cache import decode, encode
from asynclint.engine.pack import KEY_SIZE, Pack, PackFolder
from asynclint.facts.records import RECORDS_VERSION, ModuleFacts
from asynclint.libraries.loader import STUBS, Read, module_of

PACK = Path(asynclint.__file__).parent / "libraries" / "stubs.pack"
# Stubs are written by us: none is too large.
_LIMIT = 10_000_000


class Ready:
    """Reads stubs: out of the pack where they are in it, else by `otherwise`."""

    def __init__(self, otherwise: Read, pack: Path = PACK) -> None:
        self._otherwise = otherwise
        self._pack: Pack | None = None
        with contextlib.suppress(OSError, ValueError):
            self._pack = Pack(pack)

    def __call__(self, source: bytes, name: str, is_package: bool) -> ModuleFacts:
        """The facts of a stub; raises what `otherwise` raises."""
        if self._pack is not None:
            data = self._pack.read(_key(source, name, is_package))
            facts = None if data is None else decode(data)
            if facts is not None:
                return facts
        return self._otherwise(source, name, is_package)


def make_pack(folder: Path, stubs: Path = STUBS) -> Path:
    """Reads all stubs and writes their facts as one pack into a new folder; gives the file."""
    # Imports libcst, which no run needs that finds its facts in the cache.
    from asynclint.facts.reader import read_module

    found: dict[bytes, bytes] = {}
    for path in sorted(stubs.rglob("*.pyi")):
        name = module_of(path, stubs)
        source, is_package = path.read_bytes(), path.name == "__init__.pyi"
        data = encode(read_module(source, name, is_package=is_package, max_size=_LIMIT))
        if data is not None:
            found[_key(source, name, is_package)] = data
    store = PackFolder(folder)
    store.add(found, replaces=())
    return store.packs[-1].path


def _key(source: bytes, name: str, is_package: bool) -> bytes:
    header = f"{RECORDS_VERSION}\0{asynclint.__version__}\0{name}\0{int(is_package)}\0"
    return hashlib.blake2b(header.encode() + source, digest_size=KEY_SIZE).digest()
