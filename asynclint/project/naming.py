"""One canonical module name for each file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from asynclint.project.evidence import parent
from asynclint.project.roots import ImportRoots


def canonical_names(files: Collection[str], roots: ImportRoots) -> dict[str, str]:
    """The module name of each file (relative, with `/`), unique in the project.

    A file is named from its import root.  Where two roots give one name to two files, the
    packages concerned are named from the project root instead, whole, so that relative imports
    in them keep their meaning.
    """
    bases = {file: roots.bases[parent(file)] for file in files}
    units = {file: (base, _top(file, base)) for file, base in bases.items()}
    units_of: defaultdict[str, set[tuple[str | None, str]]] = defaultdict(set)
    for file, base in bases.items():
        units_of[_dotted(file, base, roots.outer)].add(units[file])
    clashing = {unit for sharing in units_of.values() if len(sharing) > 1 for unit in sharing}

    names: dict[str, str] = {}
    taken: set[str] = set()
    # `__init__.py` goes before a module of the same name, as it does in Python.
    for file in sorted(files, key=lambda file: (not file.endswith("/__init__.py"), file)):
        base = "" if units[file] in clashing and bases[file] is not None else bases[file]
        name = wanted = _dotted(file, base, roots.outer)
        count = 1
        while name in taken:
            count += 1
            name = f"{wanted}_{count}"
        taken.add(name)
        names[file] = name
    return names


def _dotted(file: str, base: str | None, outer: tuple[str, ...]) -> str:
    """The name of `file` as imported from the folder `base` (None: the one around the root)."""
    parts = _below(file, base).removesuffix(".py").replace(".", "_").split("/")
    if base is None:
        parts = [*outer, *parts]
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)


def _top(file: str, base: str | None) -> str:
    """The top-level package of `file`, "" for a module that stands directly in its root."""
    if base is None:
        return ""
    first, slash, _ = _below(file, base).partition("/")
    return first if slash else ""


def _below(file: str, base: str | None) -> str:
    return file[len(base) + 1 :] if base else file
