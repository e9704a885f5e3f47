"""`asynclint config`: the settings in force and where each comes from; the files; the schema."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.text import Text

from asynclint.cli.options import Common, WithBaseline, settings_options
from asynclint.cli.output import Output
from asynclint.reports.words import printable
from asynclint.settings.merging import Merged
from asynclint.settings.parsing import toml_value
from asynclint.settings.schema import schema
from asynclint.settings.table import KEYS


@click.command(cls=WithBaseline)
@settings_options
@click.option("--show-files", is_flag=True, help="Show the files that are analysed instead.")
@click.option("--schema", "show_schema", is_flag=True, help="Show the JSON Schema of the table instead.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def config(common: Common, show_files: bool, show_schema: bool, output_format: str) -> int:
    """Show the settings in force for PATHS, as `asynclint check` with the same options has them.

    Each line is TOML, and its comment says where the value comes from.
    """
    out = Output(sys.stdout, os.environ)
    if show_schema:
        out.text(json.dumps(schema(), indent=2))
        return 0
    merged = common.configure()
    if show_files:
        out.lines(Text(printable(path)) for path in _files(merged))
        return 0
    values = _values(merged)
    root = str(merged.settings.root)
    if output_format == "json":
        rows = {key: {"value": values[key], "origin": merged.origins[key]} for key in KEYS}
        out.text(json.dumps({"root": root, "settings": rows}, indent=2))
    else:
        out.lines(_lines(root, values, merged.origins))
    return 0


def _files(merged: Merged) -> Iterator[str]:
    """Those of the named paths, relative to the root."""
    from asynclint.project.project import load_project

    yield from (file.relative for file in load_project(merged.settings).files if file.named)


def _values(merged: Merged) -> dict[str, Any]:
    """The value of each key, in the words of the table; None where a key without a default is not set."""
    found: dict[str, Any] = {}
    for key, field in KEYS.items():
        value = merged.values.get(key)
        if key == "baseline" or value is None:
            value = getattr(merged.settings, field.name)
        if key == "exclude" and key not in merged.values:
            value = ()
        found[key] = msgspec.to_builtins(value, enc_hook=_text)
    return found


def _text(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError


def _lines(root: str, values: Mapping[str, Any], origins: Mapping[str, str]) -> Iterator[Text]:
    yield Text(f"# project root: {printable(root)}", style="dim")
    for key, value in values.items():
        text = f"# {key}: {_absent(key)}" if value is None else f"{key} = {toml_value(value)}"
        line = Text(printable(text), style="dim" if origins[key] == "default" else "default")
        yield line.append(f"  # {printable(origins[key])}", style="cyan")


def _absent(key: str) -> str:
    text: str = schema()["properties"][key]["description"]
    return text.rpartition("Default: ")[2].rstrip(".")
