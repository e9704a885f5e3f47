"""Which files git ignores: .gitignore files, nested ones too, and .git/info/exclude."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pathspec import GitIgnoreSpec

from asynclint.project.root import repository_top


def patterns(lines: Iterable[str]) -> GitIgnoreSpec | None:
    """The lines of an ignore file, None where they hold no pattern; malformed lines do nothing."""
    kept = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        try:
            GitIgnoreSpec.from_lines([line], backend="simple")
        except ValueError:
            continue
        kept.append(line)
    return GitIgnoreSpec.from_lines(kept, backend="simple") if kept else None


class IgnoreRules:
    """The ignore files that are in force in one folder, the outermost first.  Immutable."""

    def __init__(self, levels: tuple[tuple[str, GitIgnoreSpec], ...] = ()) -> None:
        self._levels = levels

    @classmethod
    def above(cls, root: Path) -> IgnoreRules:
        """The rules that come from outside `root`: the repository's that holds it."""
        rules = cls()
        top = repository_top(root)
        if top is None:
            return rules
        rules = rules.with_file(top, top / ".git" / "info" / "exclude")
        outer = []
        for folder in root.parents:
            if not folder.is_relative_to(top):
                break
            outer.append(folder)
        for folder in reversed(outer):
            rules = rules.with_file(folder, folder / ".gitignore")
        return rules

    def with_file(self, folder: Path, file: Path) -> IgnoreRules:
        """These rules and those of `file`, which speak of what is below `folder`."""
        try:
            text = file.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        except OSError:
            return self
        spec = patterns(text.splitlines())
        if spec is None:
            return self
        prefix = folder.as_posix().rstrip("/") + "/"
        return IgnoreRules((*self._levels, (prefix, spec)))

    def ignores(self, path: str) -> bool:
        """Whether git ignores the absolute `path` ("/" at its end for a folder).

        Its parent folders are taken as not ignored.
        """
        for prefix, spec in reversed(self._levels):
            verdict = spec.check_file(path.removeprefix(prefix)).include
            if verdict is not None:
                return verdict
        return False
