"""`asynclint library`: which libraries are known, what is known of one, and which a project uses besides."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.text import Text

from asynclint.cli.complaints import complaint
from asynclint.cli.completion import libraries
from asynclint.cli.output import Output
from asynclint.errors import UsageError
from asynclint.libraries.catalog import Entry
from asynclint.program.knowledge import Knowledge, KnownCall
from asynclint.reports.words import printable
from asynclint.settings.model import Settings
from asynclint.settings.table import Table

_COSTS = {
    "size": "where its input is large",
    "contended": "where others hold the lock long",
    "short": "briefly",
}


@click.command()
@click.argument("name", required=False, shell_complete=libraries)
@click.option(
    "--missing",
    "paths",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="List the packages without a stub that the project at PATH imports, with the number of calls on"
    " the event loop that go to them.",
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def library(name: str | None, paths: tuple[Path, ...], output_format: str) -> int:
    """List the libraries that have a stub, or tell what is known of one.

    NAME is that of the distribution (psycopg2-binary) or of the import (psycopg2).
    """
    from asynclint.engine.libraries import find_library, knowledge, known_libraries

    out = Output(sys.stdout, os.environ)
    if paths:
        if name is not None:
            raise UsageError("--missing tells of a project: leave NAME out.")
        return _missing(paths, output_format, out)
    if name is None:
        known = known_libraries()
        if output_format == "json":
            out.text(json.dumps([_plain(each, entry) for each, entry in known.items()], indent=2))
        else:
            out.lines(_listed(known))
        return 0
    found, entry = find_library(name)
    told = knowledge(entry)
    if output_format == "json":
        out.text(json.dumps({**_plain(found, entry), **msgspec.to_builtins(told)}, indent=2))
    else:
        out.lines(_told(found, entry, told))
    return 0


def _missing(paths: tuple[Path, ...], output_format: str, out: Output) -> int:
    from asynclint.engine.configuration import configure
    from asynclint.engine.libraries import missing_libraries

    merged = configure(Settings(paths=paths), Table())
    found = missing_libraries(merged.settings)
    Output(sys.stderr, os.environ).lines(complaint(error) for error in found.errors)
    if output_format == "json":
        rows = [{"package": name, "calls": calls} for name, calls in found.packages.items()]
        out.text(json.dumps({"root": str(merged.settings.root), "missing": rows}, indent=2))
    else:
        out.lines(_counted(found.packages))
    return 2 if any(error.named for error in found.errors) else 0


def _counted(packages: Mapping[str, int]) -> Iterator[Text]:
    if not packages:
        yield Text("Every package that the project imports has a stub.")
        return
    width = max(map(len, packages))
    yield Text(f"{'package':<{width}}  calls on the event loop", style="bold")
    for name, calls in packages.items():
        yield Text(f"{printable(name):<{width}}  {calls}", style="" if calls else "dim")
    yield Text("Say what they do with stubs of your own (`stubs`), or name what blocks (`blocking`).")


def _plain(name: str, entry: Entry) -> dict[str, Any]:
    return {"library": name, "version": entry.version, "imports": list(entry.modules)}


def _listed(known: Mapping[str, Entry]) -> Iterator[Text]:
    width = max(map(len, known))
    versions = max(len(entry.version) for entry in known.values())
    for name, entry in known.items():
        line = Text(f"{name:<{width}}", style="bold")
        line.append(f"  {entry.version:<{versions}}  ", style="not bold dim")
        line.append(", ".join(entry.modules), style="not bold default")
        yield line


def _told(name: str, entry: Entry, told: Knowledge) -> Iterator[Text]:
    yield Text.assemble((name, "bold"), f" {entry.version}")
    yield Text(f"modules: {', '.join(told.modules)}")
    if told.clients:
        yield Text("\nsynchronous clients", style="bold")
        for client in told.clients:
            yield Text(f"  {client.name}" + (f" → {client.instead}" if client.instead else ""))
    by_category: dict[str, list[KnownCall]] = defaultdict(list)
    for call in told.blocking:
        by_category[call.category].append(call)
    for category, calls in sorted(by_category.items()):
        yield Text(f"\nblocks ({category})", style="bold")
        for call in calls:
            line = Text(f"  {call.name}")
            if call.cost:
                line.append(f" {_COSTS.get(call.cost, call.cost)}", style="dim")
            if call.instead:
                line.append(f" → {call.instead}", style="dim")
            yield line
    for title, names in (("awaited", told.asynchronous), ("runs a callable elsewhere", told.offloaders)):
        if names:
            yield Text(f"\n{title}", style="bold")
            yield from (Text(f"  {each}") for each in names)
