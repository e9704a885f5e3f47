"""From paths and options to the settings in force: what every face starts with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from asynclint.errors import UsageError
from asynclint.project.config import find_config, read_config
from asynclint.project.root import find_root, real_path
from asynclint.rules.registry import rules_of
from asynclint.settings.merging import Merged, merge
from asynclint.settings.model import Settings
from asynclint.settings.parsing import Parsed
from asynclint.settings.table import Table

# Keys whose values, or whose keys, choose rules.
_SELECTORS = ("select", "ignore", "extend-select", "extend-ignore", "per-file-ignores", "severity")

# Keys whose values name callables.
_NAMES = ("blocking", "non-blocking", "offloaders")


def configure(
    base: Settings,
    options: Table,
    *,
    config: Path | None = None,
    isolated: bool = False,
    unsaved: Collection[Path] = (),
) -> Merged:
    """The settings for `base.paths`: the project's file under the options, `base` under both.

    `config` names the file; `isolated`: none is read.  `unsaved`: real paths of buffers, which need
    not exist.  Raises `UsageError` with the place of what is wrong.
    """
    root = find_root(base.paths, base.root, unsaved)
    file, folder = _file(root, config, isolated)
    merged = merge(base, file, folder, options, Path.cwd())
    _check_selectors(merged, file)
    outer = folder if folder is not None and folder != root and root.is_relative_to(folder) else None
    places = {
        name: _place(merged, file, key, name)
        for key in _NAMES
        if key in merged.values
        for name in merged.values[key]
    }
    settings = msgspec.structs.replace(merged.settings, root=root, pattern_root=outer, places=places)
    return msgspec.structs.replace(merged, settings=settings)


def _file(root: Path, config: Path | None, isolated: bool) -> tuple[Parsed | None, Path | None]:
    if config is not None:
        if isolated:
            raise UsageError("--config and --isolated exclude each other: leave one out.")
        found = read_config(config, str(config))
        if found is None:
            raise UsageError(f"{config} has no [tool.asynclint] table: add one, or name another file.")
        return found, real_path(config).parent
    near = None if isolated else find_config(root)
    return (None, None) if near is None else (near[1], near[0].parent)


def _check_selectors(merged: Merged, file: Parsed | None) -> None:
    """Unknown selectors are told with the place that they come from."""
    for key in _SELECTORS:
        if key not in merged.values:
            continue
        for selector in _chosen(key, merged.values[key]):
            try:
                rules_of(selector)
            except UsageError as error:
                raise UsageError(f"{_place(merged, file, key, selector)}: {error}") from error


def _chosen(key: str, value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [each for name, inner in value.items() for each in ((name,) if key == "severity" else inner)]
    assert isinstance(value, tuple)
    return list(value)


def _place(merged: Merged, file: Parsed | None, key: str, selector: str) -> str:
    origin = merged.origins[key]
    if file is None or origin.startswith("--"):
        return origin
    written = getattr(file.table, key.replace("-", "_"))
    return file.place(key, selector) if selector in _chosen(key, written) else f"--{key}"
