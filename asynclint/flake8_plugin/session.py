"""One run of flake8: what was found in the files that it checks."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from asynclint.flake8_plugin import buffer, handover
from asynclint.flake8_plugin.findings import Row, Rows, find
from asynclint.flake8_plugin.groups import grouped
from asynclint.flake8_plugin.options import Options
from asynclint.project.root import real_path


class Session:
    """The findings by real path, and the files and folders that they are complete for."""

    def __init__(self, options: Options, rows: Rows, complete: Sequence[str]) -> None:
        self._options = options
        self._rows = dict(rows)
        # Asked for by each file and the folders above it: hooks name thousands of files.
        self._complete = set(map(Path, complete))

    def rows(self, name: str) -> Sequence[Row]:
        """Those of one file, by the name that flake8 has for it.

        A file that was not named from the start is analysed now: flake8's `check_files` names them late.
        """
        path = Path(os.path.realpath(name))
        # A link to a file belongs to the folder that it lies in.
        folder = Path(os.path.realpath(Path(name).parent))
        if self._complete.isdisjoint((path, folder, *folder.parents)):
            self._rows.update(_found([path], self._options, {}))
            self._complete.add(path)
        return self._rows.get(str(path), ())


def begin(options: Options, names: Sequence[str]) -> Session:
    """Analyses what flake8 is to check; in one of its workers, takes over what the parent has found.

    `names` are files, folders, or `-`; none stand for the current folder.  What is not there is left to
    flake8.  Raises `UsageError`.
    """
    given = handover.taken()
    if given is not None:
        return Session(options, given.rows, given.complete)
    paths, overlays = _named(options, names or ["."])
    rows = _found(paths, options, overlays)
    complete = [os.path.realpath(path) for path in paths]
    handover.give(rows, complete)
    return Session(options, rows, complete)


def _named(options: Options, names: Sequence[str]) -> tuple[list[Path], dict[Path, bytes]]:
    """The paths to analyse, and the buffer by its real path where there is one."""
    paths = [Path(name) for name in names if name != buffer.NAME and Path(name).exists()]
    if buffer.NAME not in names:
        return paths, {}
    path, content = real_path(Path(options.display_name)), buffer.standard_input()
    if content is None or path.is_dir():
        return paths, {}
    return [*paths, path], {path: content}


def _found(paths: Sequence[Path], options: Options, overlays: Mapping[Path, bytes]) -> Rows:
    found: Rows = {}
    for group in grouped(paths, options.root, next(iter(overlays), None)):
        for part in group.split() if options.alone else [group]:
            found.update(find(part, options, overlays))
    return found
