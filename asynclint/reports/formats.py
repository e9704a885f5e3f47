"""The formats by their names: what writes each, and what its paths are relative to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

from asynclint.finding import Report
from asynclint.reports import github, gitlab, json, junit, markdown, rdjson, sarif
from asynclint.reports.sources import Sources

Format = Literal["text", "concise", "json", "github", "gitlab", "junit", "markdown", "rdjson", "sarif"]
FORMATS: tuple[Format, ...] = get_args(Format)

Pieces = Callable[[Report, str, Sources], Iterator[str]]

# For services, which know files by their paths from the top of the repository.
SERVICES: dict[Format, Pieces] = {
    "github": github.pieces,
    "gitlab": gitlab.pieces,
    "junit": junit.pieces,
    "markdown": markdown.pieces,
    "rdjson": rdjson.pieces,
    "sarif": sarif.pieces,
}
# For programs that are told the root.
PROGRAMS: dict[Format, Pieces] = {"json": lambda report, version, sources: json.pieces(report, version)}
