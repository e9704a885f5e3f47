"""Import roots: the folders that dotted names start from, found or named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from asynclint.project.evidence import import_scores, parent

# A folder with one of these is a project of its own, and no part of a package around it.
STRONG_MARKERS = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "manage.py"})
_PROGRAM_NAMES = frozenset(
    {"main.py", "app.py", "server.py", "run.py", "api.py", "asgi.py", "wsgi.py", "manage.py", "conftest.py"}
)
_MOST_WITNESSES = 2_000
_WITNESSES_OF_PACKAGE = 30


class ImportRoots(NamedTuple):
    """Where dotted names start.

    `folders`: the import roots, relative to the project root, which is "".
    `packages`: the folders with `__init__.py`.
    `outer`: where the project root is itself a package, its dotted name in parts; else empty.
    `bases`: for each folder that holds a Python file directly, the import root that its modules
    are named from; None stands for the folder around `outer`.
    """

    folders: frozenset[str]
    packages: frozenset[str]
    outer: tuple[str, ...]
    bases: Mapping[str, str | None]

    def around(self, folder: str) -> Iterator[str]:
        """The import roots that contain `folder`, the nearest first."""
        return (ancestor for ancestor in ancestors(folder) if ancestor in self.folders)


def ancestors(folder: str) -> Iterator[str]:
    """The folder, those above it, and "" at last."""
    while folder:
        yield folder
        folder = parent(folder)
    yield ""


def find_import_roots(
    files: Collection[str],
    markers: Mapping[str, frozenset[str]],
    outer: tuple[str, ...],
    read: Callable[[str], bytes],
    named: Collection[str] = (),
) -> ImportRoots:
    """The import roots of a project.

    `files` are its Python files, relative to the root with `/`; `markers` gives for each folder
    the marker files in it; `outer` is the dotted name of the root where it is a package itself;
    `read` gives the first bytes of one of `files`; `named` are folders that are import roots for sure.
    """
    packages = frozenset(folder for folder, names in markers.items() if "__init__.py" in names)
    strong = frozenset(folder for folder, names in markers.items() if names & STRONG_MARKERS)
    holding = {parent(file) for file in files}
    tops = {folder: _topmost_package(folder, packages, strong) for folder in holding}
    populated = {
        ancestor: markers.get(ancestor, frozenset()) for leaf in holding for ancestor in ancestors(leaf)
    }
    folders = {"", *(strong - packages), *named}
    scores = import_scores(_witnesses(files, tops, folders), files, populated, read)
    folders |= {folder for folder, score in scores.items() if score > 0}
    # Above a topmost package stands an import root, or a namespace package that holds it.
    folders |= {parent(top) for top in tops.values() if top and scores[parent(top)] >= 0}

    bases: dict[str, str | None] = {}
    for folder, top in tops.items():
        if top == "":
            bases[folder] = None if outer else ""
        else:
            start = folder if top is None else parent(top)
            bases[folder] = next(ancestor for ancestor in ancestors(start) if ancestor in folders)
    return ImportRoots(frozenset(folders), packages, outer, bases)


def _witnesses(files: Collection[str], tops: Mapping[str, str | None], folders: Collection[str]) -> list[str]:
    """The files whose imports are looked at: programs, all outside of packages, some of the others."""
    witnesses = []
    seen: Counter[str] = Counter()
    for file in sorted(files):
        top = tops[parent(file)]
        doubtful = top is None or (bool(top) and parent(top) not in folders)
        if doubtful and top is not None:
            seen[top] += 1
            doubtful = seen[top] <= _WITNESSES_OF_PACKAGE
        if doubtful or file.rpartition("/")[2] in _PROGRAM_NAMES:
            witnesses.append(file)
    return witnesses[:_MOST_WITNESSES]


def _topmost_package(folder: str, packages: Collection[str], strong: Collection[str]) -> str | None:
    """The highest folder with `__init__.py` at or above `folder`, over gaps, within one project."""
    top = None
    for ancestor in ancestors(folder):
        if ancestor in packages:
            top = ancestor
        elif ancestor in strong:
            break
    return top
