"""Wrong markers and wrong names in the settings, as errors with their places."""

from __future__ import annotations

import re

from asynclint.engine.stubs import Stubs
from asynclint.errors import UsageError
from asynclint.finding import FileError
from asynclint.program.linked import Program
from asynclint.project.project import Project
from asynclint.settings.model import Settings

_LINE = re.compile(r"(?P<path>.+):(?P<line>\d+)")


class Wrong:
    """What the program could make no sense of.

    `errors` are those of which the place is known; a name that a caller of the library has given has none,
    and is among the `notes`.  Raises `UsageError` for one of the command line.
    """

    def __init__(self, program: Program, project: Project, stubs: Stubs, settings: Settings) -> None:
        self.errors: list[FileError] = []
        self.notes: list[str] = []
        named = {file.relative: file.named for file in project.files}
        for misuse in program.misused():
            own = misuse.module.is_stub
            path = stubs.path_of(misuse.module.name) if own else misuse.module.path
            self.errors.append(
                FileError(path, misuse.line, 1, misuse.message, named=own or named.get(path, True))
            )
        for declaration, message in program.misnamed:
            place = settings.places.get(declaration.written)
            found = _LINE.fullmatch(place) if place is not None else None
            if found is not None:
                self.errors.append(FileError(found["path"], int(found["line"]), 1, message))
            elif place is not None:
                raise UsageError(f"{place}: {message}.")
            else:
                self.notes.append(message)
