"""What flake8 is to show of a group of files: found by an analysis, or remembered."""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from pathlib import Path

import msgspec

from asynclint.engine.configuration import configure
from asynclint.engine.inputs import key_of_run
from asynclint.engine.remembered import Remembered
from asynclint.flake8_plugin.groups import Group
from asynclint.flake8_plugin.options import Options
from asynclint.project.project import Project, load_project
from asynclint.project.roles import role_of
from asynclint.reports.words import printable
from asynclint.rules.registry import RULES
from asynclint.settings.model import Settings


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One finding; `line` and `column` from 1, in code points."""

    line: int
    column: int
    code: str
    message: str


Rows = dict[str, tuple[Row, ...]]


def find(group: Group, options: Options, overlays: Mapping[Path, bytes]) -> Rows:
    """The findings by the real path of their file.  Raises `UsageError` for wrong settings.

    Suppressed ones are left out, but for those with a noqa of our codes: that is flake8's to mind.
    """
    settings = _settings(group, options, overlays)
    settings, project = _loaded(settings, overlays)
    remembered = Remembered(settings.cache_folder(project.root))
    key = key_of_run(project, settings)
    found = _decoded(remembered.get(key))
    if found is None:
        found = _analysed(settings, overlays, project)
        remembered.put(key, msgspec.msgpack.encode(found))
    # Of the few that have findings: each real path asks the disk.
    with_rows = (file for file in project.files if file.relative in found)
    return {os.path.realpath(file.path): found[file.relative] for file in with_rows}


def _settings(group: Group, options: Options, overlays: Mapping[Path, bytes]) -> Settings:
    base = Settings(
        paths=group.paths,
        root=group.root,
        cache=options.cache and group.has_project,
        noqa=False,
        alone=group.alone,
    )
    isolated = options.isolated or (not group.has_project and options.config is None)
    merged = configure(base, options.table, config=options.config, isolated=isolated, unsaved=overlays)
    settings = merged.settings
    if "select" in merged.values:
        return settings
    # What is off by default is for flake8 to select.
    asked = tuple(rule.code for rule in RULES if not rule.default)
    return msgspec.structs.replace(settings, extend_select=(*settings.extend_select, *asked))


def _loaded(settings: Settings, overlays: Mapping[Path, bytes]) -> tuple[Settings, Project]:
    """The project, as if its root were named where that says the same of the files that are.

    Then one result serves for each file that an editor opens.
    """
    assert settings.root is not None
    if not settings.alone:
        whole = msgspec.structs.replace(settings, paths=(settings.root,))
        project = load_project(whole, overlays)
        files = {file.path for file in project.files}
        if all(_is_plain(path, files, project.root) for path in settings.paths):
            return whole, project
    return settings, load_project(settings, overlays)


def _is_plain(path: Path, files: Set[Path], root: Path) -> bool:
    """Whether naming a file or folder (a real path) changes nothing but what is reported.

    It does for what is excluded, and for tests and migrations, which are reported only where they are named.
    """
    if path == root:
        return True
    if role_of(path.relative_to(root).as_posix()) != "code":
        return False
    return path in files or any(path in file.parents for file in files)


def _analysed(settings: Settings, overlays: Mapping[Path, bytes], project: Project) -> Rows:
    # What is remembered is there before the analysis has been imported.
    from asynclint.engine.pipeline import check

    found: dict[str, list[Row]] = {}
    for finding in check(settings, overlays=overlays, project=project).findings:
        if not finding.suppressed:
            row = Row(finding.line, finding.column, finding.code, printable(finding.message))
            found.setdefault(finding.path, []).append(row)
    return {path: tuple(rows) for path, rows in found.items()}


def _decoded(data: bytes | None) -> Rows | None:
    try:
        return None if data is None else msgspec.msgpack.decode(data, type=Rows)
    except msgspec.MsgspecError:
        return None
