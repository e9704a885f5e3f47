"""Small projects on disk, written from a mapping of paths to contents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asynclint.project.project import Project, load_project
from asynclint.settings.model import Settings


def write(folder: Path, files: Mapping[str, str] | str) -> Path:
    """Write `files` below `folder`; a string is a list of empty files, separated by spaces."""
    if isinstance(files, str):
        files = dict.fromkeys(files.split(), "")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def load(folder: Path, *paths: str) -> Project:
    """The project at `folder`, with the named paths (the folder itself where there are none)."""
    return load_project(Settings(paths=tuple(folder / path for path in paths) or (folder,), root=folder))


def relatives(project: Project) -> list[str]:
    """The relative paths of all files."""
    return [file.relative for file in project.files]


def modules(project: Project) -> dict[str, str]:
    """The canonical names by relative path."""
    return {file.relative: file.module for file in project.files}
