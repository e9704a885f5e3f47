"""Layers of settings to one: the defaults, the file, the command line, later ones first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from asynclint.settings.model import DEFAULT_EXCLUDES, Settings
from asynclint.settings.parsing import Parsed
from asynclint.settings.table import KEYS, KEYS_OF_PATHS, Table

# What `--select` makes void: choosing on the command line starts anew, as in ruff.
_CHOICE = ("select", "extend-select", "ignore", "extend-ignore")
_ADDED = frozenset({"extend-select", "extend-ignore"})


class Merged(msgspec.Struct, frozen=True):
    """The settings in force, what was written for each key, and where.

    `values` has the keys that a layer sets; `origins` says for each key of the table where it comes
    from: `pyproject.toml:12`, `--select`, `default`.
    """

    settings: Settings
    values: Mapping[str, Any]
    origins: Mapping[str, str]


def merge(base: Settings, file: Parsed | None, folder: Path | None, options: Table, current: Path) -> Merged:
    """`base` with what the file in `folder` and the options say; paths are made absolute.

    `current` is the folder that paths in options are relative to.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(KEYS, "default")
    given = {key: getattr(options, field.name) for key, field in KEYS.items()}
    anew = given["select"] is not UNSET
    for key, field in KEYS.items():
        own = getattr(file.table, field.name) if file is not None else UNSET
        if own is not UNSET and not (anew and key in _CHOICE):
            assert file is not None
            values[key] = _placed(key, own, folder or current)
            origins[key] = f"{file.name}:{file.lines[key]}"
        if given[key] is not UNSET:
            value = _placed(key, given[key], current)
            if key in _ADDED and key in values:
                values[key] = (*values[key], *value)
                origins[key] = f"{origins[key]}, --{key}"
            else:
                values[key] = value
                origins[key] = f"--{key}"
    changes = {KEYS[key].name: _stored(key, value) for key, value in values.items()}
    return Merged(msgspec.structs.replace(base, **changes), values, origins)


def python_version(text: str) -> tuple[int, int]:
    """`3.12` and `py312` as (3, 12)."""
    digits = re.sub(r"\D", "", text)
    return int(digits[0]), int(digits[1:])


def _placed(key: str, value: Any, folder: Path) -> Any:
    if key in KEYS_OF_PATHS:
        if isinstance(value, tuple):
            return tuple(str(folder / each) for each in value)
        return str(folder / value)
    return value


def _stored(key: str, value: Any) -> Any:
    """The value as `Settings` keeps it."""
    if key == "exclude":
        return (*DEFAULT_EXCLUDES, *value)
    if key == "target-version":
        return python_version(value)
    if key in KEYS_OF_PATHS:
        return tuple(map(Path, value)) if isinstance(value, tuple) else Path(value)
    return value
