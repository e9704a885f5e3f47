"""docs/libraries.md: which libraries have stubs, what they were checked against, and when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from asynclint.libraries.catalog import Entry, stub_files
from asynclint.libraries.loader import STUBS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "libraries.md"
_ROW = re.compile(
    r"\| \[(?P<library>[^\]]+)\]\([^)]*\) \| [^|]* \| (?P<version>\S+) \| (?P<date>\S+) \| `(?P<hash>\w+)` \|"
)
_HEAD = """\
# Libraries

What these libraries do is known from the stubs that come with asynclint: which of their calls block, which
are awaited, what they return. None of them needs to be installed. Each stub was checked against the real
library, in the version and on the day given here: that every name exists, that what is written as `async`
is, that the asynchronous twins exist, and that of a synchronous client at most 5 % of the methods are
neither marked as blocking nor as safe.

`asynclint library NAME` tells what is known of one; `asynclint library --missing PATH` lists the packages
that a project imports and that have no stub.

This page is made by `make stubs`, which checks the stubs; the last column is the hash of the stub that
was checked.
"""
_TABLE = "| library | imported as | version | checked | stub |\n|---|---|---|---|---|\n"


class Row(NamedTuple):
    """What the page says of one library."""

    version: str
    date: str
    hash: str


def hash_of(entry: Entry) -> str:
    """Twelve digits over the paths and contents of a library's stub files."""
    digest = hashlib.sha256()
    for path in stub_files(entry):
        digest.update(path.relative_to(STUBS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def read_page(page: Path = PAGE) -> dict[str, Row]:
    """The rows of the page, by library."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return {m["library"]: Row(m["version"], m["date"], m["hash"]) for m in _ROW.finditer(text)}


def write_page(groups: Mapping[str, Mapping[str, Entry]], rows: Mapping[str, Row], page: Path = PAGE) -> None:
    """Writes the page; a library without a row is left out."""
    parts = [_HEAD]
    for group, entries in groups.items():
        lines = [
            f"| [{name}](https://pypi.org/project/{name}/) | {', '.join(f'`{m}`' for m in entry.modules)} |"
            f" {rows[name].version} | {rows[name].date} | `{rows[name].hash}` |\n"
            for name, entry in entries.items()
            if name in rows
        ]
        parts.append(f"\n## {group.replace('_', ' ').capitalize()}\n\n{_TABLE}{''.join(lines)}")
    page.write_text("".join(parts), encoding="utf-8")
