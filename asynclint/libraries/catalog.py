"""The catalogue: which libraries have stubs, and what the stubs were checked against.

One file is one environment, in which its libraries are installed together for the check
(`make stubs`).  Standard library modules are in none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from asynclint.libraries.loader import STUBS

CATALOG = Path(__file__).parent / "catalog"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One distribution: its pinned `version`, and the dotted `modules` below which its stubs lie.

    `requires` are further requirements of the check, `system` Debian packages to install it.  `fixture`:
    whether a fixture of its own shows its calls.  The tables are about names in the stub, patterns over
    the whole dotted name with the reason: `absent` from that version, `awaitable` though written
    `async def`, `shown_only`, that no attribute has.  `instances` are classes of which an object is asked.
    """

    version: str
    modules: tuple[str, ...]
    requires: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    fixture: bool = True
    absent: Mapping[str, str] = {}
    awaitable: Mapping[str, str] = {}
    shown_only: Mapping[str, str] = {}
    instances: tuple[str, ...] = ()


def read_catalog(folder: Path = CATALOG) -> dict[str, dict[str, Entry]]:
    """Group, then distribution, to its entry; both sorted."""
    found: dict[str, dict[str, Entry]] = {}
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = dict(sorted(msgspec.convert(table, dict[str, Entry]).items()))
    return found


def stub_files(entry: Entry, root: Path = STUBS) -> list[Path]:
    """The stub files of a library, sorted."""
    found: set[Path] = set()
    for name in entry.modules:
        base = root.joinpath(*name.split("."))
        found.update(base.rglob("*.pyi"))
        if base.with_suffix(".pyi").is_file():
            found.add(base.with_suffix(".pyi"))
    return sorted(found)
