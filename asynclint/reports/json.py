"""The whole report as one JSON object; `schema.json` beside this file describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec

from asynclint.finding import Report
from asynclint.rules.base import page_url

_PLACED = ("path", "line", "column", "message")


def pieces(report: Report, version: str) -> Iterator[str]:
    """The JSON text in pieces, a finding at a time, without a newline at its end.

    A large application's report takes a hundred megabytes, most of it routes that many findings
    share, and need not be in memory whole.  It is plain ASCII, so that any encoding of the output
    and any file name survive.
    """
    yield f'{{\n  "version": {json.dumps(version)},\n  "root": {json.dumps(report.root)},\n  "findings": ['
    for index, finding in enumerate(report.findings):
        yield ",\n    " if index else "\n    "
        yield _indented({**msgspec.to_builtins(finding), "url": page_url(finding.code)}, 4)
    yield "\n  ]" if report.findings else "]"
    errors = [{key: getattr(error, key) for key in _PLACED} for error in report.errors]
    members = {
        "errors": errors,
        "problems": msgspec.to_builtins(report.problems),
        "baseline": msgspec.to_builtins(report.baseline),
        "statistics": msgspec.to_builtins(report.statistics),
    }
    for name, value in members.items():
        yield f',\n  "{name}": {_indented(value, 2)}'
    yield "\n}"


def _indented(value: Any, depth: int) -> str:
    # Strings hold no line breaks in JSON: each is one of the layout.
    return json.dumps(value, indent=2).replace("\n", "\n" + " " * depth)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `pieces` give."""
    text = files("asynclint.reports").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
