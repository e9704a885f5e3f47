"""What a run depends on, as one key: equal keys, equal findings."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

import asynclint
from asynclint.engine.pack import KEY_SIZE
from asynclint.project.project import Project
from asynclint.settings.model import Settings

_OURS = Path(asynclint.__file__).parent
_SUFFIXES = (".py", ".pyi", ".pack", ".toml")


def key_of_run(project: Project, settings: Settings) -> bytes | None:
    """The key of a run without changes to look at, None where something cannot be read.

    It takes in all that the findings are made of: the settings, the files, their bytes and roles, the
    import roots and pinned versions, the user's stubs, the baseline, asynclint itself, its parser and Python.
    """
    digest = hashlib.blake2b(_ourselves(), digest_size=KEY_SIZE)

    def add(content: bytes) -> None:
        digest.update(len(content).to_bytes(8, "little") + content)

    made_by = sys.version_info[:2], importlib.metadata.version("libcst")
    add(repr((made_by, _stated(settings))).encode("utf-8", "surrogatepass"))
    add(repr((project.errors, sorted(project.versions.items()))).encode("utf-8", "surrogatepass"))
    roots = project.roots
    add(repr((sorted(roots.folders), sorted(roots.packages), roots.outer)).encode("utf-8", "surrogatepass"))
    try:
        for file in project.files:
            about = (file.relative, file.module, file.named, file.explicit)
            add(repr(about).encode("utf-8", "surrogatepass"))
            add(project.read(file))
        for path in _further(settings):
            add(str(path).encode("utf-8", "surrogatepass"))
            add(path.read_bytes())
    except OSError:
        return None
    return digest.digest()


def _stated(settings: Settings) -> list[tuple[str, str]]:
    """The settings in one order, without those that say how to run, not what to find."""
    settings = msgspec.structs.replace(settings, jobs=0, cache=True, cache_dir=None)
    return sorted((name, repr(value)) for name, value in msgspec.structs.asdict(settings).items())


def _further(settings: Settings) -> Iterator[Path]:
    if settings.baseline is not None:
        yield settings.baseline
    for folder in settings.stubs:
        yield from sorted(folder.rglob("*.pyi"))


def _ourselves() -> bytes:
    """The code and the stubs of asynclint, by the times and sizes of their files.

    The version alone does not tell a checkout's state.
    """
    found = []
    waiting = [str(_OURS)]
    while waiting:
        with os.scandir(waiting.pop()) as scan:
            for entry in scan:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(_SUFFIXES):
                    about = entry.stat()
                    found.append(f"{entry.path}\0{about.st_mtime_ns}\0{about.st_size}")
    return hashlib.blake2b("\n".join(sorted(found)).encode("utf-8", "surrogatepass")).digest()
