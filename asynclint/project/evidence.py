"""Which folders are import roots, told by what the files below them import.

A folder without `__init__.py` may be part of a namespace package (`from app.db import x`) or the
place that a program is started in (`from db import x`).  Each import that a folder answers speaks
for it; each that runs through it, or is relative inside it, speaks against it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

# Markers of a folder that a program is often started in.
WEAK_MARKERS = frozenset({"requirements.txt", "Pipfile", "alembic.ini", "Dockerfile"})

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<dots>\.*)(?P<module>[\w.]*)[ \t]+import\b|import[ \t]+(?P<names>[\w., \t]+))",
    re.MULTILINE,
)


def parent(path: str) -> str:
    """The folder of a relative path; that of a top-level one is ""."""
    return path.rpartition("/")[0]


def join(folder: str, rest: str) -> str:
    """`rest` below `folder`, both relative, either may be ""."""
    return f"{folder}/{rest}" if folder and rest else folder or rest


def imported_names(source: str) -> tuple[set[str], int]:
    """The absolute dotted names that `source` imports from, and the deepest relative level.

    A look at the lines, not a parse: a line in a string counts too.
    """
    names: set[str] = set()
    level = 0
    for match in _IMPORT.finditer(source):
        if match["names"] is not None:
            names.update(part.split()[0] for part in match["names"].split(",") if part.split())
        elif match["dots"]:
            level = max(level, len(match["dots"]))
        else:
            names.add(match["module"])
    return {name for name in names if name.replace(".", "_").isidentifier()}, level


def import_scores(
    witnesses: Iterable[str],
    files: Collection[str],
    folders: Mapping[str, frozenset[str]],
    read: Callable[[str], bytes],
) -> Counter[str]:
    """For each folder, how much the `witnesses` (relative files) take it for an import root.

    Above zero it is one; below zero, names rather start above it.

    `files` are all Python files of the project; `folders` gives the markers of all folders that
    hold one, however deep.  A witness that `read` cannot give (OSError) says nothing.
    """
    score: Counter[str] = Counter()
    for folder, markers in folders.items():
        if "__init__.py" in markers:
            continue
        score[folder] = len(markers & WEAK_MARKERS) + (folder.rpartition("/")[2] == "src")
    for witness in witnesses:
        try:
            source = read(witness).decode("utf-8", "replace")
        except OSError:
            continue
        names, level = imported_names(source)
        around = [parent(witness)]
        while around[-1]:
            around.append(parent(around[-1]))
        for folder in around[:level]:
            score[folder] -= 1
        for name in names:
            if name.partition(".")[0] in sys.stdlib_module_names:
                continue
            _vote(name.replace(".", "/"), witness, around, files, folders, score)
    return score


def _vote(
    path: str,
    witness: str,
    around: Iterable[str],
    files: Collection[str],
    folders: Collection[str],
    score: Counter[str],
) -> None:
    for folder in around:
        target = join(folder, path)
        if target in folders:
            through = target
        elif f"{target}.py" in files and f"{target}.py" != witness:
            through = parent(target)
        else:
            continue
        score[folder] += 1
        while through != folder:
            score[through] -= 1
            through = parent(through)
