"""The whole report as one JSON object; `schema.json` beside this file describes it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import msgspec

from asynclint.finding import Report


def render(report: Report, version: str) -> str:
    """The JSON text, without a newline at its end.

    It is plain ASCII, so that any encoding of the output and any file name survive.
    """
    plain: dict[str, Any] = msgspec.to_builtins(report)
    errors = [{key: error[key] for key in ("path", "line", "column", "message")} for error in plain["errors"]]
    whole = {
        "version": version,
        "root": plain["root"],
        "findings": plain["findings"],
        "errors": errors,
        "statistics": plain["statistics"],
    }
    return json.dumps(whole, indent=2)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` gives."""
    text = files("asynclint.reports").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
